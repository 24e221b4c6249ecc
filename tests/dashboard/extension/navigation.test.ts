// Tests full-page apps: the SDK's router, the page's address, and routes from other views.

import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { button, extension, link, shows, testOf } from "../../examples/example";
import { PROJECT } from "./generations";

const test = testOf((options) => startDashboard({ ...options, extension: PROJECT("full-page") }));
const BASE = "/app/com.example.full-page";

test("follows the extension's navigation in the page's address, with Back, Forward and a reload", async ({ drive }) => {
  const { page, example } = await drive();
  const address = () => page.url().slice(example.page.length);
  await page.getByLabel("View", { exact: true }).selectOption("FullPage");
  await shows(page, "said: nothing");
  expect(address()).toBe(BASE);
  await button(page, "Ann").click();
  await page.getByRole("heading", { name: "guest ann" }).waitFor();
  expect(address()).toBe(`${BASE}/guests/ann`);
  await button(page, "Another guest").click();
  await page.getByRole("heading", { name: "guest b/c d" }).waitFor();
  expect(address()).toBe(`${BASE}/guests/b%2Fc%20d`);
  await button(page, "Sort").click();
  await shows(page, 'search: {"sort":{"by":["name","room"],"empty":"","none":null}}');
  await page.reload();
  await shows(page, 'search: {"sort":{"by":["name","room"],"empty":"","none":null}}');
  await page.goBack();
  await page.getByRole("heading", { name: "guest ann" }).waitFor();
  await shows(page, "search: {}");
  await page.goForward();
  await page.getByRole("heading", { name: "guest b/c d" }).waitFor();
  await button(page, "A file").click();
  await shows(page, "file a/b");
  expect(address()).toBe(`${BASE}/files/a/b`);
});

test("redirects without an entry in the history, and follows breadcrumbs", async ({ drive }) => {
  const { page, example } = await drive();
  await page.goto(`${example.page}${BASE}/guests/ann`);
  await button(page, "The old address").click();
  await page.getByRole("heading", { name: "guest moved" }).waitFor();
  await link(page, "All guests").click();
  await shows(page, "Since");
  expect(page.url()).toBe(`${example.page}${BASE}/guests`);
  await page.goBack();
  await page.getByRole("heading", { name: "guest moved" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "guest ann" }).waitFor();
  await page.goto(`${example.page}${BASE}/no/such/page`);
  await shows(page, "said: nothing");
  await expect.poll(() => page.url()).toBe(`${example.page}${BASE}`);
});

test("opens a route from another view by a link, by a call and by the host, and returns with Back", async ({ drive }) => {
  const { page, example } = await drive();
  const ways = [
    [link(page, "Ann by a link"), "guest ann", `${BASE}/guests/ann?from=home`],
    [button(page, "Ben by a call"), "guest ben", `${BASE}/guests/ben`],
    [button(page, "Ann by the host"), "guest ann", `${BASE}/guests/ann?from=home`],
  ] as const;
  for (const [way, heading, address] of ways) {
    await way.click();
    await page.getByRole("heading", { name: heading }).waitFor();
    expect(page.url()).toBe(example.page + address);
    await page.goBack();
    await link(page, "Ann by a link").waitFor();
    expect(page.url()).toBe(`${example.page}/`);
  }
  expect(await link(page, "Ann by a link").getAttribute("href")).toBe(`${BASE}/guests/ann?from=home`);
  await button(page, "Customers").click();
  await page.getByRole("status", { name: "Messages" }).getByText("“customers”").waitFor();
});

test("moves to a path that is typed in the controls", async ({ drive }) => {
  const { page, example } = await drive();
  await page.goto(`${example.page}${BASE}`);
  await page.getByLabel("Path").fill("guests/typed");
  await page.getByLabel("Path").press("Enter");
  await page.getByRole("heading", { name: "guest typed" }).waitFor();
  const patterns = await page
    .locator("datalist option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(patterns).toEqual(expect.arrayContaining(["/guests/:id", "/files/*"]));
});

test("ignores an address of another app", async ({ drive }) => {
  const { page, example } = await drive();
  await page.goto(`${example.page}/app/com.example.another/guests/ann`);
  await link(page, "Ann by a link").waitFor();
  expect(page.url()).toBe(`${example.page}/`);
});

test("shows charts, tables, tabs and pickers, and notifies the extension", async ({ drive }) => {
  const { page, example } = await drive();
  await page.goto(`${example.page}${BASE}`);
  await page.getByRole("heading", { name: "Nights" }).waitFor();
  await page.getByRole("img", { name: "Bar chart: Nights by month" }).waitFor();
  await page.getByRole("img", { name: "Line chart: nights by month" }).waitFor();
  await page.getByRole("img", { name: "Line chart: Guests", exact: true }).waitFor();
  expect(await page.getByRole("cell", { name: "20", exact: true }).count()).toBeGreaterThan(0);
  await shows(page, "The Cactus");
  await button(page, "Act on the page").click();
  await shows(page, "said: page action");

  await page.getByRole("tab", { name: "Overview" }).focus();
  await page.keyboard.press("ArrowRight");
  await shows(page, "Since");
  expect(page.url()).toBe(`${example.page}${BASE}/guests`);
  const table = page.getByRole("table").first();
  expect(await table.getByRole("row").allInnerTexts()).toMatchObject([
    /Guest.*Since/s,
    /Ann.*Nov 14, 2023.*\$123\.45.*in/s,
    /Ben.*\$5\.00/s,
  ]);
  await button(page, "Next").click();
  await button(page, "Cat").click();
  await shows(page, "said: row g_3");
  await page.getByLabel("Select Cat").check();
  await shows(page, "said: selected g_3");
  await button(page, "Bill").click();
  await shows(page, "said: bill g_3");
  await shows(page, "no rows");

  await page.getByRole("tab", { name: "More" }).click();
  await page.getByLabel("Range").selectOption("Last 3 months");
  await shows(page, 'said: range "last3Months"');
  await page
    .getByLabel("A file", { exact: true })
    .setInputFiles({ name: "receipt.txt", mimeType: "text/plain", buffer: Buffer.from("made up") });
  await shows(page, "said: file receipt.txt 7");
  for (const text of ["<Upcoming>", "title: its title", "label: its label", "its content"]) await shows(page, text);
});

test("passes the object of a detail page, which the controls change", async ({ drive }) => {
  const { page } = await drive();
  await page.getByLabel("View", { exact: true }).selectOption("Payment");
  await shows(page, "payment_intent pi_1MadeUpExampleId in US for en-US admin");
  await page.getByLabel("Object type").selectOption("charge");
  await shows(page, /^charge ch_1MadeUpExampleId in/);
  await page.getByLabel("Object id").fill("ch_of_my_own");
  await shows(page, /^charge ch_of_my_own in/);
  await page.reload();
  await shows(page, /^charge ch_of_my_own in/);
  expect(await extension(page).getByRole("alert").count()).toBe(0);
});
