/** @internal Returns a text that no other program returns, even if `Math.random` is mocked or seeded. Old test environments have no `crypto`. */
export const unique = () =>
  [Date.now(), Math.random() * 1e9, ...(globalThis.crypto?.getRandomValues(new Uint32Array(2)) ?? [])]
    .map((number) => Math.floor(number).toString(36))
    .join("");
