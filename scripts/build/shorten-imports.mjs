// Gives a module's imports short names. wasm-bindgen's are long, and each is in the bundle twice: in the module and in its import object. This saves
// 0.3 kB of the client's bundle, compressed (November 2026).

import { HEADER, wasmReader } from "./wasm-reader.mjs";

const IMPORTS = 2;

/**
 * Returns the module with all its imports in a module `a`, named by a letter or two, and the former module and name of each.
 * Supports imported functions only, since wasm-bindgen's modules have no other imports.
 */
export function shortenImports(binary) {
  const parts = [binary.subarray(0, HEADER)];
  const originals = {};
  const read = wasmReader(binary);
  while (read.at < binary.length) {
    const start = read.at;
    const section = read.byte();
    const length = read.number();
    const end = read.at + length;
    if (section === IMPORTS) {
      const count = read.number();
      const entries = [unsigned(count)];
      for (let index = 0; index < count; index++) {
        const original = { module: read.text(), name: read.text() };
        if (read.byte() !== 0) throw new Error(`${original.name} must be a function.`);
        const short = shortName(index);
        originals[short] = original;
        entries.push(string("a"), string(short), Buffer.from([0]), unsigned(read.number()));
      }
      const content = Buffer.concat(entries);
      parts.push(Buffer.from([IMPORTS]), unsigned(content.length), content);
    } else parts.push(binary.subarray(start, end));
    read.at = end;
  }
  return { binary: Buffer.concat(parts), originals };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const shortName = (index) => LETTERS[index % LETTERS.length] + (Math.floor(index / LETTERS.length) || "");

const string = (text) => Buffer.concat([unsigned(text.length), Buffer.from(text)]);

function unsigned(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}
