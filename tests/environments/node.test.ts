// Uses the package in Node: by import and by require, in a thread, and with two copies in one process.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { beforeAll, expect } from "vitest";
import { backendOf, cell, clientEntries, expected } from "./cell";
import { folderOf, project, tarballFolder, type Project } from "./project";

let node: Project;

beforeAll(async () => {
  node = await project("node");
  for (const entry of clientEntries) prepare(entry);
}, 300_000);

/** Returns the sources with an entry, as ES modules and as CommonJS. */
function prepare(entry: string) {
  node.use(entry, folderOf(entry));
  const folder = join(node.folder, folderOf(entry));
  for (const name of ["user", "four-operations"]) {
    const { code } = esbuild.transformSync(readFileSync(join(folder, `${name}.mjs`), "utf8"), { format: "cjs", platform: "node" });
    writeFileSync(join(folder, `${name}.cjs`), code.replace("four-operations.mjs", "four-operations.cjs"));
  }
}

const run = (entry: string, ...args: string[]) =>
  node.run(
    process.execPath,
    args.map((arg, index) => (index === 0 ? join(folderOf(entry), arg) : arg)),
  );

for (const [how, script] of [
  ["import", "esm.mjs"],
  ["require", "cjs.cjs"],
  ["import() in CommonJS", "dynamic.cjs"],
  ["worker thread", "worker-thread.mjs"],
] as const) {
  for (const entry of clientEntries) {
    cell({ group: "Node", environment: `Node, ${how}`, entry }, async (versions) => {
      versions.Node = process.versions.node;
      expect((await run(entry, script)).trim()).toBe(expected(backendOf(entry)));
    });
  }
}

for (const [which, second, prepareSecond] of [
  ["imported and required", "user.cjs", () => {}],
  ["installed twice", "other/user.mjs", installAgain],
  ["installed and bundled", "bundle.mjs", bundle],
] as const) {
  for (const entry of clientEntries) {
    cell({ group: "Node", environment: `Node, two copies, ${which}`, entry }, async (versions) => {
      versions.Node = process.versions.node;
      await prepareSecond(join(node.folder, folderOf(entry)));
      const [first, ...others] = JSON.parse(await run(entry, "two-copies.mjs", "./user.mjs", `./${second}`));
      const knownButForeign = ["invalid_name", true, false];
      expect([first, ...others]).toEqual([expected(backendOf(entry)), expected(backendOf(entry)), knownButForeign, knownButForeign]);
    });
  }
}

/** Installs two copies, as npm does for two packages with incompatible versions. */
function installAgain(folder: string) {
  cpSync(tarballFolder, join(folder, "other/node_modules/stripe-secret-store"), { recursive: true });
  for (const file of ["user.mjs", "four-operations.mjs"]) cpSync(join(folder, file), join(folder, "other", file));
}

async function bundle(folder: string) {
  const { warnings } = await esbuild.build({
    entryPoints: [join(folder, "user.mjs")],
    outfile: join(folder, "bundle.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
  });
  expect(warnings).toEqual([]);
}
