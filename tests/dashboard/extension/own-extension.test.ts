// One's own extension: a script or a folder that is watched, or a file that is dropped on the page.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { alerts, button, extension, shows, signIn, testOf } from "../../examples/example";
import { rows } from "../dashboard";
import { view, writeApp, writeFiles } from "../folders/app";
import { build, GENERATIONS, PROJECT } from "./generations";

const test = testOf(startDashboard);
const [, current] = GENERATIONS;

const template = () => build(PROJECT("template"), current!, "ext.min.js");
const change = (path: string, from: string, to: string) => writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
const choose = (page: Page, name: string, text: string) =>
  page.getByLabel("Run a file…").setInputFiles({ name, mimeType: "text/javascript", buffer: Buffer.from(text) });

test("restarts a changed script for the same user in the same view", async ({ drive }) => {
  const path = await build(PROJECT("components"), current!, "ext.js");
  const { page } = await drive({ extension: path });
  await page.getByLabel("View").selectOption("Settings");
  await signIn(page, "User 2");
  await shows(page, "heard: nothing");
  change(path, "heard: ", "heard again: ");
  await shows(page, "heard again: nothing");
  expect(await page.getByLabel("View").inputValue()).toBe("settings");
  expect(await page.getByRole("radio", { name: "User 2" }).isChecked()).toBe(true);
  change(path, "(() => {", "(() => }{");
  await alerts(page, /The file is not a valid script/);
  change(path, "(() => }{", "(() => {");
  await shows(page, "heard again: nothing");
});

test("bundles a changed folder again, and reports its errors", async ({ drive }) => {
  const folder = mkdtempSync(join(tmpdir(), "stripe-secret-store-app-"));
  try {
    cpSync(PROJECT("template"), folder, { recursive: true });
    symlinkSync(join(PROJECT("template"), "../../../../node_modules"), join(folder, "node_modules"));
    const { page } = await drive({ extension: folder });
    await shows(page, /^This is src\/views\/App\.tsx/);
    const source = join(folder, "src/views/App.tsx");
    change(source, "This is", "This was");
    await shows(page, /^This was src\/views\/App\.tsx/);
    change(source, "This was", "</Box>");
    await alerts(page, /It could not be bundled: .*src\/views\/App\.tsx/s);
    change(source, "</Box>\n", "This is again\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("runs a folder of version 2 that its bundler warns of, and shows the warning and the permissions", async ({ drive }) => {
  const folder = writeApp(
    {
      "stripe-app.yaml": [
        "id: com.example.second",
        "name: Second",
        "declarations: { stripe_api_access: { permissions: [{ permission: secret_write, purpose: It keeps tokens. }] } }",
        "ui_extension: { views: [{ viewport: settings, component: App }] }",
      ].join("\n"),
      "ui/src/views/App.tsx": view("It runs."),
      "ui/tsconfig.json": { extends: "missing-base" },
    },
    { package: "ui" },
  );
  const { page } = await drive({ extension: folder });
  await shows(page, "It runs.");
  await page
    .getByRole("list", { name: "Notices" })
    .getByText(/^tsconfig\.json, line 2: .*missing-base/)
    .waitFor();
  await page.getByText("Runs as Installed App A (app_a)").waitFor();
  expect(await page.getByText("does not request secret_write").count()).toBe(0);
  writeFiles(folder, { "ui/tsconfig.json": {} });
  await page.getByRole("list", { name: "Notices" }).waitFor({ state: "detached" });
});

test("names the manifest that was read where a script has another id", async ({ drive }) => {
  const worldManifest = { file: "/apps/other/stripe-app.json", id: "com.example.other" };
  const { page } = await drive({ extension: await template(), worldManifest });
  await page.getByText("The world has the app of /apps/other/stripe-app.json, which has the id com.example.other.").waitFor();
});

test("runs a script with the chosen manifest in place of its own", async ({ drive }) => {
  const script = await build(PROJECT("template"), current!, "ext.min.js");
  const views = [{ viewport: "stripe.dashboard.drawer.default", component: "App" }];
  const folder = writeApp({ "stripe-app.dev.json": { id: "com.example.chosen", name: "Chosen", ui_extension: { views } } }, { sdk: null });
  const { page } = await drive({ extension: script, manifest: join(folder, "stripe-app.dev.json") });
  await page.getByText("because the emulator’s world does not have com.example.chosen.").waitFor();
  writeFiles(folder, { "stripe-app.dev.json": { id: "com.example.chosen_again", name: "Chosen", ui_extension: { views } } });
  await page.getByText("because the emulator’s world does not have com.example.chosen_again.").waitFor();
});

test("answers an extension's other requests from files, and logs each with its file", async ({ drive }) => {
  const fixtures = writeApp({ "v1/customers/cus_1.json": { id: "cus_1", object: "customer" } }, { sdk: null });
  const driven = await drive({ extension: await build(PROJECT("stripe-node"), current!, "ext.min.js"), fixtures });
  await button(driven.page, "List customers").click();
  await shows(driven.page, "1 customers");
  await rows(driven.page).filter({ hasText: "200GET /v1/customers from v1/customers/" }).waitFor();
  const { request } = driven.page;
  const { stripe } = (await (await request.get("/config.json")).json()) as { stripe: string };
  await request.get(`${stripe}/v1/customers/cus_9`);
  const missing = rows(driven.page).filter({ hasText: `404GET /v1/customers/cus_9 no file ${fixtures}/v1/customers/cus_9.json` });
  await missing.click();
  await driven.page.getByRole("dialog").getByText("The local Dashboard has no answer to GET /v1/customers/cus_9.").waitFor();
  expect(driven.complaints).toEqual([]);
});

test("runs a selected file at once, and keeps it in the browser until it is closed", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await shows(page, /^This is src\/views\/App\.tsx/);
  const sent: string[] = [];
  page.on("request", (request) => void sent.push(request.postData() ?? ""));
  const dropped = readFileSync(await build(PROJECT("components"), current!, "ext.min.js"), "utf8");
  await choose(page, "ext.min.js", dropped);
  await shows(page, "text of Box");
  await page.reload();
  await shows(page, "text of Box");
  await button(page, "Close the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
  expect(sent.filter((body) => body.includes("text of Box"))).toEqual([]);
});

test("runs a file that is dropped on the extension", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  const text = readFileSync(await build(PROJECT("components"), current!, "ext.min.js"), "utf8");
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "ext.min.js", { type: "text/javascript" }));
    return data;
  }, text);
  await shows(page, /^This is/);
  await extension(page).dispatchEvent("dragover", { dataTransfer: transfer });
  await extension(page).dispatchEvent("drop", { dataTransfer: transfer });
  await shows(page, "text of Box");
  await page.getByText("from ext.min.js").waitFor();
});

