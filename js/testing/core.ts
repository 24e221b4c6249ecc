// The emulator's module and its class: see emulator/src/wasm.rs.

import { EmulatorCore as Core, __wbg_set_wasm } from "../../pkg/emulator/emulator_bg.js";
import binary from "../../pkg/emulator/emulator_bg.wasm";
import { imports } from "../../pkg/emulator/emulator_imports.js";
import { instantiate } from "../instantiate.js";
import type { Assumption } from "./assumptions.js";
import type { WireFault } from "./faults.js";
import type { RequestEntry } from "./log.js";
import type { Identity } from "./world.js";

/** The module's class. Each method throws a text for an invalid argument, and changes nothing then. */
export interface EmulatorCore {
  /** Takes a `WireRequest` and an `Identity` as JSON, and returns an `Exchange` as JSON. */
  handle(request: string, identity: string | undefined, now: number): string;
  check(identity: Identity): void;
  fail(faults: readonly WireFault[]): void;
  faults(): WireFault[];
  stopFailing(): void;
  assumptions(): Assumption[];
  setAssumption(name: string, enabled: boolean): void;
  world(): unknown;
  permit(app: string, account: string, permission: string, granted: boolean): void;
  install(app: string, account: string, installed: boolean): void;
  seed(now: number): void;
  snapshot(now: number): string;
  restore(snapshot: string): void;
  reset(): void;
}

/** An answer, the part of it that arrives, the milliseconds until then, and the entry in the log. See emulator/src/wasm/exchange.rs. */
export interface Exchange {
  status: number;
  headers: Record<string, string>;
  body: string;
  delivery: "whole" | "nothing" | "cut" | "hang";
  delay: number;
  entry: Omit<RequestEntry, "duration"> & { duration: number };
}

let loaded = false;

/** Creates the core of an emulator. The first one instantiates the module, so that importing this file runs no code. */
export function createCore(world: string | undefined): EmulatorCore {
  if (!loaded) load();
  return new Core(world) as EmulatorCore;
}

function load() {
  let exports: WebAssembly.Exports;
  try {
    exports = instantiate(binary, imports);
  } catch (cause) {
    const message = "createEmulator(): WebAssembly may not be compiled here. Use connectEmulator(), with the emulator on a server.";
    throw Object.assign(new Error(message), { cause });
  }
  __wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  loaded = true;
}

/** Returns JSON for Rust, whose texts have no lone surrogate. Each becomes U+FFFD, as in UTF-8. */
export function toJson(value: object): string {
  const json = JSON.stringify(value);
  if (!json.includes("\\ud")) return json;
  return json.replace(/\\(?:u(d[89a-f]..)|.)/g, (escape, surrogate?: string) => (surrogate ? "\ufffd" : escape));
}

/** Converts a text that the module throws into an Error with a stack. */
export function withPrefix<T>(where: string, act: () => T, worded = (message: string) => message): T {
  try {
    return act();
  } catch (error) {
    throw typeof error === "string" ? new Error(where + worded(error)) : error;
  }
}
