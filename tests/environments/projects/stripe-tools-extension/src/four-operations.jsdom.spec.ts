/** @jest-environment jsdom */

import "./four-operations.spec";

test("this is jsdom, which lacks what Node and browsers have", () => {
  expect(typeof document).toBe("object");
  expect([typeof TextEncoder, typeof TextDecoder, typeof fetch, typeof structuredClone]).toEqual(Array(4).fill("undefined"));
});
