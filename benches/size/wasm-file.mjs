// A WebAssembly file, read as far as it takes to say how large its functions are and what they are called.

const HEADER = 8;
const [CUSTOM, IMPORT, CODE] = [0, 2, 10];
const FUNCTION_NAMES = 1;
const FUNCTION = 0;

/** `{ functions: [{ name, bytes }], rest }`: the bytes of each function, and of all else but custom sections, which are not shipped. */
export function readModule(binary) {
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

  const sizes = [];
  const names = new Map();
  let imported = 0;
  let rest = HEADER;
  while (at < binary.length) {
    const start = at;
    const section = binary[at++];
    const length = number();
    const end = at + length;
    if (section !== CUSTOM) rest += end - start;
    if (section === IMPORT) {
      imported = number();
      for (let left = imported; left > 0; left--) {
        const name = `${text()}.${text()}`;
        if (binary[at++] !== FUNCTION) throw new Error(`${name} is no function.`);
        number();
      }
    } else if (section === CODE) {
      for (let left = number(); left > 0; left--) {
        const begin = at;
        const size = number();
        at += size;
        sizes.push(at - begin);
        rest -= at - begin;
      }
    } else if (section === CUSTOM && text() === "name") {
      while (at < end) {
        const kind = binary[at++];
        const size = number();
        const next = at + size;
        if (kind === FUNCTION_NAMES) for (let left = number(); left > 0; left--) names.set(number(), text());
        at = next;
      }
    }
    at = end;
  }
  return { functions: sizes.map((bytes, index) => ({ name: names.get(imported + index), bytes })), rest };
}
