/**
 * Makes an instance of a module, at once: extensions cannot await while they load, and `new` cannot await at all.
 *
 * `setExports` tells the generated glue of the instance. `binary` holds one byte a character. Inlined like this the client is a fifth smaller, compressed, than in base64,
 * and unlike a file it is found by every bundler and needs no request.
 */
export function instantiate(
  binary: string,
  imports: WebAssembly.Imports,
  setExports: (exports: WebAssembly.Exports) => void,
): WebAssembly.Exports {
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, imports);
  setExports(exports);
  (exports.__wbindgen_start as () => void)();
  return exports;
}
