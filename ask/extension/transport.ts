// Sends requests with the HTTP client of an extension. The Dashboard adds the key, which an extension never sees.

import type { HttpClient } from "stripe-secret-store";
import type { Transport } from "../sender";

/** The longest time for a whole answer, in milliseconds. The SDK's client ignores its time limit. */
const TIMEOUT = 8_000;

/**
 * Returns the transport of an extension.
 *
 * @param httpClient The client of `@stripe/ui-extension-sdk/http_client`.
 * @param apiKey The SDK's placeholder for a key, `STRIPE_API_KEY`.
 */
export function extensionTransport(httpClient: HttpClient, apiKey: string): Transport {
  return ({ method, path, headers, body }) =>
    withTimeout(async () => {
      const sent = { ...headers, Authorization: `Bearer ${apiKey}` };
      // The SDK's client passes any method. The declaration has those that the package sends.
      const declared = method as "GET" | "POST";
      const response = await httpClient.makeRequest("api.stripe.com", "443", path, declared, sent, body ?? "", "https", TIMEOUT);
      const answered = lowerCase(response.getHeaders());
      // It rejects for a missing body, and for one that is not JSON. Only the latter has a type.
      const json = await response.toJSON().catch(() => undefined);
      return { status: response.getStatusCode(), headers: answered, json, isEmpty: json === undefined && !answered["content-type"] };
    });
}

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function withTimeout<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer came.")), TIMEOUT);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
