// The module: which build of it there is, its functions and its memory.

let build;
// (Not called `exports`: so a CommonJS module has something already.)
let linked;
let load;

/** Tells how the module is loaded: `loader` answers the name of the build and its exports. It is asked when the first client is made, so that importing the package runs nothing. */
export const lazily = (loader) => {
  load = loader;
};

/** Takes an instance that is there already, as in what `wasm-pack build` makes. */
export const attach = (instance) => lazily(() => ["wasm", instance]);

/** The module's functions. What fails to load is loaded anew the next time. */
export function instance() {
  if (!linked) [build, linked] = load();
  return linked;
}

/** Wipes what the module was working on, and lets go of it: whoever asks next gets a new one. */
export function discard() {
  linked.wipe_room();
  linked = undefined;
}

export function backend() {
  instance();
  return build;
}

let view;
let encoder;
let decoder;

/** A view of the memory, whose buffer is another once the module is, or once it has grown, as what `wasm-pack build` makes may. */
function memory() {
  const { buffer } = instance().memory;
  return (view = view && view.buffer === buffer ? view : new Uint8Array(buffer));
}

/** Writes a text into memory as UTF-8, and answers how many bytes it takes. It has no half of a surrogate pair, and room for three bytes a UTF-16 unit. */
export function write(text, at, room) {
  // A name or a token, say: this is three times as fast as the encoder.
  if (text.length < 64 && put(text, at)) return text.length;
  // Jest's jsdom has neither TextEncoder nor TextDecoder; there it goes the old way round.
  if (globalThis.TextEncoder)
    return (encoder = encoder || new globalThis.TextEncoder()).encodeInto(text, memory().subarray(at, at + room)).written;
  const binary = unescape(encodeURIComponent(text));
  put(binary, at);
  return binary.length;
}

/** Writes characters as bytes, and answers whether all are ASCII. */
function put(text, at) {
  const bytes = memory();
  let units = 0;
  for (let index = 0; index < text.length; index++) units |= bytes[at + index] = text.charCodeAt(index);
  return units < 128;
}

/** Reads a text of ASCII from memory. */
export function ascii(at, length) {
  const bytes = memory().subarray(at, at + length);
  if (globalThis.TextDecoder) return (decoder = decoder || new globalThis.TextDecoder()).decode(bytes);
  return bytes.reduce((text, byte) => text + String.fromCharCode(byte), "");
}
