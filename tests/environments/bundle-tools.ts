// Runs bundlers by their command lines with defaults: no plug-in for WebAssembly, no polyfill, no loader, no configuration file.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Project } from "./project";

export interface Bundler {
  /** The row of the table. */
  environment: string;
  /** The packages that do the work. */
  packages: string[];
  /** Its output: a page with its script or modules, or a program. */
  makes: "page" | "program";
  /** Returns its command line for the sources in the folder `from` and an output in the folder `to`. */
  command(from: string, to: string): string[];
  /** The name of its output for the source, or undefined if that is a whole page. */
  output?: string;
  /** `true` if it finds a worker by `new Worker(new URL("./worker.mjs", import.meta.url))`. */
  findsWorkers?: boolean;
  /** `true` if it warns about the size of an application with the emulator, which is only for tests. */
  warnsOfSize?: boolean;
  /** The sources that a page's policy has to allow too, for every bundle. */
  needs?: "'unsafe-eval'" | "'unsafe-inline'";
  /** Matches its output without warnings. */
  silence: RegExp;
}

type Format = "esm" | "iife" | "cjs";

/** Browsers and Node take the type of a file from its name. */
const outputOf = (format: Format) => `output.${{ esm: "mjs", iife: "js", cjs: "cjs" }[format]}`;
const sourceOf = (makes: Bundler["makes"]) => (makes === "page" ? "page.mjs" : "program.mjs");
const suffix = (makes: Bundler["makes"]) => (makes === "program" ? ", for Node" : "");

function webpack(mode: "production" | "development", makes: Bundler["makes"]): Bundler {
  const isPage = makes === "page";
  const target = isPage ? [] : ["--target", "node"];
  const source = isPage ? "with-worker.mjs" : "program.mjs";
  return {
    environment: `webpack 5, ${mode}${suffix(makes)}`,
    packages: ["webpack"],
    makes,
    command: (from, to) => ["webpack", "--mode", mode, ...target, "--entry", `./${from}/${source}`, "-o", to, "--stats", "errors-warnings"],
    output: "main.js",
    findsWorkers: isPage,
    ...(mode === "production" && isPage ? { warnsOfSize: true } : {}),
    ...(mode === "development" ? { needs: "'unsafe-eval'" } : {}),
    silence: /^webpack compiled successfully$/,
  };
}

function rollup(format: Format, makes: Bundler["makes"]): Bundler {
  const output = outputOf(format);
  return {
    environment: `Rollup 4, ${format}${suffix(makes)}`,
    packages: ["rollup", "@rollup/plugin-node-resolve"],
    makes,
    command: (from, to) => [
      "rollup",
      `./${from}/${sourceOf(makes)}`,
      "-p",
      "node-resolve",
      "-f",
      format,
      "-o",
      `${to}/${output}`,
      "--failAfterWarnings",
    ],
    output,
    silence: /^\n?\S+ → \S+\.\.\.\ncreated \S+ in \S+$/,
  };
}

function esbuild(format: Format, makes: Bundler["makes"]): Bundler {
  const output = outputOf(format);
  const platform = makes === "program" ? ["--platform=node"] : [];
  return {
    environment: `esbuild 0.28, ${format}${suffix(makes)}`,
    packages: ["esbuild"],
    makes,
    command: (from, to) => [
      "esbuild",
      `./${from}/${sourceOf(makes)}`,
      "--bundle",
      ...platform,
      `--format=${format}`,
      `--outfile=${to}/${output}`,
      "--log-level=warning",
    ],
    output,
    silence: /^$/,
  };
}

/** The bundler of an application that is rendered on a server. Packages stay outside. */
const viteForServers: Bundler = {
  environment: "Vite 8, for a server",
  packages: ["vite"],
  makes: "program",
  command: (from, to) => ["vite", "build", from, "--ssr", "program.mjs", "--outDir", `../${to}`, "--emptyOutDir", "--logLevel", "warn"],
  output: "program.mjs",
  silence: /^$/,
};

export const BUNDLERS: Bundler[] = [
  {
    environment: "Vite 8, build",
    packages: ["vite"],
    makes: "page",
    findsWorkers: true,
    warnsOfSize: true,
    command: (from, to) => ["vite", "build", from, "--outDir", `../${to}`, "--emptyOutDir", "--logLevel", "warn"],
    silence: /^$/,
  },
  webpack("production", "page"),
  webpack("development", "page"),
  rollup("esm", "page"),
  rollup("iife", "page"),
  esbuild("esm", "page"),
  esbuild("iife", "page"),
  {
    environment: "Parcel 2, build",
    packages: ["parcel"],
    makes: "page",
    findsWorkers: true,
    // It writes a map of workers into the page.
    needs: "'unsafe-inline'",
    command: (from, to) => ["parcel", "build", `${from}/index.html`, "--dist-dir", to, "--no-cache", "--log-level", "warn"],
    silence: /^$/,
  },
  viteForServers,
  webpack("production", "program"),
  rollup("esm", "program"),
  rollup("cjs", "program"),
  esbuild("esm", "program"),
  esbuild("cjs", "program"),
];

/** Bundles the sources in a folder of the project without a warning, and returns the folder with the page or program. */
export async function bundle({ command, output, makes, silence, environment }: Bundler, project: Project, from: string): Promise<string> {
  const to = `${from}-${environment.replace(/\W+/g, "-")}`;
  const [program = "", ...args] = command(from, to);
  // Some write their warnings to one stream, some to the other.
  const written = await project.run("sh", ["-c", `exec "$0" "$@" 2>&1`, join("node_modules/.bin", program), ...args], { NO_COLOR: "1" });
  expect(written.trim()).toMatch(silence);
  const folder = join(project.folder, to);
  if (makes === "page" && output) writeFileSync(join(folder, "index.html"), page(output));
  return folder;
}

/** Returns a page with a script. Its name decides the type. */
export const page = (script: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8" /><title>A page</title><link rel="icon" href="data:," />` +
  `<script ${script.endsWith(".mjs") ? `type="module"` : "defer"} src="./${script}"></script></html>`;
