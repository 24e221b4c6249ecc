// Uses the package in the server and pages of a Next.js application.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { backendOf, cell, clientEntries, expected } from "./cell";
import { browserCells } from "./page-cells";
import { folderOf, project, type Project } from "./project";
import { serveBinary, type RunningServer } from "./serve-program";

describe("Next.js", () => {
  const QUIET = { NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  let application: Project;
  let server: RunningServer;
  let written: string;

  beforeAll(async () => {
    application = await project("next");
    // Each entry has a page. One build makes all of them, because a build takes long.
    for (const built of ["app", ".next"]) rmSync(join(application.folder, built), { recursive: true, force: true });
    // On a CI machine Next.js warns if its cache is missing. A warning here must be about our package.
    mkdirSync(join(application.folder, ".next/cache"), { recursive: true });
    for (const entry of clientEntries) application.use(entry, join("app", folderOf(entry)));
    written = await application.run("sh", ["-c", "exec node_modules/.bin/next build 2>&1"], QUIET);
    server = await serveBinary(application, "next", ["start", "--port", "0", "--hostname", "127.0.0.1"], QUIET);
  }, 900_000);

  afterAll(() => server?.close());

  const note = (versions: Record<string, string>) => {
    for (const name of ["next", "react"]) versions[name] = application.version(name);
    versions.Node = process.versions.node;
    expect(written).not.toMatch(/warn|⚠/i);
  };

  for (const entry of clientEntries) {
    cell({ group: "Bundlers and frameworks", environment: "Next.js 16, route handler", entry }, async (versions) => {
      note(versions);
      const response = await fetch(`${server.origin}/${folderOf(entry)}/api`);
      expect(await response.text()).toBe(expected(backendOf(entry)));
    });

    cell({ group: "Bundlers and frameworks", environment: "Next.js 16, server component", entry }, async (versions) => {
      note(versions);
      const html = await (await fetch(`${server.origin}/${folderOf(entry)}`)).text();
      const text = /<p id="server">(.*?)<\/p>/s.exec(html)?.[1]?.replaceAll("&quot;", `"`);
      expect(text).toBe(expected(backendOf(entry)));
    });

    browserCells({ group: "Bundlers and frameworks", environment: "Next.js 16, client component", entry }, async (browser, versions) => {
      note(versions);
      const page = await browser.newPage(`${server.origin}/${folderOf(entry)}`);
      try {
        const answer = await page.evaluate(async () => {
          const paragraph = document.querySelector("#client")!;
          while (!paragraph.textContent) {
            await new Promise((changed) =>
              new MutationObserver(changed).observe(paragraph, { childList: true, characterData: true, subtree: true }),
            );
          }
          return paragraph.textContent;
        });
        expect(answer).toBe(expected(backendOf(entry)));
        expect(page.errors).toEqual([]);
      } finally {
        await page.close();
      }
    });
  }
});
