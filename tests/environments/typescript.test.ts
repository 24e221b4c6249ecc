// Compiles sources that use all exports with each version of TypeScript and each way to find a package, with libraries checked. The compiled programs
// make the four operations.

import { mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import { backendOf, cell, clientEntries, entries, expected } from "./cell";
import { folderOf, project, tarballFolder, type Project } from "./project";

const VERSIONS = ["4.7", "4.9", "5.0", "5.9", "6.0", "7.0"];
const manifest = JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));

/** The libraries that the package needs at least. */
const LIB = ["es2020", "dom"];

/** A way to compile, with the `rows` of the table by the extension of the sources. */
interface Way {
  rows: Record<string, string>;
  options(version: number): object;
  /** Returns whether a version has it. */
  has?(version: number): boolean;
}

const WAYS: Record<string, Way> = {
  // Stripe's tools use it. It is deprecated in 6 and removed in 7.
  node: {
    rows: { ts: "node" },
    options: (version) => ({ module: "esnext", moduleResolution: "node", lib: LIB, ...(version >= 6 && { ignoreDeprecations: "6.0" }) }),
    has: (version) => version < 7,
  },
  "node-commonjs": {
    rows: { ts: "node, CommonJS" },
    options: (version) => ({ module: "commonjs", moduleResolution: "node", lib: LIB, ...(version >= 6 && { ignoreDeprecations: "6.0" }) }),
    has: (version) => version < 7,
  },
  node16: {
    rows: { mts: "node16, ES module", cts: "node16, CommonJS" },
    options: () => ({ module: "node16", moduleResolution: "node16", lib: LIB }),
  },
  nodenext: {
    rows: { mts: "nodenext, ES module", cts: "nodenext, CommonJS" },
    options: (version) => ({
      module: "nodenext",
      moduleResolution: "nodenext",
      lib: version < 5.2 ? ["esnext", "dom"] : [...LIB, "esnext.disposable"],
      skipDefaultLibCheck: false,
    }),
  },
  bundler: {
    rows: { ts: "bundler" },
    options: () => ({ module: "esnext", moduleResolution: "bundler", lib: LIB }),
    has: (version) => version >= 5,
  },
  strictest: {
    rows: { mts: "strictest, Node's types" },
    options: (version) => ({
      module: "nodenext",
      moduleResolution: "nodenext",
      lib: ["esnext", "dom"],
      types: ["node"],
      skipDefaultLibCheck: false,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      noPropertyAccessFromIndexSignature: true,
      isolatedModules: true,
      ...(version >= 5 && { verbatimModuleSyntax: true }),
    }),
  },
};

/** The result of a way: the compiler's messages, the files that it read types from, and the results of its output. */
interface Compiled {
  diagnostics: string[];
  /** By source, then by import. */
  resolved: Record<string, Record<string, string>>;
  answers: Record<string, string>;
}

let typescript: Project;

beforeAll(async () => {
  typescript = await project("typescript");
  for (const entry of clientEntries) typescript.use(entry, folderOf(entry));
}, 300_000);

for (const name of VERSIONS) {
  const version = Number(name);
  const ways = Object.entries(WAYS).filter(([, { has }]) => has?.(version) ?? true);

  describe(`TypeScript ${name}`, () => {
    let compiled: Record<string, Compiled>;

    beforeAll(async () => {
      compiled = await compile(name, ways);
    }, 600_000);

    for (const [way, { rows }] of ways) {
      for (const [extension, row] of Object.entries(rows)) {
        for (const entry of entries) {
          cell({ group: "TypeScript", environment: `TypeScript ${name}, ${row}`, entry }, async (versions) => {
            versions.TypeScript = typescript.version(`typescript-${name}`);
            const { diagnostics, resolved, answers } = compiled[way]!;
            const sources = sourcesOf(entry, extension);
            expect(diagnostics.filter((line) => !isOfOthers(line, sources))).toEqual([]);

            for (const source of sources) {
              expect(resolved[source]?.[entry], source).toBe(typesOf(entry, way, extension));
              expect(answers[source.replace(/ts$/, "js")], source).toBe(answerOf(entry));
            }
          });
        }
      }
    }
  });
}

