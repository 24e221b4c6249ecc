import type { SerializableResponse } from "@stripe/ui-extension-sdk/api_fetch";
import type { EmulatorResponse } from "stripe-secret-store/testing";

/** The plain object that the Dashboard's host passes to the extension in place of a `Response`. */
export async function serializable(response: EmulatorResponse, path: string): Promise<SerializableResponse> {
  const status = response.getStatusCode();
  let json: object | undefined;
  try {
    json = (await response.toJSON()) as object;
  } catch {
    json = undefined; // An answer without JSON is told by the missing `json`, as on the real host.
  }
  return {
    json,
    headers: response.getHeaders(),
    ok: status >= 200 && status < 300,
    status,
    statusText: "",
    redirected: false,
    type: "basic",
    url: `https://api.stripe.com${path}`,
  };
}
