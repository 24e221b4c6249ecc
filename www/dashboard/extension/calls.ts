// What the Dashboard answers when the extension SDK calls it.

import type { SerializableRequestOptions } from "@stripe/ui-extension-sdk/api_fetch";
import { AUTHORIZATION_VALUE } from "@stripe/ui-extension-sdk/http_client";
import { serializable } from "./serializable";
import type { Dashboard } from "../dashboard";
import { createOAuthState } from "./oauth";
import { toaster } from "./toaster";

/** In milliseconds. */
const PATIENCE = 80_000;

export function hostCalls(dashboard: Dashboard) {
  const { config, emulator } = dashboard;
  const { user, account, live } = dashboard.state();
  // Of who is signed in now: a call that comes later from a session that has ended is still its user's.
  const client = emulator.httpClient({ app: config.worldApp, account: account.id, user: user.id, livemode: live });
  const showToast = toaster(dashboard);

  return {
    supportsFetchAppEmbeddedKey: () => false,

    async stripeApiFetch(path: string, { method = "GET", headers = {}, body }: SerializableRequestOptions = {}) {
      const { Authorization } = headers as Record<string, string>;
      if (Authorization !== undefined && Authorization !== AUTHORIZATION_VALUE) {
        throw new Error("An extension passes no API key but the SDK's STRIPE_API_KEY.");
      }
      const data = body === undefined || body === null ? null : String(body);
      const response = await client.makeRequest("api.stripe.com", 443, path, method, headers, data, "https", PATIENCE);
      return serializable(response, path);
    },

    async fetchStripeSignature(payload?: Record<string, unknown>): Promise<string> {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ payload, user_id: user.id, account_id: account.id });
      const response = await fetch("/signature", { method: "POST", headers, body });
      if (!response.ok) throw new Error(`The Dashboard gave no signature (${response.status}).`);
      return response.json();
    },

    createOAuthState: (text?: string) => createOAuthState(config.app.id, user.id, text),
    getUserAuthorizedPermissions: () => [...dashboard.state().permissions],
    isPermissionAuthorized: (name: string) => dashboard.state().permissions.includes(name),
    isSourceInAuthorizedCSP: (source: string) => [...config.connectSrc, ...config.imageSrc].includes(source),
    showToast,
    clipboardWriteText: (text: string) => navigator.clipboard.writeText(text),
    // There is nothing around the view here that could be read anew.
    refreshDashboardData: () => void showToast("The Dashboard has read its data anew."),
    navigateToDashboardRoute: ({ name }: { name: string }) => void showToast(`The Dashboard would go to “${name}”.`),
  };
}
