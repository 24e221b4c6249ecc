// Gives a module's imports short names: wasm-bindgen's are long, and each is in the bundle twice, in the module and in the object that it is given. 0.3 kB of
// the client's, compressed (November 2026).

const IMPORTS = 2;
const HEADER = 8;

/**
 * Answers the module with all its imports in a module `a`, by a letter or two each, and for each of these the module and the name it had.
 * Takes imported functions only, which is all that wasm-bindgen's modules have.
 */
export function shortenImports(binary) {
  const parts = [binary.subarray(0, HEADER)];
  const originals = {};
  let at = HEADER;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return binary.toString("utf8", at - length, at);
  };
  while (at < binary.length) {
    const start = at;
    const section = binary[at++];
    const length = number();
    const end = at + length;
    if (section === IMPORTS) {
      const count = number();
      const entries = [unsigned(count)];
      for (let index = 0; index < count; index++) {
        const original = { module: text(), name: text() };
        if (binary[at++] !== 0) throw new Error(`${original.name} is no function.`);
        const short = shortName(index);
        originals[short] = original;
        entries.push(string("a"), string(short), Buffer.from([0]), unsigned(number()));
      }
      const content = Buffer.concat(entries);
      parts.push(Buffer.from([IMPORTS]), unsigned(content.length), content);
    } else parts.push(binary.subarray(start, end));
    at = end;
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