test("runs an app that the world does not have as the selected one", async ({ drive }) => {
  const driven = await drive({ extension: await build(PROJECT("stripe-node"), current!, "ext.min.js") });
  const { page, emulator } = driven;
  await page.getByText("Runs as Installed App A (app_a), because the emulator’s world does not have com.example.stripe-node.").waitFor();
  await page.getByLabel("Run as").selectOption("Installed App B");
  await page.getByText("Runs as Installed App B (app_b)").waitFor();
  await button(page, "Store and find").click();
  await shows(page, "found made-up token");
  const [last] = (await emulator.requests()).slice(-1);
  expect(last).toMatchObject({ path: "/v1/apps/secrets/find", caller: { app: "app_b", account: "acct_cactus", user: "usr_1" } });
  await page.reload();
  await page.getByText("Runs as Installed App B (app_b)").waitFor();
});

const bundle = (manifest: string, rest = "") => `"use strict"; var __StripeExtExports = { default: ${manifest}, App: () => null ${rest} };`;
const SETTINGS = `{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "App" }] } }`;
const WRONG: [what: string, script: string, said: RegExp][] = [
  ["not a script", "<!doctype html><title>A page</title>", /The file is not a valid script: /],
  ["a syntax error", "var __StripeExtExports = (() => {", /The file is not a valid script: Unexpected end of input/],
  ["a module", `export default function App() {}`, /The file is not a valid script: .*export/],
  ["a script that is not a bundle", "console.log('hello')", /The script is not an extension's bundle. .*__StripeExtExports/],
  ["a bundle that throws when it is started", "throw new Error('not today')", /The script threw an error when it started: not today/],
  [
    "a bundle that requires an unknown module",
    `require("react-dom")`,
    /The script threw an error when it started: .*does not provide react-dom/,
  ],
  ["a bundle without a manifest", "var __StripeExtExports = { App() {} }", /The script must export its manifest/],
  [
    "a manifest with a view that is not there",
    bundle(`{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "Settings" }] } }`),
    /The manifest names the view Settings, but the script does not export it/,
  ],
  [
    "a manifest whose policy would end the frame's",
    bundle(
      `{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "App" }], content_security_policy: { "connect-src": ["https://a.example; script-src *"] } } }`,
    ),
    /content_security_policy has an invalid source: “https:\/\/a\.example; script-src \*”/,
  ],
];

test("explains why a file is not an extension, and returns to the former one", async ({ drive }) => {
  const { page, complaints } = await drive({ extension: await template() });
  for (const [what, script, said] of WRONG) {
    await choose(page, "wrong.js", script);
    await alerts(page, said).catch((error) => {
      throw new Error(`${what}: ${error.message}`);
    });
  }
  await choose(page, "undefined.js", bundle(SETTINGS).replace("() => null", "() => React.createElement(undefined)"));
  await alerts(page, "The view renders a component that does not exist.");
  expect(complaints.splice(0)).toEqual([expect.stringContaining("React error #130")]);
  await button(page, "Close the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
});

/** Gives the page's next timeout of ten seconds or more a tenth of its time. A script in an endless loop takes a core for as long. */
const shortenNextLimit = (page: Page) =>
  page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = ((act: TimerHandler, milliseconds = 0) => {
      if (milliseconds < 10_000) return setTimeout(act, milliseconds);
      window.setTimeout = setTimeout;
      return setTimeout(act, milliseconds / 10);
    }) as typeof setTimeout;
  });

test("reports a script that never finishes starting, and stays usable", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await shows(page, /^This is src\/views\/App\.tsx/);
  await shortenNextLimit(page);
  await choose(page, "endless.js", "for (;;);");
  await extension(page).getByText("The script did not finish starting within 15 seconds.").waitFor();
  await button(page, "Close the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
});

test("runs a bundle without an SDK_VERSION over React 18, and says so", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await choose(page, "old.js", bundle(SETTINGS));
  await page.getByText("18 (the script exports no SDK_VERSION)").waitFor();
});
