// Takes docs/page.png, the README's picture of the page: `node scripts/screenshot.mjs`, after the package is built.
// The secrets in it are those of the diagram in Stripe's guide to the Secret Store.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("../www", import.meta.url));
const picture = fileURLToPath(new URL("../docs/page.png", import.meta.url));

const outDir = await mkdtemp(join(tmpdir(), "stripe-secret-store-www-"));
const shared = { root, configFile: join(root, "vite.config.ts"), logLevel: "error" };
await build({ ...shared, build: { outDir, emptyOutDir: true } });
const server = await preview({ ...shared, build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});

try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.25 });
  page.setDefaultTimeout(10_000);
  await page.goto(server.resolvedUrls.local[0]);

  async function set(name, value, expires) {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Value", { exact: true }).fill(value);
    await page.getByLabel("Expires").selectOption(expires);
    await page.getByRole("button", { name: "Set secret" }).click();
    await page.getByTestId("slots").getByText(name, { exact: true }).waitFor();
  }

  await page.getByRole("radio", { name: "Account scope" }).check();
  await set("Bar API key", "bar-made-up-key", "Never");
  await page.getByRole("radio", { name: "User scope" }).check();
  await set("Foo API key", "foo-made-up-key", "Never");
  await set("OAuth refresh token", "made-up-refresh-token", "Never");
  await set("OAuth access token", "made-up-access-token", "In 1 hour");
  await page.getByLabel("Name to find").fill("Foo API key");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByTestId("found").waitFor();
  await page.getByLabel("Expires").selectOption("Never");
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: picture, fullPage: true });
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true, force: true });
}
console.log(`wrote ${picture}`);
