// The entries and their builds: which one is taken where WebAssembly may be compiled and where not, and what is said where nothing is left.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { here } from "../support/paths";

const execute = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(here, "node_modules", "backends-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The ways WebAssembly can be missing: absent, or forbidden by a Content-Security-Policy. */
const MISSING = {
  "not there": "delete globalThis.WebAssembly;",
  forbidden: `const { Module } = WebAssembly;
    const forbid = () => { WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("Refused to compile"); } }; };
    const allow = () => { WebAssembly.Module = Module; };
    forbid();`,
  "there, with no memory left for an instance": `WebAssembly.Instance = class { constructor() { throw new RangeError("could not allocate memory"); } };`,
};

const USE = `
  const httpClient = {
    getClientName: () => "test",
    makeRequest: async () => ({ getStatusCode: () => 401, getHeaders: () => ({}), toJSON: async () => ({}) }),
  };
  const use = async ({ SecretStoreClient }) => (await new SecretStoreClient({ httpClient }).listSecrets({ scope: "account" }).catch((error) => error)).code;
  const attempt = (act) => { try { return act(); } catch (error) { return error; } };`;

/** Returns the result of a script in its own Node process. */
async function inNode(script: string) {
  const file = join(folder, `${Math.random()}.mjs`);
  await writeFile(file, `${USE}\n${script}`);
  return JSON.parse((await execute(process.execPath, [file])).stdout);
}

describe.each([
  ["stripe-secret-store", "wasm"],
  ["stripe-secret-store/wasm", "wasm"],
  ["stripe-secret-store/js", "js"],
])("%s", (entry, build) => {
  test(`reports the ${build} build before and after the first client`, async () => {
    const script = `const entry = await import("${entry}");
      const before = entry.implementation();
      console.log(JSON.stringify([before, await use(entry), entry.implementation()]));`;
    expect(await inNode(script)).toEqual([build, "unauthorized", build]);
  });

  test("exports only the client, its error and implementation", async () => {
    const names = await inNode(`console.log(JSON.stringify(Object.keys(await import("${entry}"))));`);
    expect(names.sort()).toEqual(["SecretStoreClient", "SecretStoreError", "implementation"]);
  });

  test("loads its module once, with the first client, also as CommonJS", async () => {
    const script = `import { createRequire } from "node:module";
      let made = 0;
      for (const [of, name] of [[WebAssembly, "Instance"], [globalThis, "ArrayBuffer"]]) {
        of[name] = class extends of[name] { constructor(...given) { super(...given); if (of === WebAssembly || given[0] >= 65_536) made += 1; } };
      }
      const counts = [];
      for (const entry of [await import("${entry}"), createRequire(import.meta.url)("${entry}")]) {
        counts.push(made);
        for (let client = 0; client < 3; client += 1) new entry.SecretStoreClient({ httpClient });
        counts.push(made);
      }
      console.log(JSON.stringify(counts));`;
    const [imported, used, asCommonJs, usedToo] = await inNode(script);
    expect([imported, asCommonJs - used, usedToo - 2 * used]).toEqual([0, 0, 0]);
    expect(used).toBeGreaterThan(0);
  });
});

describe.each(Object.entries(MISSING))("where WebAssembly is %s", (_, missing) => {
  test.each(["stripe-secret-store", "stripe-secret-store/js"])("runs %s as JavaScript", async (entry) => {
    const script = `${missing} const entry = await import("${entry}");
      console.log(JSON.stringify([entry.implementation(), await use(entry)]));`;
    expect(await inNode(script)).toEqual(["js", "unauthorized"]);
  });

  test("explains in stripe-secret-store/wasm the setting to allow and the entry to import", async () => {
    const script = `${missing} const { SecretStoreClient, SecretStoreError, implementation } = await import("stripe-secret-store/wasm");
      const errors = [() => new SecretStoreClient({ httpClient }), implementation, implementation].map(attempt);
      console.log(JSON.stringify(errors.map((error) => [
        SecretStoreError.is(error), error instanceof Error, error.name, error.code, error.retryable, error.attempts, error.cause instanceof Error, error.message,
      ])));`;
    for (const [message, ...rest] of (await inNode(script)).map((messages: unknown[]) => messages.reverse())) {
      expect(rest.reverse()).toEqual([true, true, "SecretStoreError", "webassembly_unavailable", false, 0, true]);
      expect(message).toContain("'wasm-unsafe-eval'");
      expect(message).toContain("stripe-secret-store/js");
    }
  });

  test("refers from an emulator in process to one on a server", async () => {
    const script = `${missing} const { createEmulator } = await import("stripe-secret-store/testing");
      const error = attempt(createEmulator);
      console.log(JSON.stringify([error instanceof Error, error.cause instanceof Error, error.message]));`;
    const [isError, hasCause, message] = await inNode(script);
    expect([isError, hasCause]).toEqual([true, true]);
    expect(message).toContain("connectEmulator()");
  });
});

test("loads WebAssembly that is allowed after a failure", async () => {
  const script = `${MISSING.forbidden} const entry = await import("stripe-secret-store/wasm");
    const first = attempt(() => new entry.SecretStoreClient({ httpClient })).code;
    allow();
    console.log(JSON.stringify([first, await use(entry), entry.implementation()]));`;
  expect(await inNode(script)).toEqual(["webassembly_unavailable", "unauthorized", "wasm"]);
});
