// Shows what an editor shows (`editor.mjs typescript-5.9 FOLDER`). stdin has sources by name, as JSON. `/**/` marks places in them. Prints for each
// source and place the hover text with its documentation, and the names and documentation of the completions.

import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const [name, folder] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(name);
const MARK = "/**/";

const marked = Object.entries(JSON.parse(await text(process.stdin)));
const sources = new Map(marked.map(([file, source]) => [join(folder, file), source.replaceAll(MARK, "")]));
const options = { target: 9, module: 99, moduleResolution: 100, strict: true, types: [], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] };
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [...sources.keys()],
  getScriptVersion: () => "1",
  getScriptSnapshot(file) {
    const source = sources.get(file) ?? ts.sys.readFile(file);
    return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
  },
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => sources.has(file) || ts.sys.fileExists(file),
  readFile: (file) => sources.get(file) ?? ts.sys.readFile(file),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
});

const plain = (parts) => (parts ?? []).map(({ text }) => text).join("");

function shownAt(file, position) {
  const info = service.getQuickInfoAtPosition(file, position);
  const completions = service.getCompletionsAtPosition(file, position, {});
  const entries = (completions?.entries ?? []).map(({ name: entry }) => {
    const details = service.getCompletionEntryDetails(file, position, entry, {}, undefined, {}, undefined);
    return [entry, plain(details?.documentation)];
  });
  return {
    hover: info && plain(info.displayParts),
    documentation: info && plain(info.documentation),
    tags: (info?.tags ?? []).map(({ name: tag, text: parts }) => `@${tag} ${plain(parts)}`),
    completions: completions?.isGlobalCompletion ? {} : Object.fromEntries(entries),
  };
}

const shown = marked.map(([file, source]) => {
  const places = [...source.matchAll(/\/\*\*\//g)].map(({ index: at }, before) => shownAt(join(folder, file), at - before * MARK.length));
  return [file, places];
});
console.log(JSON.stringify(Object.fromEntries(shown)));
