// What the Dashboard answers when the extension SDK calls it.

import type { SerializableRequestOptions } from "@stripe/ui-extension-sdk/api_fetch";
import { AUTHORIZATION_VALUE } from "@stripe/ui-extension-sdk/http_client";
import type { Dashboard } from "../dashboard";
import { authorized } from "./context";
import { emailOf, USER_EMAIL } from "./email";
import type { Extension } from "./extension";
import { createOAuthState } from "./oauth";
import { serializable, unknownRoute } from "./serializable";
import { toaster } from "./toaster";

const STRIPE = "https://api.stripe.com";
/** In milliseconds. */
const PATIENCE = 80_000;

export function hostCalls(dashboard: Dashboard, extension: Extension) {
  const { emulator } = dashboard;
  const { app, user, account, livemode, embedded } = dashboard.state();
  // Of who is signed in now: a call that comes later from a session that has ended is still its user's.
  const client = emulator.httpClient({ app, account: account.id, user: user.id, livemode });
  const permissions = () => authorized(extension, dashboard.state());
  const showToast = toaster(dashboard);

  return {
    supportsFetchAppEmbeddedKey: () => embedded,

    async fetchAppEmbeddedKey(): Promise<string> {
      const found = (await emulator.keys()).find((key) => key.app === app && key.user === user.id && key.livemode === livemode);
      if (found === undefined) throw new Error(`The emulator's world has no key of ${app} for ${user.id}.`);
      return found.key;
    },

    async stripeApiFetch(path: string, { method = "GET", headers = {}, body }: SerializableRequestOptions = {}) {
      const { Authorization } = headers as Record<string, string>;
      if (Authorization !== undefined && Authorization !== AUTHORIZATION_VALUE) {
        throw new Error("An extension passes no API key but the SDK's STRIPE_API_KEY.");
      }
      const { origin, pathname, search } = new URL(path, STRIPE);
      if (pathname === USER_EMAIL) return emailOf(user, permissions());
      // The emulator has routes beside Stripe's, which are no extension's.
      if (origin !== STRIPE || !/^\/v\d+\//.test(pathname)) return unknownRoute(method, pathname);
      const data = body === undefined || body === null ? null : String(body);
      const response = await client.makeRequest("api.stripe.com", 443, pathname + search, method, headers, data, "https", PATIENCE);
      return serializable(response, pathname + search);
    },

    async fetchStripeSignature(payload?: Record<string, unknown>): Promise<string> {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ payload, user_id: user.id, account_id: account.id });
      const response = await fetch("/signature", { method: "POST", headers, body });
      if (!response.ok) throw new Error(`The Dashboard gave no signature (${response.status}).`);
      return response.json();
    },

    createOAuthState: (text?: string) => createOAuthState(extension.id, user.id, text),
    getUserAuthorizedPermissions: permissions,
    isPermissionAuthorized: (name: string) => permissions().includes(name),
    isSourceInAuthorizedCSP: (source: string) => [...extension.connectSrc, ...extension.imageSrc].includes(source),
    showToast,
    clipboardWriteText: (text: string) => navigator.clipboard.writeText(text),
    // There is nothing around the view here that could be read anew.
    refreshDashboardData: () => void showToast("The Dashboard has read its data anew."),
    navigateToDashboardRoute: ({ name }: { name: string }) => void showToast(`The Dashboard would go to “${name}”.`),
  };
}
