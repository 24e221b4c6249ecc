// Watches from outside how the package uses its module: the number of its instances, the calls of their exports, and their memory.

import { readFileSync } from "node:fs";
import { entry } from "./client";

/** The exports' names in the module, by those in its sources. The build shortens them. */
const SHORT: Record<string, string> = JSON.parse(readFileSync(new URL("../../../pkg/client/client_exports.json", import.meta.url), "utf8"));
const nameOf = Object.fromEntries(Object.entries(SHORT).map(([name, short]) => [short, name]));

type Exports = Record<string, (...args: number[]) => unknown>;

export interface ModuleWatch {
  /** The number of instances. */
  readonly instances: number;
  /** The memory of the last one. */
  memory(): Uint8Array;
  /** Called before each call of an export; what it throws is thrown through, as a trap is. Not without WebAssembly. */
  before: (name: string, args: number[]) => void;
  /** `true` while an export runs. */
  readonly isInside: boolean;
  end(): void;
}

export const hasWasm = !entry.endsWith("/js");

/** Begins to watch. To be called before the first client is made. */
export function watchModule(): ModuleWatch {
  const { Instance } = WebAssembly;
  const { ArrayBuffer } = globalThis;
  let memory: { buffer: ArrayBufferLike } | undefined;
  let instances = 0;
  let isInside = false;
  const watch: ModuleWatch = {
    get isInside() {
      return isInside;
    },
    get instances() {
      return instances;
    },
    memory: () => new Uint8Array(memory!.buffer),
    before: () => {},
    end() {
      WebAssembly.Instance = Instance;
      globalThis.ArrayBuffer = ArrayBuffer;
    },
  };
  const made = (its: typeof memory) => {
    memory = its;
    instances++;
  };
  WebAssembly.Instance = class extends Instance {
    readonly #watched: Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      const own = super.exports;
      // The emulator's module has more.
      if (Object.keys(own).length === Object.keys(SHORT).length) made(own[SHORT.memory!] as WebAssembly.Memory);
      const watched = (name: string, call: unknown) =>
        typeof call !== "function"
          ? call
          : (...args: number[]) => {
              watch.before(nameOf[name]!, args);
              isInside = true;
              try {
                return (call as (...args: number[]) => unknown)(...args);
              } finally {
                isInside = false;
              }
            };
      this.#watched = Object.fromEntries(Object.entries(own).map(([name, call]) => [name, watched(name, call)])) as Exports;
    }
    override get exports() {
      return this.#watched as unknown as WebAssembly.Exports;
    }
  } as typeof Instance;
  // Without WebAssembly it is a buffer of so many pages.
  globalThis.ArrayBuffer = class extends ArrayBuffer {
    constructor(length: number) {
      super(length);
      if (!hasWasm && length === 4 * 65_536) made({ buffer: this });
    }
  } as typeof ArrayBuffer;
  return watch;
}
