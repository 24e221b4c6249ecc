// Finds the module's memory from outside and searches it.

/** The least length of a part of a secret, in bytes: four characters of UTF-16, two or three of percent-encoding. */
const FRAGMENT = 8;

/** Returns a function that returns the memory of the newest module. Must be called before the first client is created. */
export function watchedMemory(): () => Uint8Array {
  let memory: { buffer: ArrayBufferLike } | undefined;
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      memory = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
    }
  } as typeof Instance;
  // Without WebAssembly, the memory is a buffer of this size.
  const Plain = ArrayBuffer;
  globalThis.ArrayBuffer = class extends Plain {
    constructor(length: number) {
      super(length);
      if (length > 0 && length % 65_536 === 0) memory = { buffer: this };
    }
  } as typeof ArrayBuffer;
  return () => {
    if (!memory) throw new Error("No module was made.");
    return new Uint8Array(memory.buffer);
  };
}

// The bytes of `memory.fill`, and their replacement, which drops its three operands.
const FILL = [0xfc, 0x0b, 0x00];
const DROPS = [0x1a, 0x1a, 0x1a];

/** Compiles all later modules without the instruction that wipes. Returns its number of occurrences in each. */
export function withoutFills(): () => number[] {
  const removed: number[] = [];
  const { Module } = WebAssembly;
  WebAssembly.Module = class extends Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      let fills = 0;
      for (let at = 0; at + FILL.length <= bytes.length; at++) {
        if (!FILL.every((byte, index) => bytes[at + index] === byte)) continue;
        bytes.set(DROPS, at);
        fills++;
      }
      removed.push(fills);
      super(bytes);
    }
  } as typeof Module;
  return () => removed;
}

/** Returns every run of eight bytes of these texts: as UTF-8, as UTF-16 in both orders, percent-encoded in both cases. */
export function fragmentsOf(texts: string[]): Set<string> {
  const fragments = new Set<string>();
  for (const text of texts) {
    const encoded = encodeURIComponent(text);
    const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
    const forms = [
      ...[text, encoded, encoded.toLowerCase()].map((form) => latin1(new TextEncoder().encode(form))),
      latin1(units.flatMap((unit) => [unit & 255, unit >> 8])),
      latin1(units.flatMap((unit) => [unit >> 8, unit & 255])),
    ];
    for (const form of forms) for (let at = 0; at + FRAGMENT <= form.length; at++) fragments.add(form.slice(at, at + FRAGMENT));
  }
  return fragments;
}

/** Returns the number of fragments in the memory. Overwrites them, so that the next search finds only later ones. */
export function erase(memory: Uint8Array, fragments: Set<string>): number {
  const text = latin1(memory);
  const places: number[] = [];
  for (let at = 0; at + FRAGMENT <= text.length; at++) if (fragments.has(text.slice(at, at + FRAGMENT))) places.push(at);
  for (const at of places) memory.fill(0, at, at + FRAGMENT);
  return places.length;
}

/** Returns bytes as a string with a character for each. */
function latin1(bytes: ArrayLike<number>): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4_096) {
    parts.push(String.fromCharCode(...Array.prototype.slice.call(bytes, at, at + 4_096)));
  }
  return parts.join("");
}
