import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import type { EmulatorResponse } from "stripe-secret-store/testing";

/** Builds the plain object that Stripe's host passes to an extension in place of a `Response`. */
export async function serializable(response: EmulatorResponse, path: string): Promise<SerializableResponse> {
  // As at Stripe, a response without JSON has no `json`.
  const json = (await response.toJSON().catch(() => undefined)) as object | undefined;
  return { ...plain(response.getStatusCode(), json, path), headers: response.getHeaders() };
}

/** Builds a response of the Dashboard itself. */
export const plain = (status: number, json: object | undefined, path: string): SerializableResponse => ({
  json,
  headers: { "content-type": "application/json" },
  ok: status >= 200 && status < 300,
  status,
  statusText: "",
  redirected: false,
  type: "basic",
  url: `https://api.stripe.com${path}`,
});

/** Builds Stripe's response for an unknown route. */
export function unknownRoute(method: string, path: string): SerializableResponse {
  const message = `Unrecognized request URL (${method}: ${path}).`;
  return plain(404, { error: { type: "invalid_request_error", message } }, path);
}
