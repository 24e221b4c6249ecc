// Pages under a Content-Security-Policy, and what is right in them.

import { expect } from "vitest";
import type { OpenBrowser, OpenPage } from "./browsers";
import { backendOf, expected } from "./cell";

declare global {
  // What the sources in projects/pages leave in a page.
  var useAll: (server: string) => Promise<string>;
  var useAllInWorker: (server: string) => Promise<string>;
}

/** What pages are served with that may compile WebAssembly. */
export const ALLOWING = "script-src 'self' 'wasm-unsafe-eval'";
/** And with what those are that may not. */
export const FORBIDDING = "script-src 'self'";

/** Calls what a page has, with the address of the emulator's server where it cannot have an emulator of its own. */
export type Use = (page: OpenPage, server: string) => Promise<string>;

export const inPage: Use = (page, server) => page.evaluate((server) => useAll(server).catch(({ message }) => message), server);
export const inItsWorker: Use = (page, server) => page.evaluate((server) => useAllInWorker(server).catch(({ message }) => message), server);

/** Expects the four operations, and no error, warning or violation: over the emulator in the page, or that of a server. */
export async function expectToWork(browser: OpenBrowser, url: string, entry: string, use: Use, server = "") {
  const { answer, errors, violations } = await visit(browser, url, use, server);
  expect(answer).toBe(expected(backendOf(entry)));
  expect({ errors, violations }).toEqual({ errors: [], violations: [] });
}

/** Expects what is right under {@link FORBIDDING}, and gives it where it is not the four operations. */
export async function expectRightWhereForbidden(browser: OpenBrowser, url: string, entry: string, use: Use, server: string) {
  const { answer, errors, violations } = await visit(browser, url, use, server);
  expect(errors).toEqual([]);
  if (entry.endsWith("/wasm")) {
    expect(answer).toMatch(/^webassembly_unavailable: .*'wasm-unsafe-eval'.*\bstripe-secret-store\/js\b/);
    return "refuses, naming `'wasm-unsafe-eval'`";
  }
  expect(answer).toBe(expected("js"));
  // Who monitors a policy's violations sees none of the entry that has no WebAssembly.
  if (backendOf(entry) === "js") expect(violations).toEqual([]);
}

/** Chromium tells each 404, and finding a secret that has been deleted is one. */
const NOT_FOUND = /^error: Failed to load resource: the server responded with a status of 404/;

/** What a page answers, and what went wrong in it. */
export async function visit(browser: OpenBrowser, url: string, use: Use, server = "") {
  const page = await browser.newPage(url);
  try {
    const answer = await use(page, server);
    return { answer, errors: page.errors.filter((error) => !NOT_FOUND.test(error)), violations: page.violations };
  } finally {
    await page.close();
  }
}
