// Uses the package in pages and Web Workers, as unbundled modules and as one script, with a policy that allows WebAssembly and with one that
// forbids it.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { afterAll, beforeAll, expect } from "vitest";
import { browsers, type BrowserChoice } from "./browsers";
import { page } from "./bundle-tools";
import { clientEntries, entries, REFUSES } from "./cell";
import { browserCells } from "./page-cells";
import { ALLOWING, expectRightWhereForbidden, expectToWork, FORBIDDING, inPage, visit, type Use } from "./page-policies";
import { folderOf, project, tarballFolder, type Project } from "./project";
import { serveFolder, type ServedFolder } from "./serve-folder";
import { serveEmulator, type RunningServer } from "./serve-program";
import { webkit } from "./webkit";

let sources: Project;
let emulator: RunningServer;
const served = new Map<string, ServedFolder>();

const ALLOWING_IN_FRAMES = ALLOWING.replace("'self'", "http://127.0.0.1:*");
const FORBIDDING_IN_FRAMES = FORBIDDING.replace("'self'", "http://127.0.0.1:*");

beforeAll(async () => {
  sources = await project("pages");
  for (const entry of clientEntries) {
    sources.use(entry, folderOf(entry));
    writeModules(entry);
    await writeScripts(entry);
  }
  emulator = await serveEmulator();
  for (const policy of [ALLOWING, FORBIDDING, ALLOWING_IN_FRAMES, FORBIDDING_IN_FRAMES])
    served.set(policy, await serveFolder(sources.folder, { policy }));
}, 900_000);

afterAll(async () => {
  await Promise.all([...served.values(), emulator].map((running) => running?.close()));
});

/** Modules for browsers, with addresses instead of the package's entries. */
function writeModules(entry: string) {
  const { exports } = JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));
  const address = (entry: string) =>
    join("/node_modules/stripe-secret-store", exports[entry.replace("stripe-secret-store", ".")].import.default);
  const from = join(sources.folder, folderOf(entry));
  const to = join(from, "modules");
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((name) => name.endsWith(".mjs"))) {
    const text = readFileSync(join(from, name), "utf8");
    writeFileSync(
      join(to, name),
      text.replace(/"(stripe-secret-store[^"]*)"/g, (_, entry) => JSON.stringify(address(entry))),
    );
  }
  writeFileSync(join(to, "index.html"), page("page.mjs"));
}

/** Writes classic scripts, each with all of its code. */
async function writeScripts(entry: string) {
  const from = join(sources.folder, folderOf(entry));
  const to = join(from, "scripts");
  const entryPoints = ["page.mjs", "worker.mjs", "framed.mjs"].map((name) => join(from, name));
  const { warnings } = await esbuild.build({ entryPoints, outdir: to, bundle: true, format: "iife", logLevel: "silent" });
  expect(warnings).toEqual([]);
  writeFileSync(join(to, "index.html"), page("page.js"));
  writeFileSync(join(to, "framed.html"), page("framed.js"));
}

/** Runs in a worker that the page starts. */
const inWorker =
  (type: WorkerType, file: string): Use =>
  (page, server) =>
    page.evaluate(
      (file, type, server) =>
        new Promise<string>((resolve, reject) => {
          const worker = new Worker(file, { type });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message || `${file} could not be loaded`));
          worker.postMessage(server);
        }),
      file,
      type,
      server,
    );

/** Runs in a frame without an origin, as an extension does. */
const inFrame: Use = (page, server) =>
  page.evaluate(
    (server) =>
      new Promise<string>((resolve) => {
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts");
        frame.src = "framed.html";
        frame.onload = () => frame.contentWindow!.postMessage(server, "*");
        globalThis.onmessage = ({ data }) => resolve(data);
        document.documentElement.append(frame);
      }),
    server,
  );

interface Place {
  environment: string;
  folder: string;
  use: Use;
  allowing?: string;
  forbidding?: string;
  choices?: BrowserChoice[];
  /** `false` if the emulator's server refuses its requests, since any web page can have a frame without an origin. */
  hasOrigin?: boolean;
}

const PLACES: Place[] = [
  { environment: "Page, modules without a bundler", folder: "modules", use: inPage },
  { environment: "Page, one script", folder: "scripts", use: inPage },
  { environment: "Web Worker, module", folder: "modules", use: inWorker("module", "worker.mjs") },
  { environment: "Web Worker, classic script", folder: "scripts", use: inWorker("classic", "worker.js") },
  // sandbox.test.ts has Stripe's own frame in the other browsers. In WebKit 2.50 `'self'` matches nothing without an origin, so the policies name the server.
  {
    environment: "Sandboxed frame",
    folder: "scripts",
    use: inFrame,
    allowing: ALLOWING_IN_FRAMES,
    forbidding: FORBIDDING_IN_FRAMES,
    choices: [webkit],
    hasOrigin: false,
  },
];

const testing = entries.find((entry) => entry.endsWith("/testing"))!;

for (const place of PLACES) {
  const {
    environment,
    folder,
    use,
    allowing = ALLOWING,
    forbidding = FORBIDDING,
    choices = [...browsers, webkit],
    hasOrigin = true,
  } = place;
  const url = (policy: string, entry: string) => `${served.get(policy)!.origin}/${folderOf(entry)}/${folder}/index.html`;
  const row = (policy: string, entry: string) => ({ group: "Browsers", environment: `${environment}, \`${policy}\``, entry }) as const;

  for (const entry of clientEntries) {
    browserCells(row(allowing, entry), (browser) => expectToWork(browser, url(allowing, entry), entry, use), choices);
    // Only the refusal needs no emulator.
    if (!hasOrigin && !entry.endsWith("/wasm")) continue;
    browserCells(
      row(forbidding, entry),
      (browser) => expectRightWhereForbidden(browser, url(forbidding, entry), entry, use, emulator.origin),
      choices,
    );
  }

  // The emulator can be imported without WebAssembly, but its error says what to do instead.
  browserCells(
    row(forbidding, testing),
    async (browser) => {
      const { answer, errors } = await visit(browser, url(forbidding, clientEntries[0]!), use);
      expect(answer).toMatch(/connectEmulator/);
      expect(errors).toEqual([]);
      return REFUSES;
    },
    choices,
  );
}
