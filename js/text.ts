// TextDecoder and TextEncoder as the generated glue uses them. The build puts these in place of the globals, because
// the glue makes its own while it is being loaded: importing the package would then run code, and would throw in Jest's jsdom,
// which has neither.

/** Bytes to text. The platform's own, made when first needed; where there is none, the old way round. */
export class TextDecoder {
  private native?: globalThis.TextDecoder;

  decode(bytes?: Uint8Array): string {
    if (!bytes) return "";
    if (typeof globalThis.TextDecoder !== "function") {
      return decodeURIComponent(escape(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
    }
    return (this.native ||= new globalThis.TextDecoder("utf-8", { ignoreBOM: true })).decode(bytes);
  }
}

/** Text to bytes, likewise. Half a surrogate pair becomes U+FFFD. */
export class TextEncoder {
  private native?: globalThis.TextEncoder;

  encode(text: string): Uint8Array {
    if (typeof globalThis.TextEncoder !== "function") {
      const binary = unescape(encodeURIComponent(text.replace(LONE_SURROGATE, "\uFFFD")));
      return Uint8Array.from(binary, (character) => character.charCodeAt(0));
    }
    return (this.native ||= new globalThis.TextEncoder()).encode(text);
  }

  encodeInto(text: string, view: Uint8Array): { read: number; written: number } {
    if (typeof globalThis.TextEncoder !== "function") {
      const bytes = this.encode(text);
      view.set(bytes);
      return { read: text.length, written: bytes.length };
    }
    return (this.native ||= new globalThis.TextEncoder()).encodeInto(text, view);
  }
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
