// Checks the package's files and declarations by two checkers and a committed copy.

import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { entries } from "./cell";
import { project, tarball, tarballFolder } from "./project";

const read = (file: string) => readFileSync(join(tarballFolder, file), "utf8");
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

const FILES = filesIn(tarballFolder);
/** Returns the name of an entry's files: `index`, `wasm`, …. */
const nameOf = (entry: string) => (entry.includes("/") ? entry.slice(entry.indexOf("/") + 1) : "index");
const NAMES = entries.map(nameOf);

/** The declarations for CommonJS. The others must be equal. */
const DECLARATIONS = FILES.filter((file) => file.endsWith(".d.ts"));
/** Removes comments, and the lines that only they are on. A string may hold `//`. */
const withoutComments = (code: string) => code.replace(/("(?:[^"\\\n]|\\.)*")|\/\*[^]*?\*\/|\/\/[^\n]*/g, "$1").replace(/^[ \t]*\n/gm, "");

describe("passes the checker", () => {
  let found: { publint: string[]; problems: object[]; types: Record<string, Record<string, string | null>> };

  beforeAll(async () => {
    const published = await project("published");
    published.use("stripe-secret-store");
    found = JSON.parse(await published.run(process.execPath, ["lint.mjs", tarball]));
  }, 300_000);

  test("publint, with its suggestions", () => expect(found.publint).toEqual([]));
  test("are the types wrong? (each way to resolve modules, also without `exports`)", () => expect(found.problems).toEqual([]));

  test.each(entries)("finds the right types of %s by each way to resolve modules", (entry) => {
    const name = nameOf(entry);
    const folder = "/node_modules/stripe-secret-store";
    expect(found.types[entry.replace("stripe-secret-store", ".")]).toEqual({
      node10: name === "index" ? `${folder}/dist/index.d.ts` : `${folder}/${name}.d.ts`,
      "node16-cjs": `${folder}/dist/${name}.d.ts`,
      "node16-esm": `${folder}/dist/${name}.d.mts`,
      bundler: `${folder}/dist/${name}.d.mts`,
    });
  });
});

describe("has files that", () => {
  test("are these and no others", () => {
    const shipped = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"];
    for (const name of NAMES) {
      shipped.push(...["mjs", "js", "d.mts", "d.ts"].map((extension) => `dist/${name}.${extension}`));
      // For resolvers that do not read `exports`.
      if (name !== "index") shipped.push(`${name}.js`, `${name}.d.ts`);
    }
    const reached = NAMES.flatMap((name) => [`dist/${name}.d.mts`, `dist/${name}.d.ts`]).flatMap((file) => [...reachedFrom(file)]);
    expect(FILES).toEqual([...new Set([...shipped, ...reached])].sort());
  });

  // A size of twice the usual one means a mistake in the build, such as a module that it contains twice. tests/package/specs/size.test.ts measures exactly.
  const KILOBYTES: Record<string, number> = { wasm: 60, index: 200, js: 180, testing: 1_200 };
  test.each(FILES)("include a small %s without a source map", (file) => {
    const [, name = "", extension] = /([^/]+?)\.((?:d\.)?m?[jt]s)$/.exec(file) ?? [];
    const limit = file.startsWith("dist/") && !extension?.startsWith("d.") ? (KILOBYTES[name] ?? 200) : 25;
    expect(statSync(join(tarballFolder, file)).size).toBeLessThan(limit * 1000);
    expect(read(file)).not.toContain("sourceMappingURL");
  });

  test("are at most a megabyte, compressed", () => expect(statSync(tarball).size).toBeLessThan(1_000_000));
});

