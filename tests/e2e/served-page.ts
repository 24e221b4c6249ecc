// Builds and serves the page, and starts the browser that drives it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("../../www", import.meta.url));

// No sandbox, because tests run as root in containers; and nothing that would reach for the network by itself.
export const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface ServedPage {
  browser: Browser;
  /** Where the page is, such as `http://127.0.0.1:4173`. */
  origin: string;
  close(): Promise<void>;
}

export async function servePage(): Promise<ServedPage> {
  const outDir = await mkdtemp(join(tmpdir(), "stripe-secret-store-www-"));
  const shared = { root, configFile: join(root, "vite.config.ts"), logLevel: "error" } as const;
  await build({ ...shared, build: { outDir, emptyOutDir: true } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("Vite's preview server gave no address");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: BROWSER_ARGS,
  });
  return {
    browser,
    origin: new URL(address).origin,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
