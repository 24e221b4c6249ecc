// Bundles applications that import the package with default settings. They must run in the browsers and in Node, and no bundler may warn.

import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { OpenBrowser } from "./browsers";
import { bundle, BUNDLERS, type Bundler } from "./bundle-tools";
import { backendOf, cell, clientEntries, expected } from "./cell";
import { browserCells } from "./page-cells";
import { ALLOWING, expectRightWhereForbidden, expectToWork, FORBIDDING, inItsWorker, inPage, type Use } from "./page-policies";
import { folderOf, project, type Project } from "./project";
import { serveFolder } from "./serve-folder";
import { serveBinary, serveEmulator, type RunningServer } from "./serve-program";

let sources: Project;
let emulator: RunningServer;

/** The entries without the emulator. */
const smallFolderOf = (entry: string) => `${folderOf(entry)}-small`;

beforeAll(async () => {
  sources = await project("bundlers");
  const pages = join(import.meta.dirname, "projects/pages");
  for (const entry of clientEntries) {
    for (const folder of [folderOf(entry), smallFolderOf(entry)]) {
      sources.use(entry, folder);
      const to = join(sources.folder, folder);
      for (const file of readdirSync(pages)) if (!file.startsWith("package")) cpSync(join(pages, file), join(to, file));
      if (folder === smallFolderOf(entry)) cpSync(join(to, "emulator-elsewhere.mjs"), join(to, "emulator.mjs"));
    }
  }
  emulator = await serveEmulator();
}, 900_000);

afterAll(() => emulator?.close());

/** Declares cells in the browsers, and in workers if the bundler finds them. */
function cells(
  environment: string,
  workers: boolean,
  entry: string,
  run: (browser: OpenBrowser, use: Use, versions: Record<string, string>) => Promise<void>,
) {
  browserCells({ group: "Bundlers and frameworks", environment, entry }, (browser, versions) => run(browser, inPage, versions));
  if (!workers) return;
  browserCells({ group: "Bundlers and frameworks", environment: `${environment}, Web Worker`, entry }, (browser, versions) =>
    run(browser, inItsWorker, versions),
  );
}

/** Bundles the sources with an entry, once. */
function output(bundler: Bundler, entry: string) {
  let bundled: Promise<string> | undefined;
  return (versions: Record<string, string>) => {
    for (const name of bundler.packages) versions[name] = sources.version(name);
    return (bundled ??= bundle(bundler, sources, bundler.warnsOfSize ? smallFolderOf(entry) : folderOf(entry)));
  };
}

for (const bundler of BUNDLERS.filter(({ makes }) => makes === "page")) {
  for (const entry of clientEntries) {
    const bundled = output(bundler, entry);
    const policy = (policy: string) => [policy, bundler.needs].join(" ");
    cells(bundler.environment, bundler.findsWorkers ?? false, entry, async (browser, use, versions) => {
      const folder = await bundled(versions);
      await served(folder, policy(ALLOWING), (url) => expectToWork(browser, url, entry, use, bundler.warnsOfSize ? emulator.origin : ""));
      // A policy that allows evaluating text allows compiling WebAssembly too.
      if (bundler.needs === "'unsafe-eval'") return;
      await served(folder, policy(FORBIDDING), (url) => expectRightWhereForbidden(browser, url, entry, use, emulator.origin));
    });
  }
}

async function served(folder: string, policy: string, visit: (url: string) => Promise<unknown>) {
  const server = await serveFolder(folder, { policy });
  try {
    await visit(`${server.origin}/index.html`);
  } finally {
    server.close();
  }
}

for (const entry of clientEntries) {
  let started: Promise<RunningServer> | undefined;
  // Its cache has another tarball of the same version.
  const start = () => serveBinary(sources, "vite", [folderOf(entry), "--force", "--host", "127.0.0.1", "--port", "0"]);
  afterAll(async () => (await started)?.close());

  cells("Vite 8, development", true, entry, async (browser, use, versions) => {
    versions.vite = sources.version("vite");
    const server = await (started ??= start());
    await expectToWork(browser, `${server.origin}/index.html`, entry, use);
    expect(server.output()).not.toMatch(/warn|error/i);
  });
}

for (const bundler of BUNDLERS.filter(({ makes }) => makes === "program")) {
  for (const entry of clientEntries) {
    const bundled = output(bundler, entry);
    cell({ group: "Bundlers and frameworks", environment: bundler.environment, entry }, async (versions) => {
      const folder = await bundled(versions);
      versions.Node = process.versions.node;
      expect((await sources.run(process.execPath, [join(folder, bundler.output!)])).trim()).toBe(expected(backendOf(entry)));
    });
  }
}
