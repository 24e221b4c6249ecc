// Implements the host functions that the extension SDK calls.

import type { SerializableRequestOptions } from "@stripe/ui-extension-sdk/api_fetch";
import { AUTHORIZATION_VALUE } from "@stripe/ui-extension-sdk/http_client";
import type { NavigationReport } from "../../frame/protocol";
import { isSecretStore } from "../../server/secret-store-path";
import type { Dashboard } from "../dashboard";
import { openRoute, type RouteDescriptor } from "./dashboard-route";
import { authorized } from "./view-context";
import { emailOf, USER_EMAIL } from "./email";
import type { Extension } from "./extension";
import { createOAuthState } from "./oauth";
import { serializable, unknownRoute } from "./serializable";
import { fetchStripeRoute } from "./stripe-routes";
import { toaster } from "./toaster";

const STRIPE = "https://api.stripe.com";
/** The timeout of a request, in milliseconds. */
const TIMEOUT = 80_000;

export function hostCalls(dashboard: Dashboard, extension: Extension) {
  const { emulator } = dashboard;
  const { app, user, account, livemode, embedded } = dashboard.state();
  // A late call from an ended session still belongs to that session's user.
  const client = emulator.httpClient({ app, account: account.id, user: user.id, livemode });
  const permissions = () => authorized(extension, dashboard.state());
  const showToast = toaster(dashboard);
  const ownKey = async () => (await emulator.keys()).find((key) => key.app === app && key.user === user.id && key.livemode === livemode);

  return {
    supportsFetchAppEmbeddedKey: () => embedded,

    async fetchAppEmbeddedKey(): Promise<string> {
      const found = await ownKey();
      if (found === undefined) throw new Error(`The emulator's world does not have a key of ${app} for ${user.id}.`);
      return found.key;
    },

    async stripeApiFetch(path: string, { method = "GET", headers = {}, body }: SerializableRequestOptions = {}) {
      const isKey = ([name]: [string, string]) => name.toLowerCase() === "authorization";
      const given: [string, string][] = Object.entries(headers);
      const keys = given.filter(isKey);
      if (keys.some(([, value]) => value !== AUTHORIZATION_VALUE)) {
        throw new Error("An extension must use the SDK's STRIPE_API_KEY instead of an API key.");
      }
      const { origin, pathname, search } = new URL(path, STRIPE);
      if (pathname === USER_EMAIL) return emailOf(user, permissions());
      // The emulator's own routes are not part of Stripe's API.
      if (origin !== STRIPE || !/^\/v\d+\//.test(pathname)) return unknownRoute(method, pathname);
      // The host authenticates each request, also one without a key.
      const sent = { ...Object.fromEntries(given.filter((header) => !isKey(header))), Authorization: AUTHORIZATION_VALUE };
      const data = body === undefined || body === null ? null : String(body);
      if (!isSecretStore(pathname)) {
        const request = { method, path: pathname + search, headers: sent, body: data, key: (await ownKey())?.key };
        return fetchStripeRoute(dashboard.config.stripe, request);
      }
      const response = await client.makeRequest("api.stripe.com", 443, pathname + search, method, sent, data, "https", TIMEOUT);
      return serializable(response, pathname + search);
    },

    async fetchStripeSignature(payload?: Record<string, unknown>): Promise<string> {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ payload, user_id: user.id, account_id: account.id });
      const response = await fetch("/signature", { method: "POST", headers, body });
      if (!response.ok) throw new Error(`The Dashboard's server answered the request for a signature with ${response.status}.`);
      return response.json();
    },

    createOAuthState: (text?: string) => createOAuthState(extension.id, user.id, text),
    getUserAuthorizedPermissions: permissions,
    isPermissionAuthorized: (name: string) => permissions().includes(name),
    isSourceInAuthorizedCSP: (source: string) => [...extension.connectSrc, ...extension.imageSrc].includes(source),
    showToast,
    clipboardWriteText: (text: string) => navigator.clipboard.writeText(text),
    // The local Dashboard has no data of its own to refresh.
    refreshDashboardData: () => void showToast("The extension asked the Dashboard to refresh its data."),
    navigateToDashboardRoute: (route: RouteDescriptor) => openRoute(dashboard, route, (message) => void showToast(message)),
    reportNavigation(navigation: NavigationReport) {
      if (!dashboard.navigate(navigation, true)) void showToast("The extension asked for its full-page view, but its manifest has none.");
    },
    reportRoutes: (patterns: readonly string[]) => dashboard.setRoutes(patterns),
  };
}
