// Runs the package in its environments: by plain import, in bundles of old and new bundlers, and where globals are missing.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import * as esbuild from "esbuild";
import * as esbuildStripe from "esbuild-stripe";
import { build as buildVite, createServer } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserGlobals } from "../../environments/browser-globals";
import { here } from "../support/paths";

const execute = promisify(execFile);

/** Makes the four operations and prints their results, and tries a server on a port that fetch refuses. */
const SOURCE = `
import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";

export async function useAll() {
  const httpClient = createEmulator().httpClient({ user: "usr_1" });
  const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
  await secrets.createSecret({ name: "name ü", payload: "payload 😀" });
  const found = await secrets.findSecret({ name: "name ü" });
  const listed = await secrets.listSecrets();
  const deleted = await secrets.deleteSecret({ name: "name ü" });
  const nothing = await secrets.findSecret({ name: "name ü" });
  const refused = await secrets.createSecret({ name: "half \\ud800", payload: "p" }).catch((error) => error);
  const absent = await connectEmulator("http://127.0.0.1:9").health().catch((error) => error);
  const words = absent.message.slice(0, 25);
  return JSON.stringify([found.payload, listed.data[0].name, deleted.deleted, nothing, refused.code, SecretStoreError.is(refused), words]);
}
`;
const EXPECTED = JSON.stringify(["payload 😀", "name ü", true, null, "invalid_name", true, "health(): No answer came:"]);

let folder: string;

