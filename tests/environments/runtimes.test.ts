// Uses the package in later versions of Node, with flags that forbid what a program may do, and in Bun, Deno and workerd.

import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stripeSignature } from "../../www/server/signature";
import { resultsIn, row, worksWithFakeTimers, worksWithoutWasm, writeEveryEntry, type Check } from "./every-entry";
import { project, type Project } from "./project";
import { serveEmulator, type RunningServer } from "./serve-program";

let runtimes: Project;
let emulator: RunningServer;
/** Redirects writes to itself, and never answers a read. */
let hostile: Server;
/** The paths that the redirects led to. */
const followed: (string | undefined)[] = [];

beforeAll(async () => {
  runtimes = await project("runtimes");
  writeEveryEntry(runtimes);
  emulator = await serveEmulator();
  const shared = { absWorkingDir: runtimes.folder, logLevel: "error" } as const;
  await esbuild.build({
    ...shared,
    entryPoints: ["program.mjs"],
    outfile: "program.cjs",
    bundle: true,
    platform: "node",
    format: "cjs",
    packages: "external",
  });
  hostile = createServer((request, response) => {
    if (request.method === "GET") return;
    if (request.url?.startsWith("/v1/")) response.writeHead(307, { location: "/elsewhere" }).end();
    else followed.push(request.url);
  });
  await listening(hostile);
  writeFileSync(join(runtimes.folder, "backend-setup.mjs"), `export const setup = ${JSON.stringify(await backendSetup())};\n`);
  const entryPoints = ["at-start-up.mjs", "in-request.mjs", "backend-worker.mjs"];
  await esbuild.build({ ...shared, entryPoints, outdir: ".", outExtension: { ".js": ".bundle.mjs" }, bundle: true, format: "esm" });
}, 600_000);

afterAll(async () => {
  hostile?.closeAllConnections();
  hostile?.close();
  await emulator?.close();
});

const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Returns the argument of `useBackend` in projects/runtimes/backend.mjs. */
async function backendSetup() {
  const closed = createServer();
  await listening(closed);
  const absent = originOf(closed);
  await new Promise((resolve) => closed.close(resolve));
  const identity = { user_id: "usr_1", account_id: "acct_cactus" };
  const secret = "absec_made_up";
  const signed = { body: JSON.stringify(identity), header: stripeSignature(identity, secret), secret };
  return { emulator: emulator.origin, hostile: originOf(hostile), absent, signed };
}

/** Runs a program that prints its results, and returns them. */
async function results(program: string, ...args: string[]) {
  const [found = {}] = resultsIn(await runtimes.run(program, args));
  return found;
}

// npm's package `node` installs one for each system by a script, outside of the lock file. These are for the system of `.ci/run`.
const missing = process.platform === "linux" && process.arch === "x64" ? undefined : "the packages are for Linux on x64";
const nodeBinary = (major: number) => join(runtimes.folder, `node_modules/node-${major}/bin/node`);

/** Expects the error of `./wasm` to name a flag of Node rather than a page's policy alone. */
const namesItsFlag: Check = (entry, result) => {
  if (entry.endsWith("/wasm")) expect(result).toContain("--jitless");
  return worksWithoutWasm(entry, result);
};

const WAYS: [way: string, check: Check | undefined, args: () => string[]][] = [
  ["import", undefined, () => ["program.mjs"]],
  ["require", undefined, () => ["program.cjs"]],
  ["types stripped", undefined, () => ["stripped.ts"]],
  ["`--permission`", undefined, () => ["--permission", `--allow-fs-read=${runtimes.folder}`, "program.mjs"]],
  ["`--disallow-code-generation-from-strings`", undefined, () => ["--disallow-code-generation-from-strings", "program.mjs"]],
  ["`--jitless`", namesItsFlag, () => ["--jitless", "--import", "./fetch-by-http.mjs", "program.mjs", emulator.origin]],
];

