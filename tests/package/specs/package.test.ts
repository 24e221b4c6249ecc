// Checks the contents of the published package.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { here, packageFolder } from "../support/paths";

const read = (file: string) => readFileSync(`${packageFolder}${file}`, "utf8");
const manifest = JSON.parse(read("package.json"));

const FILES = readdirSync(packageFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/\/+/g, "/").slice(packageFolder.length));
const CODE = FILES.filter((file) => /^dist\/.*\.m?js$/.test(file));

// Otherwise every test here would use a package that no user installs.
test.each(["stripe-secret-store", "stripe-secret-store/testing"])("imports the packed %s in tests", (name) => {
  expect(fileURLToPath(import.meta.resolve(name)).startsWith(packageFolder)).toBe(true);
});

test("has no dependencies and no installation scripts", () => {
  for (const field of ["dependencies", "optionalDependencies", "bundledDependencies"]) {
    expect(manifest[field] ?? {}).toEqual({});
  }
  // An app without React does not use the entry that needs it.
  expect(manifest.peerDependencies).toEqual({ react: ">=17" });
  expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
  expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install|prepare/.test(script))).toEqual([]);
  expect(manifest.sideEffects).toBe(false);
});

test.each(FILES)("names no machine and no registry in %s", (file) => {
  const text = read(file);
  expect(/\/(home|Users|root|work|tmp)\/|[A-Z]:\\\\|\.cargo\/|localhost:|sourceMappingURL/.exec(text)?.[0]).toBeUndefined();
  expect(/registry\.[\w.-]+|\bhttps?:\/\/[^\s/"'`]*(npm|crates)[^\s/"'`]*\//.exec(text)?.[0]).toBeUndefined();
});

const LOCK_FILES = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: `${here}../..`, encoding: "utf8" })
  .trim()
  .split("\n");
test.each(LOCK_FILES)("names no address in %s", (file) => {
  const lock = readFileSync(`${here}../../${file}`, "utf8");
  expect(lock).not.toContain('"resolved"');
  expect(lock).not.toMatch(/"[^"]*:\/\/[^"]*\.tgz"/);
});

// A global declaration could break the types of other packages, which the tests of TypeScript's versions do not check.
test.each(FILES.filter((file) => /\.d\.[cm]?ts$/.test(file)))("declares nothing global in %s", (file) => {
  const text = read(file);
  expect(text).toMatch(/^(?:import|export)\b/m);
  expect(text).not.toMatch(/^\s*declare (?:global|module|namespace)\b|^\/\/\/ *</m);
});

// Each of these breaks in an environment where the package must run: see the reasons.
const NOT_IN_CODE: Record<string, RegExp> = {
  "import.meta, which is empty in a classic script": /\bimport\.meta\b/,
  "eval, which a CSP forbids": /\beval\(/,
  "new Function, which a CSP forbids": /\bnew Function\b/,
  "localStorage, which throws in a null origin": /\blocalStorage\b/,
  "require, which a page lacks": /\brequire\(/,
  "top-level await, which a classic script cannot have": /^await\b|^(?:const|let|var) [^=\n]*= await\b/m,
  "a BigInt literal, which ES2015 lacks": /(?<![\w.$"'\\])\d+n\b/,
  "an import, which would be a dependency": /^import\b/m,
  "an asynchronous generator or loop, which Stripe's older bundler refuses": /\bfor await\b|\basync (?:function )?\*/,
};

test("has the code of each entry in two formats", () => {
  const entries = Object.keys(manifest.exports).filter((path) => path !== "./package.json");
  expect(CODE.length).toBe(2 * entries.length);
});

// The allowed imports: the client and the entry for OAuth, which must not be there twice, and React, which the sandbox provides.
const IMPORTED = /(?:^import [^;]* from |\brequire\()"(react|\.\/(?:index|oauth)\.m?js)"/gm;

test("imports the client and OAuth from their own entries, and React only in the React entry", () => {
  const imported = (file: string) => [...new Set([...read(file).matchAll(IMPORTED)].map(([, name]) => name))].sort();
  expect(imported("dist/react.mjs")).toEqual(["./index.mjs", "./oauth.mjs", "react"]);
  expect(imported("dist/react.js")).toEqual(["./index.js", "./oauth.js", "react"]);
  for (const file of CODE) if (!/^dist\/(react|oauth|node|stripe)\./.test(file)) expect(imported(file), file).toEqual([]);
});

test.each(CODE)("uses only globals of an extension's sandbox in %s", (file) => {
  const code = withoutStrings(read(file).replace(IMPORTED, ""));
  for (const [what, pattern] of Object.entries(NOT_IN_CODE)) {
    expect(pattern.exec(code)?.[0], what).toBeUndefined();
  }
});

test("uses fetch, which the sandbox may forbid, only for the emulator's server, OAuth providers and backends", () => {
  for (const file of CODE) {
    const code = withoutStrings(read(file));
    if (file.startsWith("dist/testing.")) expect(code.match(/\bfetch\(/g), file).toHaveLength(1);
    else if (file.startsWith("dist/node.")) expect(code.match(/\bglobalThis\.fetch\b/g), file).toHaveLength(1);
    // Matches a call of fetch, or of an option with this name.
    else if (file.startsWith("dist/oauth.")) expect(code.match(/\bfetch\b/g), file).toHaveLength(2);
    else expect(code, file).not.toMatch(/\bfetch\b/);
  }
});

/** Removes the modules' bytes: they are strings with any content. */
function withoutStrings(code: string) {
  return code.replace(/"(?:[^"\\\n]|\\[^])*"/g, '""').replace(/\/\/[^\n]*/g, "");
}
