// What is published, and what is not.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { here, packageFolder } from "./support";

const read = (file: string) => readFileSync(`${packageFolder}${file}`, "utf8");
const manifest = JSON.parse(read("package.json"));

const FILES = readdirSync(packageFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/\/+/g, "/").slice(packageFolder.length));
const CODE = FILES.filter((file) => /^dist\/.*\.m?js$/.test(file));

// Were it found elsewhere, every test here would be about something that nobody installs.
test.each(["stripe-secret-store", "stripe-secret-store/testing"])("the tests import the packed %s", (name) => {
  expect(fileURLToPath(import.meta.resolve(name)).startsWith(packageFolder)).toBe(true);
});

test("it depends on nothing and runs nothing when it is installed", () => {
  for (const field of ["dependencies", "optionalDependencies", "bundledDependencies"]) {
    expect(manifest[field] ?? {}).toEqual({});
  }
  // Whoever has no React has no use for the entry that wants it.
  expect(manifest.peerDependencies).toEqual({ react: ">=17" });
  expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
  expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install|prepare/.test(script))).toEqual([]);
  expect(manifest.sideEffects).toBe(false);
});

test.each(FILES)("%s names no machine and no registry", (file) => {
  const text = read(file);
  expect(/\/(home|Users|root|work|tmp)\/|[A-Z]:\\\\|\.cargo\/|localhost:|sourceMappingURL/.exec(text)?.[0]).toBeUndefined();
  expect(/registry\.[\w.-]+|\bhttps?:\/\/[^\s/"'`]*(npm|crates)[^\s/"'`]*\//.exec(text)?.[0]).toBeUndefined();
});

const LOCK_FILES = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: `${here}../..`, encoding: "utf8" })
  .trim()
  .split("\n");
test.each(LOCK_FILES)("%s names no address", (file) => {
  const lock = readFileSync(`${here}../../${file}`, "utf8");
  expect(lock).not.toContain('"resolved"');
  expect(lock).not.toMatch(/"[^"]*:\/\/[^"]*\.tgz"/);
});

// Each of these breaks in some place where the package has to run: see the reasons.
const NOT_IN_CODE: Record<string, RegExp> = {
  "import.meta, which is empty in a classic script": /\bimport\.meta\b/,
  "eval, which a CSP forbids": /\beval\(/,
  "new Function, likewise": /\bnew Function\b/,
  "localStorage, which throws in a null origin": /\blocalStorage\b/,
  "require, which is not there": /\brequire\(/,
  "await at the top level, which no classic script has": /^await\b|^(?:const|let|var) [^=\n]*= await\b/m,
  "a BigInt literal, which ES2015 has not": /(?<![\w.$"'\\])\d+n\b/,
  "an import, which would be a dependency": /^import\b/m,
};

test("there is code to look at: each entry, in two formats", () => {
  const entries = Object.keys(manifest.exports).filter((path) => path !== "./package.json");
  expect(CODE.length).toBe(2 * entries.length);
});

// Of what else there is: the client, which must not be there twice, and React, which the sandbox provides.
const IMPORTED = /(?:^import [^;]* from |\brequire\()"(react|\.\/index\.m?js)"/gm;

test("the entries that use the client have it of its own entry, and that for React has React", () => {
  const imported = (file: string) => [...new Set([...read(file).matchAll(IMPORTED)].map(([, name]) => name))].sort();
  expect(imported("dist/react.mjs")).toEqual(["./index.mjs", "react"]);
  expect(imported("dist/react.js")).toEqual(["./index.js", "react"]);
  for (const file of CODE) if (!/^dist\/(react|oauth)\./.test(file)) expect(imported(file), file).toEqual([]);
});

test.each(CODE)("%s holds nothing that an extension's sandbox lacks", (file) => {
  const code = withoutStrings(read(file).replace(IMPORTED, ""));
  for (const [what, pattern] of Object.entries(NOT_IN_CODE)) {
    expect(pattern.exec(code)?.[0], what).toBeUndefined();
  }
});

test("nothing has fetch, which the sandbox may forbid, but the emulator, to reach a server, and the exchange with an OAuth provider", () => {
  for (const file of CODE) {
    const code = withoutStrings(read(file));
    if (file.startsWith("dist/testing.")) expect(code.match(/\bfetch\(/g), file).toHaveLength(1);
    // In a call to it or to one's own.
    else if (file.startsWith("dist/oauth.")) expect(code.match(/\bfetch\b/g), file).toHaveLength(2);
    else expect(code, file).not.toMatch(/\bfetch\b/);
  }
});

/** The modules' bytes are strings, in which anything may stand. */
function withoutStrings(code: string) {
  return code.replace(/"(?:[^"\\\n]|\\[^])*"/g, '""').replace(/\/\/[^\n]*/g, "");
}