for (const major of [22, 24, 26]) {
  for (const [way, check, args] of WAYS) {
    row(
      { group: "Node", environment: `Node ${major}, ${way}`, missing },
      async (versions) => {
        versions.Node = runtimes.version(`node-${major}`);
        return results(nodeBinary(major), ...args());
      },
      check,
    );
  }
}

/** Declares a row of another runtime. */
function runtime(name: "Bun" | "Deno" | "workerd", environment: string, run: () => Promise<Record<string, string>>, check?: Check) {
  row(
    { group: "Other runtimes", environment },
    async (versions) => {
      versions[name] = runtimes.version(name.toLowerCase());
      return run();
    },
    check,
  );
}

runtime("Bun", "Bun 1.4, run", () => results("bun", "run", "program.mjs"));
runtime("Bun", "Bun 1.4, TypeScript", () => results("bun", "run", "stripped.ts"));
runtime("Bun", "Bun 1.4, build", async () => {
  await runtimes.run("bun", ["build", "program.mjs", "--minify", "--outfile", "bun-bundle.mjs"]);
  return results("bun", "bun-bundle.mjs");
});
let tested: Promise<string> | undefined;
for (const [way, check] of [
  ["test", undefined],
  ["test, fake timers", worksWithFakeTimers],
] as const)
  runtime(
    "Bun",
    `Bun 1.4, ${way}`,
    async () => {
      const found = resultsIn(await (tested ??= runtimes.run("bun", ["test", "./bun.test.mjs"])));
      return found[check ? 1 : 0] ?? {};
    },
    check,
  );

runtime("Deno", "Deno 2.9, run without permissions", () => results("deno", "run", "--no-prompt", "program.mjs"));
runtime("Deno", "Deno 2.9, TypeScript", () => results("deno", "run", "--no-prompt", "stripped.ts"));
runtime("Deno", "Deno 2.9, test with sanitizers", () => results("deno", "test", "--no-prompt", "--no-check", "deno.test.mjs"));
runtime("Deno", "Deno 2.9, bundle", async () => {
  await runtimes.run("deno", ["bundle", "--minify", "program.mjs", "--output", "deno-bundle.mjs"]);
  return results("deno", "run", "--no-prompt", "deno-bundle.mjs");
});

runtime("workerd", "workerd 1.2026, module loaded at start-up", () => results("workerd", "test", "workerd.capnp", "at-start-up"));
runtime(
  "workerd",
  "workerd 1.2026, first client in a request",
  () => results("workerd", "test", "workerd.capnp", "in-request"),
  worksWithoutWasm,
);

describe("stripe-secret-store/node", () => {
  /** The code for a refused connection. workerd says only that the connection was lost (1.2026). */
  const REFUSED = { Node: "ECONNREFUSED", Bun: "ECONNREFUSED", Deno: "ECONNREFUSED", workerd: "ECONNRESET" };
  const PROGRAMS: Record<keyof typeof REFUSED, () => Promise<string>> = {
    Node: () => runtimes.run(process.execPath, ["backend-program.mjs"]),
    Bun: () => runtimes.run("bun", ["run", "backend-program.mjs"]),
    Deno: () => runtimes.run("deno", ["run", "--no-prompt", "--allow-net=127.0.0.1", "backend-program.mjs"]),
    workerd: () => runtimes.run("workerd", ["test", "workerd.capnp", "backend"]),
  };

  test.each(Object.keys(PROGRAMS) as (keyof typeof REFUSED)[])(
    "makes calls, reports failures and verifies signatures in %s",
    async (name) => {
      const [results = ""] = /^\{.*\}$/m.exec(await PROGRAMS[name]()) ?? [];
      expect(JSON.parse(results)).toEqual({
        operations: ["payload 😀", true],
        refused: ["connection_failed", REFUSED[name]],
        redirected: ["unreadable_response", "ERR_REDIRECT"],
        late: ["timeout", null],
        aborted: ["aborted", "the caller left", true],
        lineBreak: ["ERR_INVALID_HEADER", false],
        signatures: ["usr_1", "acct_cactus", "body_already_read", "signature_mismatch", ["invalid_option", "secret is missing"]],
      });
      expect(followed).toEqual([]);
    },
  );
});
