// Checks that every resolver finds every entry, with or without `exports`, and that those that read `exports` find nothing else.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { entries } from "./cell";
import { project, tarballFolder, type Project } from "./project";

const manifest = JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));

/** Returns the file of an entry in the package, for a kind of module. */
const inExports = (kind: "import" | "require") => (entry: string) => plain(manifest.exports[pathOf(entry)][kind].default);
/** Returns the files that resolvers without `exports` find: the manifest's field for the package itself, and files at its root for the rest. */
const without = (field: string, extension: string) => (entry: string) =>
  pathOf(entry) === "." ? plain(manifest[field]) : `${plain(pathOf(entry))}${extension}`;
const pathOf = (entry: string) => entry.replace("stripe-secret-store", ".");
const plain = (path: string) => path.replace(/^\.\//, "");

const READ_EXPORTS = {
  "Node, import": inExports("import"),
  "Node, require": inExports("require"),
  "webpack 5, import": inExports("import"),
  "webpack 5, require": inExports("require"),
  "esbuild 0.14, import": inExports("import"),
  "esbuild 0.14, require": inExports("require"),
  "esbuild 0.28, import": inExports("import"),
  "esbuild 0.28, require": inExports("require"),
  "esbuild 0.28, for Node, main first": inExports("import"),
  "esbuild 0.28, conditions of others": inExports("import"),
};
const DO_NOT = {
  "webpack 4": without("module", ".js"),
  "resolve 1": without("main", ".js"),
  "resolve 1, module": without("module", ".js"),
  "Jest 27": without("main", ".js"),
  "TypeScript 4.9, node": without("types", ".d.ts"),
};

const MANIFEST = "stripe-secret-store/package.json";
/** Files that exist but are not entries. */
const FILES = [
  "stripe-secret-store/dist/index.js",
  "stripe-secret-store/dist/index.mjs",
  "stripe-secret-store/dist/testing/world",
  "stripe-secret-store/testing.js",
];
const NOTHING = ["stripe-secret-store/nothing", "stripe-secret-store/dist", "stripe-secret-store/index"];

let resolvers: Project;
let found: Record<string, Record<string, string | null>>;

beforeAll(async () => {
  resolvers = await project("resolvers");
  resolvers.use("stripe-secret-store");
  found = JSON.parse(await resolvers.run(process.execPath, ["resolve.mjs", ...entries, MANIFEST, ...FILES, ...NOTHING]));
}, 300_000);

test("expects every resolver of the project", () => {
  expect(Object.keys(found).sort()).toEqual(Object.keys({ ...READ_EXPORTS, ...DO_NOT }).sort());
});

describe.each(Object.entries({ ...READ_EXPORTS, ...DO_NOT }))("%s", (resolver, fileOf) => {
  test.each(entries)("finds %s", (entry) => expect(found[resolver]![entry]).toBe(fileOf(entry)));
  test("finds package.json", () => expect(found[resolver]![MANIFEST]).toBe("package.json"));
  test.each(NOTHING.slice(0, 1))("does not find %s", (name) => expect(found[resolver]![name]).toBeNull());
});

describe.each(Object.keys(READ_EXPORTS))("%s, which reads `exports`,", (resolver) => {
  test.each([...FILES, ...NOTHING])("rejects %s", (name) => expect(found[resolver]![name]).toBeNull());
});

test.each(entries)("exports the same from %s by import and by require, with `exports` and without", async (entry) => {
  const { names, same } = JSON.parse(await resolvers.run(process.execPath, ["load.mjs", entry, without("main", ".js")(entry)]));
  expect(names.require).not.toEqual([]);
  for (const way of ["import", "the file, required"]) expect(names[way], way).toEqual(names.require);
  expect(same, "required by both ways, it is one module").toBe(true);
});
