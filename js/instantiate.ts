/**
 * Makes an instance of a module, at once: extensions cannot await while they load, and `new` cannot await at all.
 *
 * `binary` holds its bytes as scripts/build/bundle.mjs writes them. Inlined like this the client is a fifth smaller, compressed, than in base64, and unlike a file it is
 * found by every bundler and needs no request.
 */
export function instantiate(binary: string, imports: WebAssembly.Imports): WebAssembly.Exports {
  const bytes = new Uint8Array(binary.length);
  let length = 0;
  // Not by a function for each, which would be two milliseconds of a page's first call (November 2026).
  for (let at = 0, more = 0; at < binary.length; at++) {
    const unit = binary.charCodeAt(at) - 35;
    if (unit < 0) more = -92 * (unit + 1);
    else {
      bytes[length++] = (unit + more) ^ 7;
      more = 0;
    }
  }
  return new WebAssembly.Instance(new WebAssembly.Module(bytes.subarray(0, length)), imports).exports;
}
