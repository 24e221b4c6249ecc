// One's own extension: a script or a folder that is watched, or a file that is dropped on the page.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { startDashboard } from "../../../www/examples/start";
import { alerts, button, extension, shows, signIn, testOf } from "../../examples/example";
import { build, GENERATIONS, PROJECT } from "./generations";

const test = testOf(startDashboard);
const [, current] = GENERATIONS;

const template = () => build(PROJECT("template"), current!, "ext.min.js");
const change = (path: string, from: string, to: string) => writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
const choose = (page: Page, name: string, text: string) =>
  page.getByLabel("Run a file…").setInputFiles({ name, mimeType: "text/javascript", buffer: Buffer.from(text) });

test("a script that changes is run anew, for the same user in the same view", async ({ drive }) => {
  const path = await build(PROJECT("components"), current!, "ext.js");
  const { page } = await drive({ extension: path });
  await page.getByLabel("View").selectOption("Settings");
  await signIn(page, "User 2");
  await shows(page, "heard: nothing");
  change(path, "heard: ", "heard anew: ");
  await shows(page, "heard anew: nothing");
  expect(await page.getByLabel("View").inputValue()).toBe("settings");
  expect(await page.getByRole("radio", { name: "User 2" }).isChecked()).toBe(true);
  change(path, "(() => {", "(() => }{");
  await alerts(page, /It is no script that can be run/);
  change(path, "(() => }{", "(() => {");
  await shows(page, "heard anew: nothing");
});

test("a folder whose sources change is bundled anew, and said to be wrong where it is", async ({ drive }) => {
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

test("a file that is chosen runs at once, goes nowhere, and is there after a reload until it is given up", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await shows(page, /^This is src\/views\/App\.tsx/);
  const sent: string[] = [];
  page.on("request", (request) => void sent.push(request.postData() ?? ""));
  const dropped = readFileSync(await build(PROJECT("components"), current!, "ext.min.js"), "utf8");
  await choose(page, "ext.min.js", dropped);
  await shows(page, "text of Box");
  await page.reload();
  await shows(page, "text of Box");
  await button(page, "Give up the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
  expect(sent.filter((body) => body.includes("text of Box"))).toEqual([]);
});

test("a file that is dropped on the extension runs in its place", async ({ drive }) => {
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

test("an app that the world has not runs as the one that is chosen", async ({ drive }) => {
  const driven = await drive({ extension: await build(PROJECT("stripe-node"), current!, "ext.min.js") });
  const { page, emulator } = driven;
  await page.getByText("Runs as Installed App A (app_a), because the emulator’s world has no com.example.stripe-node.").waitFor();
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
const WRONG: [what: string, script: string, said: RegExp][] = [
  ["no script", "<!doctype html><title>A page</title>", /It is no script that can be run: /],
  ["a syntax error", "var __StripeExtExports = (() => {", /It is no script that can be run: Unexpected end of input/],
  ["a module", `export default function App() {}`, /It is no script that can be run: .*export/],
  ["a script that is no bundle", "console.log('hello')", /It is no bundle of an extension: .*__StripeExtExports/],
  ["a bundle that throws when it is started", "throw new Error('not today')", /It threw when it was started: not today/],
  ["a bundle that wants what the sandbox has not", `require("react-dom")`, /It threw when it was started: .*does not provide react-dom/],
  ["a bundle without a manifest", "var __StripeExtExports = { App() {} }", /It exports no manifest/],
  ["a manifest without a view", bundle(`{ id: "a", ui_extension: { views: [] } }`), /Its manifest names no view/],
  [
    "a manifest with a view that is not there",
    bundle(`{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "Settings" }] } }`),
    /Its manifest names the view Settings, which it does not export/,
  ],
  [
    "a manifest whose policy would end the frame's",
    bundle(
      `{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "App" }], content_security_policy: { "connect-src": ["https://a.example; script-src *"] } } }`,
    ),
    /Its manifest names “https:\/\/a\.example; script-src \*” as a source, which is none/,
  ],
];

test("a file that is no extension is told from others, and what was there before can be had again", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  for (const [what, script, said] of WRONG) {
    await choose(page, "wrong.js", script);
    await alerts(page, said).catch((error) => {
      throw new Error(`${what}: ${error.message}`);
    });
  }
  await button(page, "Give up the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
});

test("a script that does not come to an end when it is started is said not to, and the page goes on", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await choose(page, "endless.js", "for (;;);");
  await extension(page).getByText("It was not over with starting after 15 seconds.").waitFor({ timeout: 40_000 });
  await button(page, "Give up the file").click();
  await shows(page, /^This is src\/views\/App\.tsx/);
});

test("a bundle that says nothing of its SDK runs over React 18, which is said", async ({ drive }) => {
  const { page } = await drive({ extension: await template() });
  await choose(page, "old.js", bundle(`{ id: "a", ui_extension: { views: [{ viewport: "settings", component: "App" }] } }`));
  await page.getByText("18, for want of an SDK_VERSION").waitFor();
});