/** Returns whether a message is about another entry's sources, whose cells it fails, or an error of Node's own types in TypeScript 4.7. */
function isOfOthers(line: string, sources: string[]) {
  const file = /^([^(]*)\(/.exec(line)?.[1] ?? "";
  if (file.includes("node_modules/")) return /@types\/node\/.*TS2502/.test(line);
  return file !== "" && !sources.some((source) => file.endsWith(`/${source}`));
}

/** Returns the sources with an entry. */
function sourcesOf(entry: string, extension: string) {
  const name = folderOf(entry);
  return [`${name}.${extension}`];
}

function answerOf(entry: string) {
  if (clientEntries.includes(entry)) return expected(backendOf(entry));
  return ANSWERS[nameOf(entry)];
}

/** The results of the sources for entries without the client. projects/typescript has one of each name. */
const ANSWERS: Record<string, string> = {
  json: JSON.stringify(["settings", 7, "unreadable_payload", [["count", 0]], true]),
  react: JSON.stringify(Array(2).fill(["function", true])),
  oauth: JSON.stringify(["renewed", "signed_out", "https://provider.example/authorize?response_type=code", true]),
  node: JSON.stringify(["p", Array(3).fill("signature_missing"), 400, "fetch", 2, "acct_1"]),
  observe: JSON.stringify([
    ["find", "user", 1, "undefined"],
    ["find", "user", 404, "string"],
  ]),
  bulk: JSON.stringify([["a", "b"], "payload", null, ["a", "b"], true, "invalid_scope"]),
  stripe: JSON.stringify(["account", "p", ["n"], "StripeInvalidRequestError", "resource_missing", 200]),
  testing: JSON.stringify(["payload 😀", "POST", 3, "app_1", "usr_1", "string", false]),
};
const nameOf = (entry: string) => entry.slice("stripe-secret-store/".length);

/** Returns the declarations of an entry that fit a source. */
function typesOf(entry: string, way: string, extension: string) {
  const path = entry.replace("stripe-secret-store", ".");
  if (way.startsWith("node-") || way === "node") return (path === "." ? manifest.types : `${path}.d.ts`).replace("./", "");
  return manifest.exports[path][extension === "cts" ? "require" : "import"].types.replace("./", "");
}

/** Compiles in each of these ways with one version, and runs the output. */
async function compile(name: string, ways: [string, Way][]): Promise<Record<string, Compiled>> {
  const folders = ways.map(([way, { rows, options }]) => {
    const folder = join(typescript.folder, `TypeScript-${name}`, way);
    writeSources(folder, rows);
    const compilerOptions = { ...COMMON, ...options(Number(name)) };
    const files = readdirSync(folder).filter((file) => /\.[cm]?ts$/.test(file));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    writeFileSync(join(folder, "out/package.json"), JSON.stringify({ type: way === "node-commonjs" ? "commonjs" : "module" }));
    return folder;
  });
  const outputs = Number(name) < 7 ? await byApi(name, folders) : await byCommandLine(name, folders);
  // One process runs all of them, since most of its time goes to starting and to loading the package.
  const outFolders = folders.map((folder) => join(folder, "out"));
  const answers = JSON.parse(await typescript.run(process.execPath, [join(folderOf(clientEntries[0]!), "run.mjs"), ...outFolders]));
  return Object.fromEntries(
    ways.map(([way], index) => {
      const output = outputs[folders[index]!]!;
      const diagnostics = output.split("\n").filter((line) => /error TS\d/.test(line));
      return [way, { diagnostics, resolved: resolutions(output), answers: answers[outFolders[index]!] }];
    }),
  );
}

const COMMON = {
  target: "es2020",
  strict: true,
  skipLibCheck: false,
  // TypeScript's own library is checked only where our declarations depend on it. That check takes half of the time.
  skipDefaultLibCheck: true,
  types: [],
  rootDir: ".",
  outDir: "out",
  traceResolution: true,
};

function writeSources(folder: string, rows: Way["rows"]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "out"), { recursive: true });
  for (const extension of Object.keys(rows)) {
    for (const entry of entries) {
      for (const source of sourcesOf(entry, extension)) {
        const from = clientEntries.includes(entry) ? "client.ts" : `${nameOf(entry)}.ts`;
        // An entry without the client uses the client of another one.
        const over = clientEntries.includes(entry) ? entry : clientEntries[0]!;
        writeFileSync(join(folder, source), readFileSync(join(typescript.folder, folderOf(over), from)));
      }
    }
  }
}

/** Returns the compiler's output for each folder, using projects/typescript/compile.mjs. */
async function byApi(name: string, folders: string[]): Promise<Record<string, string>> {
  const script = join(folderOf(clientEntries[0]!), "compile.mjs");
  return JSON.parse(await typescript.run(process.execPath, [script, `typescript-${name}`, ...folders]));
}

/** Returns the same by the command line. TypeScript 7 has no other interface. */
async function byCommandLine(name: string, folders: string[]): Promise<Record<string, string>> {
  const compiler = join("node_modules", `typescript-${name}`, "bin/tsc");
  const outputs: Record<string, string> = {};
  for (const folder of folders) {
    // It fails if it has messages, and the tests read these messages.
    outputs[folder] = await typescript
      .run(process.execPath, [compiler, "-p", folder, "--pretty", "false"])
      .catch((error: Error) => (/error TS\d/.test(error.message) ? error.message : Promise.reject(error)));
  }
  return outputs;
}

/** Returns the package's files in the output of `traceResolution`, relative to its folder. */
function resolutions(output: string) {
  const found: Compiled["resolved"] = {};
  const installed = realpathSync(join(typescript.folder, "node_modules/stripe-secret-store"));
  let source = "";
  for (const line of output.split("\n")) {
    source = /^=+ Resolving module '.*' from '.*\/([^/]+)'/.exec(line)?.[1] ?? source;
    const [, name, file] = /^=+ Module name '(stripe-secret-store.*?)' was successfully resolved to '(.*?)'/.exec(line) ?? [];
    if (name && file) (found[source] ??= {})[name] = relative(installed, file);
  }
  return found;
}
