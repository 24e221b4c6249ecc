// Words for what people do in the view of the example dropbox-oauth-pkce, and for what happens at its provider.

import type { Running } from "../../examples/start";
import { button, link, shows, type Driven as DrivenPage } from "./example";

export type Driven = DrivenPage<Running>;

export async function consent({ page }: Driven, answer: "Allow" | "Deny", person = "Ann Archer (ann@example.com)") {
  await link(page, "Sign in to Dropbox").click();
  await page.getByLabel("Your account").selectOption(person);
  await button(page, answer).click();
}

export async function signedIn(driven: Driven) {
  await consent(driven, "Allow");
  await shows(driven.page, "Signed in as Ann Archer (ann@example.com)");
}

export const control = (driven: Driven, body: object) =>
  fetch(`${driven.example.provider.origin}/control`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

/** Reads the extension's secret for User 1, as its backend would. */
export async function storedTokens({ emulator }: Driven): Promise<{ access_token: string; refresh_token: string }> {
  const scope = "scope[type]=user&scope[user]=usr_1&expand[]=payload";
  const headers = { Authorization: "Bearer sk_test_com_example_dropbox-oauth-pkce" };
  const answer = await fetch(`${emulator.url}/v1/apps/secrets/find?name=dropbox_tokens&${scope}`, { headers });
  return JSON.parse(((await answer.json()) as { payload: string }).payload);
}
