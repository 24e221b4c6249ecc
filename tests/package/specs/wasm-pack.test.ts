// Checks that a plain `wasm-pack build`, as users of Rust expect, makes a working package with types.

import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { tools, wasmPack } from "../../../scripts/setup.mjs";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../../..");
const out = join(root, "target/wasm-pack");

beforeAll(() => wasmPack(), 900_000);

test("makes a package by wasm-pack build that makes the four operations", { timeout: 600_000 }, async () => {
  // Files of an earlier build would hide a missing file.
  rmSync(out, { recursive: true, force: true });
  const env = { ...process.env, PATH: [tools, process.env.PATH].join(delimiter) };
  await run(join(tools, "wasm-pack"), ["build", "--mode", "no-install", "--out-dir", out], { cwd: root, env });

  const script = join(out, "four-operations.mjs");
  writeFileSync(
    script,
    `import { SecretStoreClient, SecretStoreError } from "./stripe_secret_store.js";
     import { createEmulator } from ${JSON.stringify(join(root, "dist/testing.mjs"))};
     const httpClient = createEmulator().httpClient({ user: "usr_1" });
     const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
     await secrets.createSecret({ name: "token", payload: "ä" });
     const found = await secrets.findSecret({ name: "token" });
     const { data } = await secrets.listSecrets();
     await secrets.deleteSecret({ name: "token" });
     const gone = await secrets.findSecret({ name: "token" });
     const error = await secrets.deleteSecret({}).catch((error) => error);
     console.log(JSON.stringify([found.payload, data.length, gone, error instanceof SecretStoreError, error.code]));`,
  );
  const { stdout } = await run(process.execPath, ["--experimental-wasm-modules", "--no-warnings", script]);
  expect(JSON.parse(stdout)).toEqual(["ä", 1, null, true, "invalid_name"]);

  const declarations = readFileSync(join(out, "stripe_secret_store.d.ts"), "utf8");
  expect(declarations).toContain("findSecret(params: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>");
  expect(declarations).toContain("export type SecretStoreErrorCode =");
});
