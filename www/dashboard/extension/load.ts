// Where an extension's script comes from: the server, which was started with one, or a file that somebody has dropped on the page.

import { messageOf } from "../../frame/message";
import type { Config, LocalManifest, ServedScript } from "../../server/config";
import { extensionOf, type Extension } from "./extension";
import { ask } from "./frame";

/** An extension, or why there is none. */
export type Loaded =
  | { readonly status: "ready"; readonly extension: Extension; readonly isDropped: boolean }
  | { readonly status: "failed"; readonly from: string; readonly failure: string; readonly isDropped: boolean };

export const extensionIn = (loaded: Loaded): Extension | undefined => (loaded.status === "ready" ? loaded.extension : undefined);

/** In bytes. Those that are in use have less than two million, of which most is a source map. */
const LARGEST = 20_000_000;

/** The server's own. Never rejects. */
export async function loadServed(): Promise<Loaded> {
  try {
    const [{ local }, served] = await Promise.all([get<Config>("/config.json"), get<ServedScript>("/extension.json")]);
    if ("failure" in served) return failed(served.name, served.failure, false);
    return await load(served.name, served.code, false, local);
  } catch (error) {
    return failed("The server", messageOf(error), false);
  }
}

/** A file, read here: it goes nowhere but into the frame, and into this tab's memory, in which it outlives a sign-in elsewhere. */
export async function loadFile(file: File): Promise<Loaded> {
  if (file.size > LARGEST) return failed(file.name, `It is larger than ${LARGEST / 1_000_000} MB.`, true);
  const code = await file.text();
  remember({ name: file.name, code });
  return load(file.name, code, true);
}

/** The file that was last dropped in this tab, unless it was given up. */
export async function loadDropped(): Promise<Loaded | undefined> {
  const dropped = remembered();
  return dropped && load(dropped.name, dropped.code, true);
}

async function load(from: string, code: string, isDropped: boolean, local?: LocalManifest): Promise<Loaded> {
  try {
    return { status: "ready", extension: extensionOf(from, code, await ask(code), local), isDropped };
  } catch (error) {
    return failed(from, messageOf(error), isDropped);
  }
}

const failed = (from: string, failure: string, isDropped: boolean): Loaded => ({ status: "failed", from, failure, isDropped });

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`The Dashboard's server answered ${path} with ${response.status}.`);
  return response.json();
}

const KEY = "dashboard: dropped file";

interface Dropped {
  readonly name: string;
  readonly code: string;
}

function remember(dropped: Dropped): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(dropped));
  } catch {
    forget(); // It does not fit: it has to be dropped once more after a reload.
  }
}

export const forget = (): void => sessionStorage.removeItem(KEY);

function remembered(): Dropped | undefined {
  const text = sessionStorage.getItem(KEY);
  return text === null ? undefined : JSON.parse(text);
}
