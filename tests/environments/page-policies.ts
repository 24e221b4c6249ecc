// Checks the results of pages with a Content-Security-Policy.

import { expect } from "vitest";
import type { OpenBrowser, OpenPage } from "./browsers";
import { backendOf, expected, REFUSES } from "./cell";

declare global {
  // The sources in projects/pages set this global.
  var useAll: (server: string) => Promise<string>;
  var useAllInWorker: (server: string) => Promise<string>;
}

/** The policy of pages that may compile WebAssembly. */
export const ALLOWING = "script-src 'self' 'wasm-unsafe-eval'";
/** The policy of pages that may not. */
export const FORBIDDING = "script-src 'self'";

/** Calls the page's function, with the address of the emulator's server if the page cannot run an emulator. */
export type Use = (page: OpenPage, server: string) => Promise<string>;

export const inPage: Use = (page, server) => page.evaluate((server) => useAll(server).catch(({ message }) => message), server);
export const inItsWorker: Use = (page, server) => page.evaluate((server) => useAllInWorker(server).catch(({ message }) => message), server);

/** Expects the four operations without an error, warning or violation, over the emulator in the page or on a server. */
export async function expectToWork(browser: OpenBrowser, url: string, entry: string, use: Use, server = "") {
  const { answer, errors, violations } = await visit(browser, url, use, server);
  expect(answer).toBe(expected(backendOf(entry)));
  expect({ errors, violations }).toEqual({ errors: [], violations: [] });
}

/** Checks the result under {@link FORBIDDING}, and returns it if it is not the four operations. */
export async function expectRightWhereForbidden(browser: OpenBrowser, url: string, entry: string, use: Use, server: string) {
  const { answer, errors, violations } = await visit(browser, url, use, server);
  expect(errors).toEqual([]);
  if (entry.endsWith("/wasm")) {
    expect(answer).toMatch(/^webassembly_unavailable: .*'wasm-unsafe-eval'.*\bstripe-secret-store\/js\b/);
    return REFUSES;
  }
  expect(answer).toBe(expected("js"));
  // The entry without WebAssembly never violates a policy.
  if (backendOf(entry) === "js") expect(violations).toEqual([]);
}

/** Matches Chromium's message for a 404, which a find of a deleted secret gets. */
const NOT_FOUND = /^error: Failed to load resource: the server responded with a status of 404/;

/** Opens a page, and returns its result with its errors and violations. */
export async function visit(browser: OpenBrowser, url: string, use: Use, server = "") {
  const page = await browser.newPage(url);
  try {
    const answer = await use(page, server);
    return { answer, errors: page.errors.filter((error) => !NOT_FOUND.test(error)), violations: page.violations };
  } finally {
    await page.close();
  }
}
