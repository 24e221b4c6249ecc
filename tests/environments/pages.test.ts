// Uses the package in pages and Web Workers, as unbundled modules and as one script, with a policy that allows WebAssembly and with one that
// forbids it.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { afterAll, beforeAll, expect } from "vitest";
import { page } from "./bundle-tools";
import { clientEntries, entries, REFUSES } from "./cell";
import { browserCells } from "./page-cells";
import { ALLOWING, expectRightWhereForbidden, expectToWork, FORBIDDING, inPage, visit, type Use } from "./page-policies";
import { folderOf, project, tarballFolder, type Project } from "./project";
import { serveFolder, type ServedFolder } from "./serve-folder";
import { serveEmulator, type RunningServer } from "./serve-program";

let sources: Project;
let emulator: RunningServer;
const served = new Map<string, ServedFolder>();

beforeAll(async () => {
  sources = await project("pages");
  for (const entry of clientEntries) {
    sources.use(entry, folderOf(entry));
    writeModules(entry);
    await writeScripts(entry);
  }
  emulator = await serveEmulator();
  for (const policy of [ALLOWING, FORBIDDING]) served.set(policy, await serveFolder(sources.folder, { policy }));
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

/** Classic scripts, each with all of its code. */
async function writeScripts(entry: string) {
  const from = join(sources.folder, folderOf(entry));
  const to = join(from, "scripts");
  const entryPoints = [join(from, "page.mjs"), join(from, "worker.mjs")];
  const { warnings } = await esbuild.build({ entryPoints, outdir: to, bundle: true, format: "iife", logLevel: "silent" });
  expect(warnings).toEqual([]);
  writeFileSync(join(to, "index.html"), page("page.js"));
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

const PLACES: { environment: string; folder: string; use: Use }[] = [
  { environment: "Page, modules without a bundler", folder: "modules", use: inPage },
  { environment: "Page, one script", folder: "scripts", use: inPage },
  { environment: "Web Worker, module", folder: "modules", use: inWorker("module", "worker.mjs") },
  { environment: "Web Worker, classic script", folder: "scripts", use: inWorker("classic", "worker.js") },
];

const testing = entries.find((entry) => entry.endsWith("/testing"))!;

for (const { environment, folder, use } of PLACES) {
  const url = (policy: string, entry: string) => `${served.get(policy)!.origin}/${folderOf(entry)}/${folder}/index.html`;
  const row = (policy: string, entry: string) => ({ group: "Browsers", environment: `${environment}, \`${policy}\``, entry }) as const;

  for (const entry of clientEntries) {
    browserCells(row(ALLOWING, entry), (browser) => expectToWork(browser, url(ALLOWING, entry), entry, use));
    browserCells(row(FORBIDDING, entry), (browser) =>
      expectRightWhereForbidden(browser, url(FORBIDDING, entry), entry, use, emulator.origin),
    );
  }

  // The emulator can be imported without WebAssembly, but its error says what to do instead.
  browserCells(row(FORBIDDING, testing), async (browser) => {
    const { answer, errors } = await visit(browser, url(FORBIDDING, clientEntries[0]!), use);
    expect(answer).toMatch(/connectEmulator/);
    expect(errors).toEqual([]);
    return REFUSES;
  });
}
