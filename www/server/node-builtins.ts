// Stands in for Node's built-in modules where a package of an extension imports them, as stripe-node below 12 does. Bundlers for browsers give
// such a package empty modules.

import { createRequire, isBuiltin } from "node:module";
import { sep } from "node:path";
import type { Message, Plugin } from "esbuild";

/** The text of esbuild about an import that it does not find. */
const UNRESOLVED = /^Could not resolve "(?:node:)?([^"]+)"/;

const { resolve } = createRequire(import.meta.url);

/** Modules that packages for browsers replace. They depend on nothing of Node, and packages use them while they load. */
const REPLACED: Readonly<Record<string, string>> = { events: resolve("events/"), path: resolve("path-browserify") };

/** Returns the folders of the packages whose imports of Node's modules esbuild has not found. */
export function packagesOfNode(errors: readonly Message[]): string[] {
  const folders = errors.flatMap(({ text, location }) => {
    const [, name] = UNRESOLVED.exec(text) ?? [];
    return name !== undefined && isBuiltin(name) && location !== null ? [packageFolder(location.file)] : [];
  });
  return [...new Set(folders)];
}

/** Returns whether esbuild says that it has not found a module of Node. */
export const isBuiltinError = ({ text }: Message): boolean => isBuiltin(UNRESOLVED.exec(text)?.[1] ?? "");

/** Returns the folder of a file's package, with a slash at the end. It is "" for the app itself. */
function packageFolder(file: string): string {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(file.replaceAll(sep, "/"))?.[0] ?? "";
}

/**
 * Gives the modules of Node to the files of some packages.
 *
 * @param packages their folders, relative to the app's, from {@link packagesOfNode}
 * @param given is called with the name of each module that is given
 */
export function nodeBuiltins(folder: string, packages: readonly string[], given: (name: string) => void): Plugin {
  const isOfThem = (importer: string) => {
    const path = importer.replaceAll(sep, "/");
    return packages.some((one) => (one === "" ? !path.includes("/node_modules/") : path.includes(`/${one.replace(/^(\.\.\/)+/, "")}`)));
  };
  return {
    name: "node-builtins",
    setup(build) {
      build.onResolve({ filter: /^[\w:/]+$/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === SELF || !isBuiltin(path) || !isOfThem(importer)) return undefined;
        // A package that is installed by the name of a module comes first. A `browser` field comes first too.
        const found = await build.resolve(path, { importer, resolveDir, pluginData: SELF, ...(kind !== undefined && { kind }) });
        if (found.errors.length === 0 && !found.external) return undefined;
        const name = path.replace(/^node:/, "");
        given(name);
        return REPLACED[name] === undefined ? { path: name, namespace: NAMESPACE } : { path: REPLACED[name] };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({ contents: emptyModule(path), resolveDir: folder }));
    },
  };
}

const NAMESPACE = "node-builtin";
/** Marks a question of this plugin's own. */
const SELF = Symbol("node-builtins");

/**
 * Returns a module whose every member can be constructed and extended, because packages do so while they load, and throws when it is called.
 * The members are behind the prototype: esbuild copies it for an importer that is an ES module.
 */
const emptyModule = (name: string): string => `
  if (typeof globalThis.process === "undefined") {
    globalThis.process = { env: {}, argv: [], version: "", versions: {}, platform: "browser", browser: true, nextTick: (act, ...given) => void Promise.resolve().then(() => act(...given)) };
  }
  const empty = (path) => new Proxy(function () {}, {
    get: (target, key) => typeof key === "symbol" || key === "then" || key === "__esModule" || key in target ? target[key] : empty(path + "." + key),
    apply() { throw new Error(path + " is empty: an extension has none of Node's modules."); },
    construct: (target, given, made) => Reflect.construct(Object, [], made),
  });
  module.exports = ${name === "process" ? "globalThis.process" : `Object.create(empty(${JSON.stringify(name)}))`};
`;
