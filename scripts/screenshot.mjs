// Takes docs/page.png, docs/page-dark.png and docs/full-page.png, the pictures of the local Dashboard: `node scripts/screenshot.mjs`, after the
// package is built. The secrets of the two apps in it are those of the diagram in Stripe's guide to the Secret Store.

import { join } from "node:path";
import { runnerImport } from "vite";
import { openChromium } from "./chromium.mjs";
import { emulatorBinary, startEmulator } from "./emulator.mjs";
import { root } from "./process.mjs";

const WIDE = { width: 1280, height: 930 };

const www = join(root, "www");
const { module } = await runnerImport(join(root, "examples", "start.ts"), { configFile: false, root: www, logLevel: "error" });
const server = await startEmulator(await emulatorBinary("debug"), ["--port", "0", "--world", join(www, "world.toml")]);
const example = await module.EXAMPLES["secret-store"]({ emulator: server.url });
const browser = await openChromium();

try {
  const page = await browser.newPage({ viewport: WIDE, deviceScaleFactor: 1.25, reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  await page.goto(example.page);
  for (const [scope, name, expires] of [
    ["The account's", "company_settings", "Never"],
    ["Mine alone", "dropbox_refresh", "Never"],
    ["Mine alone", "dropbox_access", "In 1 hour"],
  ]) {
    await page.getByLabel("Scope").selectOption(scope);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Token").fill("made-up");
    await page.getByLabel("Expires").selectOption(expires);
    await page.getByRole("button", { name: "Store", exact: true }).click();
    await page.getByRole("button", { name: `Delete ${name}`, exact: true }).waitFor();
  }
  await page.getByLabel("Name to find").fill("dropbox_access");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page
    .getByRole("heading", { name: "dropbox_access" })
    .or(page.getByText("made-up", { exact: true }))
    .first()
    .waitFor();
  // The page highlights a new event for a moment.
  await page.locator("[data-effect]").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.activeElement?.blur());
  for (const [colorScheme, name] of [
    ["light", "page.png"],
    ["dark", "page-dark.png"],
  ]) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(root, "docs", name) });
    console.log(`wrote docs/${name}`);
  }
  await takeFullPage();
} finally {
  await browser.close();
  await example.close();
  server.child.kill();
}

/** Takes the picture of a full-page app: the one of the tests. */
async function takeFullPage() {
  const extension = join(root, "tests", "dashboard", "projects", "full-page");
  const dashboard = await module.startDashboard({ emulator: server.url, extension });
  try {
    const page = await browser.newPage({ viewport: WIDE, deviceScaleFactor: 1.25, reducedMotion: "reduce", colorScheme: "light" });
    await page.goto(`${dashboard.page}/app/com.example.full-page`);
    await page.getByRole("heading", { name: "Nights" }).waitFor();
    await page.screenshot({ path: join(root, "docs", "full-page.png") });
    console.log("wrote docs/full-page.png");
  } finally {
    await dashboard.close();
  }
}