describe("the public declarations", () => {
  const folder = join(import.meta.dirname, "public-declarations");

  // Only UPDATE=1 writes the copy, so that a commit shows each change of the declarations. Comments are not part of it: the sources have them.
  beforeAll(() => {
    if (!process.env.UPDATE) return;
    rmSync(folder, { recursive: true, force: true });
    for (const file of DECLARATIONS) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), withoutComments(read(file)));
    }
  });

  const how =
    "The public declarations have changed. If that is meant: UPDATE=1 npm test -- environments published, and commit tests/environments/public-declarations";

  test("are in these files", () => expect(filesIn(folder), how).toEqual(DECLARATIONS));
  test.each(DECLARATIONS)("%s is as committed", (file) =>
    expect(withoutComments(read(file)), how).toBe(readFileSync(join(folder, file), "utf8")),
  );

  test.each(DECLARATIONS.filter((file) => file.startsWith("dist/")))("%s says the same for ES modules", (file) => {
    const commonJs = read(file).replace(/((?:from|import)\s*\(?"\.{1,2}\/[^"]+)\.js"/g, '$1.mjs"');
    expect(read(file.replace(/\.ts$/, ".mts"))).toBe(commonJs);
  });

  // Tools have produced each of these, or may.
  const NOT_IN_THEM: Record<string, RegExp> = {
    "a link of Rust's documentation": /\[`[^`\]]+`\](?!\()|\bcrate::|\bsuper::|\bstd::/,
    "a type of web-sys":
      /crate features|The `\w+` enum|\b(?:ReadableStreamType|ReferrerPolicy|RequestCache|RequestCredentials|RequestMode)\b/,
    "a name of wasm-bindgen's":
      /__wbg|__wbindgen|wasm_bindgen|InitInput|InitOutput|SyncInit|WebAssembly\.(?:Module|Memory|Instance)|\bptr\b/,
    "a name of Rust's": /\bJsValue\b|\bOption<|\bVec<|\bResult<|\b(?:u8|u16|u32|u64|i32|i64|f64|usize)\b/,
    "a name of the inside": /\bHeld\b|\bEmulatorCore\b|\bWire[A-Z]\w*|\bOperation\b|\bdrive\b/,
    "a library that is asked for": /<reference/,
  };
  test.each(DECLARATIONS)("%s shows nothing internal", (file) => {
    for (const [what, pattern] of Object.entries(NOT_IN_THEM)) expect(pattern.exec(read(file))?.[0], what).toBeUndefined();
    // A type from another package would be a dependency. Only the React entry depends on React, which a view has.
    const named = [...withoutComments(read(file)).matchAll(/\b(?:from|import\() ?"([^."][^"]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name === "react" && file.startsWith("dist/react/")))).toEqual([]);
  });

  test.each(DECLARATIONS)("%s has no any", (file) => expect(withoutComments(read(file)).match(/^.*\bany\b.*$/gm) ?? []).toEqual([]));

  test.each(NAMES)("dist/%s.d.ts or the files' entry exports each type that it uses", (name) => {
    const entryFile = `dist/${name}.d.ts`;
    const ofOthers = NAMES.map((other) => `dist/${other}.d.ts`).filter((other) => other !== entryFile);
    const reached = [...reachedFrom(entryFile)];
    const exported = [entryFile, ...ofOthers.filter((other) => reached.includes(other))].flatMap(exportsOf);
    expect(exportsOf(entryFile).length).toBeGreaterThan(0);
    for (const file of reached) {
      if (ofOthers.includes(file)) continue;
      const declared = [
        ...withoutComments(read(file)).matchAll(/^export (?:declare )?(?:abstract )?(?:class|const|enum|function|interface|type) (\w+)/gm),
      ];
      expect(
        declared.map(([, one]) => one).filter((one) => !exported.includes(one!)),
        file,
      ).toEqual([]);
    }
  });
});

/** Returns a file of declarations, and those that it imports. */
function reachedFrom(file: string, reached = new Set<string>()) {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const [, path, format] of read(file).matchAll(/(?:from|import)\s*\(?"(\.{1,2}\/[^"]+)\.(m?)js"/g))
    reachedFrom(join(dirname(file), `${path}.d.${format}ts`).replaceAll("\\", "/"), reached);
  return reached;
}

/** Returns the names that an entry exports. */
function exportsOf(file: string): string[] {
  const code = withoutComments(read(file));
  const declared = [...code.matchAll(/^export (?:declare )?(?:abstract )?(?:class|const|enum|function|interface|type) (\w+)/gm)].map(
    ([, name]) => name!,
  );
  const listed = [...code.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names]) => names!.match(/\w+(?=\s*(?:,|$))/g) ?? []);
  const all = [...code.matchAll(/^export \* from "\.\/([^"]+)\.js"/gm)].flatMap(([, path]) =>
    exportsOf(join(dirname(file), `${path}.d.ts`)),
  );
  return [...declared, ...listed, ...all];
}
