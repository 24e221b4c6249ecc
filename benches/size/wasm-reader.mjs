// Reads a WebAssembly file piece by piece, after its header.

/** The offset of the first section. */
export const HEADER = 8;

/** Returns a reader. Its `at` is the offset of the byte that it reads next. */
export function wasmReader(binary) {
  return {
    at: HEADER,
    byte() {
      return binary[this.at++];
    },
    /** Reads an unsigned number in LEB128. */
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = this.byte();
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
      }
    },
    text() {
      const length = this.number();
      this.at += length;
      return binary.toString("utf8", this.at - length, this.at);
    },
  };
}