beforeAll(async () => {
  // Inside this folder, where the package is installed.
  folder = await mkdtemp(join(here, "node_modules", "environment-"));
  await writeFile(join(folder, "source.mjs"), SOURCE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a module in its own Node process, and returns its output. */
async function node(source: string, name: string) {
  const file = join(folder, name);
  await writeFile(file, source);
  return (await execute(process.execPath, [file])).stdout.trim();
}

const RUN = `import { useAll } from "./source.mjs"; console.log(await useAll());`;

describe("Node by plain import", () => {
  test("runs it", async () => {
    expect(await node(RUN, "plain.mjs")).toBe(EXPECTED);
  });

  test("runs it without TextEncoder and TextDecoder, which Jest's jsdom lacks", async () => {
    const source = `delete globalThis.TextEncoder; delete globalThis.TextDecoder;
      const { useAll } = await import("./source.mjs"); console.log(await useAll());`;
    expect(await node(source, "without-text.mjs")).toBe(EXPECTED);
  });

  test("runs it without structuredClone, fetch, crypto, AbortSignal and FinalizationRegistry", async () => {
    const source = `for (const name of ["structuredClone", "fetch", "crypto", "AbortSignal", "AbortController", "FinalizationRegistry"]) delete globalThis[name];
      const { useAll } = await import("./source.mjs"); console.log(await useAll());`;
    expect(await node(source, "bare.mjs")).toBe(EXPECTED);
  });

  test("refuses half a surrogate pair without isWellFormed, which strings have since 2023, and keeps no part of the text", async () => {
    const source = `delete String.prototype.isWellFormed;
      const { SecretStoreClient } = await import("stripe-secret-store");
      const json = { id: "a", object: "apps.secret", created: 1, livemode: false, name: "n", scope: { type: "user", user: "u" } };
      const response = { getStatusCode: () => 200, getHeaders: () => ({}), toJSON: async () => json };
      const httpClient = { getClientName: () => "test", makeRequest: async () => response };
      const secrets = new SecretStoreClient({ httpClient, userContext: { id: "u" } });
      const create = (payload) => secrets.createSecret({ name: "n", payload }).then(({ id }) => id, ({ code }) => code);
      console.log(JSON.stringify([await create("half \\ud83d of a pair"), RegExp.input, await create("a whole \\ud83d\\ude00"), RegExp.input]));`;
    expect(await node(source, "without-well-formed.mjs")).toBe('["invalid_payload","","a",""]');
  });

  test("compiles no WebAssembly until the first client is made, and then once", async () => {
    const source = `let compiled = 0;
      const { Module } = WebAssembly;
      WebAssembly.Module = class extends Module { constructor(bytes) { compiled += 1; super(bytes); } };
      const { SecretStoreClient } = await import("stripe-secret-store");
      await import("stripe-secret-store/testing");
      const imported = compiled;
      const httpClient = { getClientName: () => "test", makeRequest: async () => {} };
      for (let client = 0; client < 3; client += 1) new SecretStoreClient({ httpClient });
      console.log(JSON.stringify([imported, compiled]));`;
    expect(await node(source, "lazy.mjs")).toBe("[0,1]");
  });
});

/** Runs a classic script in another realm, as the sandbox does. */
function runScript(code: string) {
  const context = createContext(browserGlobals());
  runInContext(code, context);
  return runInContext("__StripeExtExports.useAll()", context) as Promise<string>;
}

describe.each([
  ["esbuild as Stripe's tools had it", esbuildStripe.build as typeof esbuild.build, "es2015"],
  ["esbuild as it is now", esbuild.build, "es2020"],
])("%s, one classic script", (_, build, target) => {
  const bundle = async (contents: string, minify: boolean) => {
    const { outputFiles, warnings } = await build({
      stdin: { contents, resolveDir: here },
      bundle: true,
      write: false,
      minify,
      format: "iife",
      globalName: "__StripeExtExports",
      platform: "browser",
      target,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    return outputFiles[0]!.text;
  };

  test.each([false, true])("runs (minified: %s)", async (minify) => {
    const code = await bundle(SOURCE, minify);
    expect(await runScript(`"use strict";${code}`)).toBe(EXPECTED);
  });

  test("removes an unused import completely", async () => {
    const unused = await bundle(
      `import { SecretStoreClient } from "stripe-secret-store"; import { createEmulator } from "stripe-secret-store/testing";`,
      true,
    );
    expect(unused.length).toBeLessThan(100);
  });

  test("leaves out the connection for an emulator in process, and the emulator for a connection", async () => {
    const inProcess = await bundle(`export { createEmulator } from "stripe-secret-store/testing";`, true);
    expect(inProcess).not.toContain("/_emulator/");
    const connected = await bundle(`export { connectEmulator } from "stripe-secret-store/testing";`, true);
    expect(connected).toContain("/_emulator/");
    expect(connected.length).toBeLessThan(30_000);
  });

  test("leaves the emulator out of an extension that only imports the client", async () => {
    const client = await bundle(`export { SecretStoreClient } from "stripe-secret-store";`, true);
    const both = await bundle(SOURCE, true);
    expect(client.length).toBeLessThan(both.length / 3);
  });
});

describe("Vite", () => {
  const shared = () => ({ root: folder, configFile: false, logLevel: "silent" }) as const;

  test("builds a module that runs", async () => {
    const outDir = join(folder, "vite");
    await buildVite({
      ...shared(),
      build: { outDir, lib: { entry: join(folder, "source.mjs"), formats: ["es"], fileName: () => "source.mjs" } },
    });
    expect(await node(`import { useAll } from "./vite/source.mjs"; console.log(await useAll());`, "built.mjs")).toBe(EXPECTED);
  });

  test("serves modules that run, during development", async () => {
    const server = await createServer({
      ...shared(),
      server: { middlewareMode: true, ws: false },
      appType: "custom",
      ssr: { noExternal: true },
    });
    try {
      const { useAll } = await server.ssrLoadModule("/source.mjs");
      expect(await useAll()).toBe(EXPECTED);
    } finally {
      await server.close();
    }
  });

  test("serves the package to a browser after it has found and transformed it", async () => {
    const server = await createServer({
      ...shared(),
      server: { host: "127.0.0.1", port: 0, ws: false },
      optimizeDeps: { noDiscovery: true },
    });
    try {
      await server.listen();
      const origin = server.resolvedUrls!.local[0]!;
      const source = await (await fetch(new URL("source.mjs", origin))).text();
      const imported = [...source.matchAll(/from "([^"]+)"/g)].map(([, path]) => path as string);
      expect(imported).toHaveLength(2);
      for (const path of imported) {
        const response = await fetch(new URL(path, origin));
        expect(response.status, path).toBe(200);
        expect(await response.text()).toMatch(/export/);
      }
    } finally {
      await server.close();
    }
  });
});
