// Shares locators for the page's parts, and a client that calls the emulator directly.

import type { Locator, Page } from "playwright-core";
import Stripe from "stripe";
import { startSecretStore } from "../../examples/start";
import type { Server } from "../clients/server";
import { testOf } from "../examples/example";

export { WORLD } from "../examples/example";

export const test = testOf(startSecretStore);

export type Part = "Secret access" | "Requests" | "Controls";

export const part = (page: Page, name: Part): Locator => page.getByRole("region", { name, exact: true });

/** Locates an app's sharing group. */
export const sharingGroup = (page: Page, app: string): Locator =>
  page.locator(".sharing-group").filter({ has: page.getByRole("heading", { name: app, level: 3, exact: true }) });

/** Locates the scope of the account or of a user. */
export const scope = (page: Page, app: string, owner: string): Locator =>
  sharingGroup(page, app)
    .locator(".scope")
    .filter({ has: page.getByRole("heading", { name: owner, level: 4, exact: true }) });

export const secret = (page: Page, app: string, owner: string, name: string): Locator =>
  scope(page, app, owner).getByRole("listitem").filter({ hasText: name });

/** Selects an actor in the access map. */
export const be = (page: Page, app: string, user?: string): Promise<void> =>
  page.getByRole("button", { name: user === undefined ? `Be Backend of ${app}` : `Be ${user} in ${app}’s extension` }).click();

/** Locates the visible rows of the log. */
export const rows = (page: Page): Locator => part(page, "Requests").getByRole("listitem");

/** Calls the emulator directly, as an app's backend. */
export const backend = ({ host, port }: Server, key = "sk_test_app_a") =>
  new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0 }).apps.secrets;
