// Runs in the page that shows the examples of the declarations: one component after the other, each with its own emulator.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createElement, type ComponentType } from "react";
import { SecretStoreClient } from "stripe-secret-store";
import { createOAuthProvider, createTokenStore } from "stripe-secret-store/oauth";
import { SecretStoreClientProvider } from "stripe-secret-store/react";
import { createEmulator } from "stripe-secret-store/testing";
// ../examples.test.ts writes this module.
import { components } from "examples";
import { createRoot } from "react-root";

declare global {
  /** Shows a component. With `failing`, its first request is refused. */
  var showExample: (name: string, failing: boolean) => Promise<void>;
  var clickButtons: () => void;
  var seen: () => string;
  /** Returns the secrets in the store. */
  var kept: () => Promise<Record<string, string>>;
}

const USER = { id: "usr_1" };
const KEPT = { settings: JSON.stringify({ theme: "light" }), dropbox_token: "made up" };

const container = document.body.appendChild(document.createElement("main"));

globalThis.showExample = async (name, failing) => {
  const emulator = createEmulator();
  const httpClient = emulator.httpClient({ user: USER.id });
  const secrets = new SecretStoreClient({ httpClient, userContext: USER, maxNetworkRetries: 0 });
  for (const [name, payload] of Object.entries(KEPT)) {
    await secrets.createSecret({ name, payload });
    await secrets.createSecret({ name: `the account's ${name}`, payload, scope: "account" });
  }
  // The text around the examples introduces these names.
  const dropbox = createOAuthProvider({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "made up",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/com.example.app",
  });
  const tokens = createTokenStore({ client: secrets, name: "dropbox", refresh: dropbox.refresh });
  if (name !== "SignIn") await tokens.save({ access_token: "made up" });
  if (failing) emulator.fail({ kind: "status", status: 400 });
  const createOAuthState = async () => ({ state: "made up", challenge: "made up" });
  const Connection = () => createElement("p", null, "connected");
  Object.assign(globalThis, { secrets, Connection, dropbox, tokens, createOAuthState, url: "data:text/plain,uploaded" });
  const component = components[name] as ComponentType<Partial<ExtensionContextValue>>;
  const view = createElement(component, { userContext: USER as ExtensionContextValue["userContext"] });
  const main = container.appendChild(document.createElement("section"));
  const root = createRoot(main);
  root.render(createElement(SecretStoreClientProvider, { client: secrets }, view));

  globalThis.clickButtons = () => main.querySelectorAll("button").forEach((button) => button.click());
  globalThis.seen = () => main.innerText;
  globalThis.kept = async () => {
    const kept: Record<string, string> = {};
    for (const name of Object.keys(KEPT)) kept[name] = (await secrets.findSecret({ name }))?.payload ?? "nothing";
    return kept;
  };
};
