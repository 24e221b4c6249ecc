// Uses the package in Node as other bundlers and minifiers write it: one bundle with every entry for each of them.

import { beforeAll } from "vitest";
import { resultsIn, row, writeEveryEntry, type Results } from "./every-entry";
import { project, type Project } from "./project";
import { TERSER_UNSAFE } from "./unsafe-options";

let tools: Project;

beforeAll(async () => {
  tools = await project("build-tools");
  writeEveryEntry(tools);
  // Minifiers take this bundle.
  const options = ["--bundle", "--platform=node", "--format=esm", "--outfile=program.bundle.mjs", "--log-level=warning"];
  await tools.run("esbuild", ["program.mjs", ...options]);
}, 600_000);

/** Declares a row of a program that writes `output`, which Node then runs. */
function tool(environment: string, packages: string[], output: string, [program = "", ...args]: string[], missing?: string) {
  row({ group: "Bundlers and frameworks", environment, missing }, async (versions): Promise<Results> => {
    for (const name of packages) versions[name] = tools.version(name);
    versions.Node = process.versions.node;
    await tools.run(program, args);
    const [results = {}] = resultsIn(await tools.run(process.execPath, [output]));
    return results;
  });
}

tool("rspack 2, production, for Node", ["@rspack/core"], "rspack/main.js", [
  "rspack",
  "build",
  "--config",
  "rspack.config.cjs",
  "-o",
  "rspack",
]);
tool("rolldown 1, for Node", ["rolldown"], "rolldown.mjs", [
  "rolldown",
  "program.mjs",
  "-o",
  "rolldown.mjs",
  "--platform",
  "node",
  "--minify",
]);
tool("Metro 0.83", ["metro"], "metro.js", [
  "metro",
  "build",
  "program.mjs",
  "--out",
  "metro",
  "--config",
  "metro.config.cjs",
  "--platform",
  "web",
  "--minify",
  "false",
]);

const minifier = (name: string, options: object) => [process.execPath, "minify.mjs", name, `${name}.mjs`, JSON.stringify(options)];
tool("terser 5, every unsafe option", ["terser"], "terser.mjs", minifier("terser", TERSER_UNSAFE));
tool("swc 1, every unsafe option", ["@swc/core"], "swc.mjs", minifier("swc", TERSER_UNSAFE));

const CLOSURE = "google-closure-compiler-linux";
tool(
  "Closure Compiler, simple",
  [CLOSURE],
  "closure.mjs",
  [
    `node_modules/${CLOSURE}/compiler`,
    ...["--compilation_level", "SIMPLE", "--language_in", "UNSTABLE", "--language_out", "NO_TRANSPILE", "--warning_level", "QUIET"],
    ...["--js", "program.bundle.mjs", "--js_output_file", "closure.mjs"],
  ],
  process.platform === "linux" && process.arch === "x64" ? undefined : "its program is for Linux on x64",
);
