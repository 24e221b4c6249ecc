// Words for what people do in the view of the example secret-store.

import type { Page } from "playwright-core";
import { button, shows } from "./example";

export async function store(page: Page, name: string, token: string, expires = "Never") {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Token").fill(token);
  await page.getByLabel("Expires").selectOption(expires);
  await button(page, "Store").click();
}

/** Stores a secret and waits until the list has it. */
export async function have(page: Page, name: string, token: string, expires?: string) {
  await store(page, name, token, expires);
  await shows(page, `Stored “${name}”`);
  await button(page, `Delete ${name}`).waitFor();
}

export async function find(page: Page, name: string) {
  await page.getByLabel("Name to find").fill(name);
  await button(page, "Find").click();
}

export const scope = (page: Page, name: "Mine alone" | "The account's") => page.getByLabel("Scope").selectOption(name);
