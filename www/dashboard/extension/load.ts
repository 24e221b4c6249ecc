// Loads an extension's script from the server, or from a file that the user dropped on the page.

import { messageOf } from "../../frame/error-message";
import type { Config, LocalManifest, ServedScript } from "../../server/config";
import { extensionOf, type Extension } from "./extension";
import { describeScript } from "./frame";

/** Holds an extension, or the reason that it cannot run. */
export type Loaded =
  | {
      readonly status: "ready";
      readonly extension: Extension;
      readonly isDropped: boolean;
      /** The bundler's warnings, each in a sentence. */
      readonly notices: readonly string[];
    }
  | { readonly status: "failed"; readonly from: string; readonly failure: string; readonly isDropped: boolean };

export const extensionIn = (loaded: Loaded): Extension | undefined => (loaded.status === "ready" ? loaded.extension : undefined);

/** In bytes. Published scripts have less than two million, mostly a source map. */
const MAX_SIZE = 20_000_000;

/** Loads the server's extension. Never rejects. */
export async function loadServed(): Promise<Loaded> {
  try {
    const [{ local }, served] = await Promise.all([get<Config>("/config.json"), get<ServedScript>("/extension.json")]);
    if ("failure" in served) return failed(served.name, served.failure, false);
    const { name, code, notices, manifest } = served;
    return await load(name, code, { isDropped: false, local, notices, manifest });
  } catch (error) {
    return failed("The server’s extension", messageOf(error), false);
  }
}

/** Loads a file. The tab's session storage keeps it across an OAuth sign-in. It never leaves the browser. */
export async function loadFile(file: File): Promise<Loaded> {
  if (file.size > MAX_SIZE) return failed(file.name, `The file is larger than ${MAX_SIZE / 1_000_000} MB.`, true);
  const code = await file.text();
  remember({ name: file.name, code });
  return load(file.name, code, { isDropped: true });
}

/** Loads the last file of this tab, unless it was closed. */
export async function loadDropped(): Promise<Loaded | undefined> {
  const dropped = remembered();
  return dropped && load(dropped.name, dropped.code, { isDropped: true });
}

interface LoadOptions {
  readonly isDropped: boolean;
  readonly local?: LocalManifest;
  readonly notices?: readonly string[];
  /** The manifest that takes the place of the one in the script. */
  readonly manifest?: unknown;
}

async function load(from: string, code: string, { isDropped, local, notices = [], manifest }: LoadOptions): Promise<Loaded> {
  try {
    const description = await describeScript(code);
    const chosen = manifest === undefined ? description : { ...description, manifest };
    return { status: "ready", extension: extensionOf(from, code, chosen, local), isDropped, notices };
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
    forget(); // The file does not fit into the storage. After a reload the user has to select it again.
  }
}

export const forget = (): void => sessionStorage.removeItem(KEY);

function remembered(): Dropped | undefined {
  const text = sessionStorage.getItem(KEY);
  return text === null ? undefined : JSON.parse(text);
}
