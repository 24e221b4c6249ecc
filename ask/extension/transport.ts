// Sends requests with the HTTP client of an extension. The Dashboard adds the key, which an extension never sees.

import type { Transport } from "../sender";

/** The HTTP client of `@stripe/ui-extension-sdk/http_client`. */
export interface HostClient {
  makeRequest(
    host: string,
    port: string,
    path: string,
    method: string,
    headers: object,
    requestData: string,
    protocol: "https",
    timeout: number,
  ): Promise<HostResponse>;
}

interface HostResponse {
  getStatusCode(): number;
  getHeaders(): object;
  toJSON(): Promise<unknown>;
}

/** The longest time for a whole answer, in milliseconds. The SDK's client ignores its time limit. */
const TIMEOUT = 8_000;

/**
 * Returns the transport of an extension.
 *
 * @param apiKey The SDK's placeholder for a key, `STRIPE_API_KEY`.
 */
export function extensionTransport(httpClient: HostClient, apiKey: string): Transport {
  return ({ method, path, headers, body }) =>
    withTimeout(async () => {
      const sent = { ...headers, Authorization: `Bearer ${apiKey}` };
      const response = await httpClient.makeRequest("api.stripe.com", "443", path, method, sent, body ?? "", "https", TIMEOUT);
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
