// Tests the stand-ins for the SDK's components, and the fallback for other components.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { alerts, button, extension, link, shows, testOf } from "../../examples/example";
import { PROJECT } from "./generations";

const test = testOf((options) => startDashboard({ ...options, extension: PROJECT("components") }));

const view = (page: Page, name: string) => page.getByLabel("View").selectOption(name);
const part = (page: Page, text: string) => extension(page).getByText(text, { exact: true });

test("shows fragments: titles, actions, triggers and footers", async ({ drive }) => {
  const { page } = await drive();
  for (const text of ["Beware", "More of it", "An item", "A property", "its value", "The foot"]) await shows(page, text);
  for (const name of ["Act on it", "Next to it", "Second"]) await button(page, name).waitFor();
});

test("opens an accordion, tabs and a menu, and notifies the extension", async ({ drive }) => {
  const { page } = await drive();
  expect(await part(page, "inside of it").isVisible()).toBe(false);
  await button(page, "More of it below").click();
  await part(page, "inside of it").waitFor();
  await shows(page, "said: open true");

  await shows(page, "the first panel");
  await page.getByRole("tab", { name: "One" }).focus();
  await page.keyboard.press("ArrowRight");
  await shows(page, "the second panel");
  await shows(page, "said: tab two");
  expect(await part(page, "the first panel").count()).toBe(0);

  await button(page, "Open the menu").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await shows(page, "said: menu grouped");
  expect(await page.getByRole("menu").count()).toBe(0);
  await button(page, "Open the menu").press("Enter");
  await page.getByRole("menuitem", { name: "First" }).press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
});

test("closes a focus view after a confirmation", async ({ drive }) => {
  const { page } = await drive();
  await button(page, "Focus").click();
  const focus = page.getByRole("dialog", { name: "In focus" });
  await focus.getByText("what is focused").waitFor();
  await focus.getByRole("button", { name: "Close" }).click();
  await focus.getByRole("button", { name: "Stay" }).click();
  await focus.getByRole("button", { name: "Do it" }).waitFor();
  await focus.getByRole("button", { name: "Close" }).click();
  await focus.getByRole("button", { name: "Leave" }).click();
  await focus.waitFor({ state: "detached" });
});

test("shows chips, tasks and tooltips", async ({ drive }) => {
  const { page } = await drive();
  await button(page, "Remove status: open").click();
  await shows(page, "said: chip closed");
  await button(page, "A task").click();
  await shows(page, "said: task pressed");
  const tip = page.getByRole("tooltip", { includeHidden: true });
  expect(await tip.isVisible()).toBe(false);
  await button(page, "Has a tip").focus();
  await expect.poll(() => tip.isVisible()).toBe(true);
});

test("loads images from the manifest's sources only", async ({ drive }) => {
  const { page, context } = await drive();
  const asked: string[] = [];
  await context.route("https://images.example/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "image/svg+xml", body: `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>` });
  });
  await view(page, "Images");
  const image = page.getByRole("img", { name: "allowed", exact: true });
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(8);
  await shows(page, "not allowed");
  expect(asked).toEqual(["https://images.example/shown/one.png"]);
});

test("saves settings by field name, and notifies the extension of every field's value", async ({ drive }) => {
  const { page } = await drive();
  await view(page, "Settings");
  const heard = (value: unknown) => shows(page, `heard: ${JSON.stringify(value)}`);
  await page.getByLabel("A text").fill("a text");
  await page.getByLabel("A longer text").fill("a longer text");
  await page.getByLabel("A choice").selectOption("The second");
  await heard("b");
  await page.getByLabel("A box").check();
  await heard(true);
  await page.getByRole("switch", { name: "A switch" }).check();
  await shows(page, "switched: on");
  await page.getByLabel("This", { exact: true }).check();
  expect(await page.getByLabel("That").isChecked()).toBe(false);
  await page.getByLabel("That").check();
  await heard("that");
  await page.getByLabel("A day").fill("2030-01-31");
  await heard("2030-01-31");
  await page.getByLabel("An amount (EUR)").fill("12.5");
  await heard(12.5);
  await page.getByLabel("An amount (EUR)").fill("");
  await heard(null);
  await button(page, "Save").click();
  await shows(page, `saved: ${JSON.stringify({ text: "a text", longer: "a longer text", choice: "b", box: "checked", one: "that" })}`);
});

test("selects one or several search results, and submits a platform's configuration", async ({ drive }) => {
  const { page } = await drive();
  await view(page, "Platform");
  const one = page.locator(".search").filter({ hasText: "One country" });
  await one.getByRole("searchbox").fill("aust");
  expect(await one.getByRole("radio").count()).toBe(2);
  await one.getByLabel("Austria").check();
  await shows(page, "heard: one at");
  await one.getByRole("searchbox").fill("nowhere");
  await one.getByText("No results.").waitFor();

  const many = page.locator(".search").filter({ hasText: "Countries" });
  expect(await many.getByLabel("Belgium").isChecked()).toBe(true);
  await many.getByLabel("Australia").check();
  await shows(page, "heard: many be,au");
  await many.getByLabel("Belgium").uncheck();
  await shows(page, "heard: many au");

  await page.getByLabel("A key").fill("made up");
  await button(page, "Submit").click();
  await shows(page, 'heard: {"key":"made up"}');
  await shows(page, "Saved.");
});

test("shows a field's description and error, also with a hidden label", async ({ drive }) => {
  const { page } = await drive();
  await view(page, "Settings");
  const about = async (label: string) => {
    const field = page.getByLabel(label, { exact: true });
    return page.locator(`[id="${await field.getAttribute("aria-describedby")}"]`).textContent();
  };
  expect(await about("A text")).toBe("About it");
  expect(await about("Without a label")).toBe("It is wrong");
  expect(await page.getByLabel("Without a label").getAttribute("aria-invalid")).toBe("true");
});

test("shows an onboarding's tasks and a sign-in's actions", async ({ drive }) => {
  const { page } = await drive();
  await view(page, "Onboarding");
  await alerts(page, "An error occurred");
  await shows(page, "In progress");
  await shows(page, "A part");
  await button(page, "Finish").click();
  await shows(page, "Setup is complete.");

  await view(page, "SignIn");
  expect(await link(page, "Sign in").getAttribute("href")).toBe("https://provider.example/");
  await link(page, "Make one").waitFor();
  await extension(page).getByText("Why is that").click();
  await shows(page, "For a reason");
  await button(page, "Later").click();
  await shows(page, "It was asked for.");
});
