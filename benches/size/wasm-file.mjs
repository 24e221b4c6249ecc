// Reads the sizes and names of the functions in a WebAssembly file.

import { HEADER, wasmReader } from "./wasm-reader.mjs";

const [CUSTOM, IMPORT, CODE] = [0, 2, 10];
const FUNCTION_NAMES = 1;
const FUNCTION = 0;

/** Returns `{ functions: [{ name, bytes }], rest }`: the bytes of each function, and of the rest without custom sections, which are not shipped. */
export function readModule(binary) {
  const read = wasmReader(binary);

  const sizes = [];
  const names = new Map();
  let imported = 0;
  let rest = HEADER;
  while (read.at < binary.length) {
    const start = read.at;
    const section = read.byte();
    const length = read.number();
    const end = read.at + length;
    if (section !== CUSTOM) rest += end - start;
    if (section === IMPORT) {
      imported = read.number();
      for (let left = imported; left > 0; left--) {
        const name = `${read.text()}.${read.text()}`;
        if (read.byte() !== FUNCTION) throw new Error(`${name} must be a function.`);
        read.number();
      }
    } else if (section === CODE) {
      for (let left = read.number(); left > 0; left--) {
        const begin = read.at;
        const size = read.number();
        read.at += size;
        sizes.push(read.at - begin);
        rest -= read.at - begin;
      }
    } else if (section === CUSTOM && read.text() === "name") {
      while (read.at < end) {
        const kind = read.byte();
        const size = read.number();
        const next = read.at + size;
        if (kind === FUNCTION_NAMES) for (let left = read.number(); left > 0; left--) names.set(read.number(), read.text());
        read.at = next;
      }
    }
    read.at = end;
  }
  return { functions: sizes.map((bytes, index) => ({ name: names.get(imported + index), bytes })), rest };
}
