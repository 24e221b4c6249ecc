// Requests the routes of Stripe's API other than the Secret Store's from the Dashboard's server, which has answers in files or from another server.

import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import { plain } from "./serializable";

export interface StripeRouteRequest {
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  readonly headers: object;
  readonly body: string | null;
  /** The user's key. The emulator logs a request without an answer, and the key says whose it is. */
  readonly key: string | undefined;
}

/** @param address the path on the Dashboard's server below which the routes are */
export async function fetchStripeRoute(address: string, request: StripeRouteRequest): Promise<SerializableResponse> {
  const { method, path, headers, body, key } = request;
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { ...headers, Authorization: `Bearer ${key ?? ""}` },
    body: method === "GET" || method === "HEAD" ? null : body,
  });
  const content = await response.arrayBuffer();
  const json = jsonOf(content);
  const answer = { ...plain(response.status, json, path), headers: Object.fromEntries(response.headers) };
  // An answer that is not JSON, such as the PDF of a quote, is passed as bytes.
  return json === undefined ? { ...answer, arrayBuffer: content } : answer;
}

function jsonOf(content: ArrayBuffer): object | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(content)) as object;
  } catch {
    return undefined;
  }
}
