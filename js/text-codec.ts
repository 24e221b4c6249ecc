// Replaces TextDecoder and TextEncoder in the generated glue. The glue makes its own while it loads: importing the package would
// then run code, and would throw in Jest's jsdom, which has neither.

let decoder: globalThis.TextDecoder | undefined;
let encoder: globalThis.TextEncoder | undefined;

/** Converts bytes to text by the platform's decoder, which it looks up when first needed, or without one by `decodeURIComponent`. */
export class TextDecoder {
  decode(bytes?: Uint8Array): string {
    if (!bytes) return "";
    if (globalThis.TextDecoder) return (decoder ||= new globalThis.TextDecoder()).decode(bytes);
    return decodeURIComponent(escape(bytes.reduce((binary, byte) => binary + String.fromCharCode(byte), "")));
  }
}

/** Converts text to bytes in the same way. The text has no half surrogate pair, since those are refused before. */
export class TextEncoder {
  encodeInto(text: string, view: Uint8Array): { read: number; written: number } {
    if (globalThis.TextEncoder) return (encoder ||= new globalThis.TextEncoder()).encodeInto(text, view);
    const binary = unescape(encodeURIComponent(text));
    view.set(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    return { read: text.length, written: binary.length };
  }
}
