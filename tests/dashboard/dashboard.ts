// What the tests of the Dashboard's page share: words for its parts, and a client that asks the emulator beside the page.

import type { Locator, Page } from "playwright-core";
import Stripe from "stripe";
import { startSecretStore } from "../../www/examples/start";
import type { Server } from "../clients/server";
import { testOf } from "../examples/example";

export { WORLD } from "../examples/example";

export const test = testOf(startSecretStore);

export type Part = "Who sees what" | "Requests" | "Workbench";

export const part = (page: Page, name: Part): Locator => page.getByRole("region", { name, exact: true });

/** An app in the picture, with the places of its secrets. */
export const realm = (page: Page, app: string): Locator =>
  page.locator(".realm").filter({ has: page.getByRole("heading", { name: app, level: 3, exact: true }) });

/** A place for ten secrets: the account's, or a user's. */
export const place = (page: Page, app: string, owner: string): Locator =>
  realm(page, app)
    .locator(".place")
    .filter({ has: page.getByRole("heading", { name: owner, level: 4, exact: true }) });

export const secret = (page: Page, app: string, owner: string, name: string): Locator =>
  place(page, app, owner).getByRole("listitem").filter({ hasText: name });

/** Chooses who you are in the picture. */
export const be = (page: Page, app: string, user?: string): Promise<void> =>
  page.getByRole("button", { name: user === undefined ? `Be Backend of ${app}` : `Be ${user} in ${app}’s extension` }).click();

/** The requests of the log that are on the page. */
export const rows = (page: Page): Locator => part(page, "Requests").getByRole("listitem");

/** Asks the emulator beside the page, as the backend of an app. */
export const backend = ({ host, port }: Server, key = "sk_test_app_a") =>
  new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0 }).apps.secrets;
