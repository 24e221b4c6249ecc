// TypeScript: each version, by each way in which it finds a package, libraries checked, on sources that use the whole face. What the compiler
// makes of them is run: it is what does the four operations.

import { mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import { backendOf, cell, clientEntries, entries, expected } from "./cell";
import { folderOf, project, tarballFolder, type Project } from "./project";

const VERSIONS = ["4.7", "4.9", "5.0", "5.9", "6.0", "7.0"];
const manifest = JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));

/** The least that the package needs. */
const LIB = ["es2020", "dom"];

/** A way to compile: `rows` of the table, by the extension of the sources. */
interface Way {
  rows: Record<string, string>;
  options(version: number): object;
  /** Which versions have it. */
  has?(version: number): boolean;
}

const WAYS: Record<string, Way> = {
  // As Stripe's tools have it. Deprecated in 6, gone in 7.
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
  // With TypeScript's own `Symbol.dispose` beside ours.
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
  // Node's types declare `Symbol.dispose` once more.
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

/** What came of a way: what the compiler said, which files it took types from, and what its output answers. */
interface Compiled {
  diagnostics: string[];
  /** By source, then by what that imports. */
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
            const sources = sourcesOf(entry, version, extension);
            expect(diagnostics.filter((line) => !isOfOthers(line, sources))).toEqual([]);

            for (const source of sources) {
              expect(resolved[source]?.[entry], source).toBe(typesOf(entry, way, extension));
              expect(answers[source.replace(/ts$/, "js")], source).toBe(answerOf(source, entry));
            }
          });
        }
      }
    }
  });
}

/** Whether what was said is of another entry's sources, whose cells it fails, or of an error that Node's types have on their own in TypeScript 4.7. */
function isOfOthers(line: string, sources: string[]) {
  const file = /^([^(]*)\(/.exec(line)?.[1] ?? "";
  if (file.includes("node_modules/")) return /@types\/node\/.*TS2502/.test(line);
  return file !== "" && !sources.some((source) => file.endsWith(`/${source}`));
}

/** The sources over an entry: one that uses all of it, and one with `using` where that can be read. */
function sourcesOf(entry: string, version: number, extension: string) {
  const name = folderOf(entry);
  return [`${name}.${extension}`, ...(version >= 5.2 && clientEntries.includes(entry) ? [`${name}-using.${extension}`] : [])];
}

function answerOf(source: string, entry: string) {
  if (source.includes("-using.")) return "disposed";
  if (clientEntries.includes(entry)) return expected(backendOf(entry));
  return ANSWERS[nameOf(entry)];
}

/** What the sources of the entries without the client answer: projects/typescript has one of each name. */
const ANSWERS: Record<string, string> = {
  react: JSON.stringify(Array(2).fill(["function", true])),
  oauth: JSON.stringify(["renewed", "signed_out", "https://provider.example/authorize?response_type=code", true]),
  testing: JSON.stringify(["payload 😀", "POST", 3, "app_1", "usr_1", "string", false]),
};
const nameOf = (entry: string) => entry.slice("stripe-secret-store/".length);

/** The declarations of an entry that are right for a source. */
function typesOf(entry: string, way: string, extension: string) {
  const path = entry.replace("stripe-secret-store", ".");
  if (way.startsWith("node-") || way === "node") return (path === "." ? manifest.types : `${path}.d.ts`).replace("./", "");
  return manifest.exports[path][extension === "cts" ? "require" : "import"].types.replace("./", "");
}

/** Compiles in each of these ways by one version, and runs what came of it. */
async function compile(name: string, ways: [string, Way][]): Promise<Record<string, Compiled>> {
  const folders = ways.map(([way, { rows, options }]) => {
    const folder = join(typescript.folder, `TypeScript-${name}`, way);
    writeSources(folder, Number(name), rows);
    const compilerOptions = { ...COMMON, ...options(Number(name)) };
    const files = readdirSync(folder).filter((file) => /\.[cm]?ts$/.test(file));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    writeFileSync(join(folder, "out/package.json"), JSON.stringify({ type: way === "node-commonjs" ? "commonjs" : "module" }));
    return folder;
  });
  const outputs = Number(name) < 7 ? await byApi(name, folders) : await byCommandLine(name, folders);
  const compiled: Record<string, Compiled> = {};
  for (const [index, [way]] of ways.entries()) {
    const output = outputs[folders[index]!]!;
    const runAll = [join(folderOf(clientEntries[0]!), "run.mjs"), join(folders[index]!, "out")];
    const answers = JSON.parse(await typescript.run(process.execPath, runAll));
    compiled[way] = { diagnostics: output.split("\n").filter((line) => /error TS\d/.test(line)), resolved: resolutions(output), answers };
  }
  return compiled;
}

const COMMON = {
  target: "es2020",
  strict: true,
  skipLibCheck: false,
  // Where TypeScript's own library has no part in what we declare, it need not be checked once more: that takes half of the time.
  skipDefaultLibCheck: true,
  types: [],
  rootDir: ".",
  outDir: "out",
  traceResolution: true,
};

function writeSources(folder: string, version: number, rows: Way["rows"]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "out"), { recursive: true });
  for (const extension of Object.keys(rows)) {
    for (const entry of entries) {
      for (const source of sourcesOf(entry, version, extension)) {
        const from = source.includes("-using.") ? "using.ts" : clientEntries.includes(entry) ? "client.ts" : `${nameOf(entry)}.ts`;
        // An entry without the client is tried with the client of another.
        const over = clientEntries.includes(entry) ? entry : clientEntries[0]!;
        writeFileSync(join(folder, source), readFileSync(join(typescript.folder, folderOf(over), from)));
      }
    }
  }
}

/** Returns the compiler's output for each folder, by projects/typescript/compile.mjs. */
async function byApi(name: string, folders: string[]): Promise<Record<string, string>> {
  const script = join(folderOf(clientEntries[0]!), "compile.mjs");
  return JSON.parse(await typescript.run(process.execPath, [script, `typescript-${name}`, ...folders]));
}

/** Returns the same by the command line, which is all that TypeScript 7 has. */
async function byCommandLine(name: string, folders: string[]): Promise<Record<string, string>> {
  const compiler = join("node_modules", `typescript-${name}`, "bin/tsc");
  const outputs: Record<string, string> = {};
  for (const folder of folders) {
    // It fails when it has anything to say, and that is what is to be looked at.
    outputs[folder] = await typescript
      .run(process.execPath, [compiler, "-p", folder, "--pretty", "false"])
      .catch((error: Error) => (/error TS\d/.test(error.message) ? error.message : Promise.reject(error)));
  }
  return outputs;
}

/** What `traceResolution` told: the package's files, as they are in its folder. */
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
