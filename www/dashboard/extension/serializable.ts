import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import type { EmulatorResponse } from "stripe-secret-store/testing";

/** The plain object that the Dashboard's host passes to the extension in place of a `Response`. */
export async function serializable(response: EmulatorResponse, path: string): Promise<SerializableResponse> {
  // An answer without JSON is told by the missing `json`, as on the real host.
  const json = (await response.toJSON().catch(() => undefined)) as object | undefined;
  return { ...plain(response.getStatusCode(), json, path), headers: response.getHeaders() };
}

/** One that the Dashboard makes itself. */
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

/** What Stripe answers for what there is not. */
export function unknownRoute(method: string, path: string): SerializableResponse {
  const message = `Unrecognized request URL (${method}: ${path}).`;
  return plain(404, { error: { type: "invalid_request_error", message } }, path);
}
