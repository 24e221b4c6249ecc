// Prints the files that resolvers find in the package: `node resolve.mjs NAME…`. A name that they reject is null.

import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const installed = dirname(require.resolve("stripe-secret-store/package.json"));
const names = process.argv.slice(2);

const webpack4 = require("enhanced-resolve-4").create.sync({
  extensions: [".wasm", ".mjs", ".js", ".json"],
  mainFields: ["browser", "module", "main"],
});
const webpack5 = (kind) => {
  const resolve = require("enhanced-resolve-5").create.sync({
    conditionNames: [kind, "webpack", "development", "browser"],
    mainFields: ["browser", "module", "main"],
  });
  return (name) => resolve(here, name);
};
const Jest27 = require("jest-resolve-27").default;
const typescript = require("typescript-4.9");

/** Returns a resolver of esbuild, which only its plugins can call. */
const esbuild = (esbuild, kind, options) => async (name) => {
  let found;
  await esbuild.build({
    stdin: { contents: "" },
    write: false,
    logLevel: "silent",
    bundle: true,
    ...options,
    plugins: [
      { name: "ask", setup: (build) => build.onStart(async () => void (found = await build.resolve(name, { resolveDir: here, kind }))) },
    ],
  });
  if (found.errors.length > 0) throw new Error(found.errors[0].text);
  return found.path;
};
const [esbuild14, esbuild28] = [require("esbuild-0.14"), require("esbuild")];

const resolvers = {
  "Node, import": (name) => fileURLToPath(import.meta.resolve(name)),
  "Node, require": (name) => require.resolve(name),
  "webpack 4": (name) => webpack4(here, name),
  "webpack 5, import": webpack5("import"),
  "webpack 5, require": webpack5("require"),
  "resolve 1": (name) => require("resolve").sync(name, { basedir: here }),
  "resolve 1, module": (name) =>
    require("resolve").sync(name, {
      basedir: here,
      packageFilter: (manifest) => ({ ...manifest, main: manifest.module ?? manifest.main }),
    }),
  "Jest 27": (name) =>
    Jest27.findNodeModule(name, { basedir: here, extensions: [".js", ".json"], moduleDirectory: ["node_modules"] }) ?? refuse(),
  "esbuild 0.14, import": esbuild(esbuild14, "import-statement", {}),
  "esbuild 0.14, require": esbuild(esbuild14, "require-call", {}),
  "esbuild 0.28, import": esbuild(esbuild28, "import-statement", {}),
  "esbuild 0.28, require": esbuild(esbuild28, "require-call", {}),
  "esbuild 0.28, for Node, main first": esbuild(esbuild28, "import-statement", { platform: "node", mainFields: ["main", "module"] }),
  "esbuild 0.28, conditions of others": esbuild(esbuild28, "import-statement", { conditions: ["worker", "production", "react-native"] }),
  "TypeScript 4.9, node": (name) => {
    const options = { moduleResolution: typescript.ModuleResolutionKind.NodeJs, resolveJsonModule: true };
    return (
      typescript.resolveModuleName(name, join(here, "source.ts"), options, typescript.sys).resolvedModule?.resolvedFileName ?? refuse()
    );
  },
};
function refuse() {
  throw new Error("It is not found.");
}

const found = {};
for (const [resolver, resolve] of Object.entries(resolvers)) {
  found[resolver] = {};
  for (const name of names) {
    try {
      found[resolver][name] = relative(installed, await resolve(name));
    } catch {
      found[resolver][name] = null;
    }
  }
}
console.log(JSON.stringify(found));
