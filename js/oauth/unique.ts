/** @internal Returns a text that no other program returns, even if `Math.random` is mocked or seeded. */
export function unique() {
  const random = new Uint32Array(2);
  try {
    globalThis.crypto.getRandomValues(random);
  } catch {
    // Old engines have no crypto, and a mock may lack the method.
  }
  return [Date.now(), Math.random() * 1e9, ...random].map((number) => Math.floor(number).toString(36)).join("");
}
