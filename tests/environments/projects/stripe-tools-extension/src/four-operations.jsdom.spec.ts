/** @jest-environment jsdom */

import "./four-operations.spec";

test("runs in jsdom, without the globals of Node and browsers", () => {
  expect(typeof document).toBe("object");
  expect([typeof TextEncoder, typeof TextDecoder, typeof fetch, typeof structuredClone]).toEqual(Array(4).fill("undefined"));
});
