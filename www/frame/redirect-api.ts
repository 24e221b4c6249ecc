// Redirects requests from https://api.stripe.com to the emulator and the Dashboard's server. With an embedded key the SDK sends them from the frame
// itself. The page answers the request for a signature.

import { isSecretStore } from "../server/secret-store-path";
import type { ApiAddresses } from "./protocol";

const STRIPE = "https://api.stripe.com";
const SIGNATURE = "/v1/apps/app_embedded_backend_signature";

interface Signer {
  fetchStripeSignature(payload: object): Promise<string>;
}

export function redirectApi(api: ApiAddresses, host: Signer): void {
  const { fetch } = globalThis;

  globalThis.fetch = async (input, init) => {
    const requested = new URL(input instanceof Request ? input.url : String(input), document.baseURI);
    if (requested.origin !== STRIPE) return fetch(input, init);
    const response =
      requested.pathname === SIGNATURE ? await signature(requested, host) : await fetch(redirected(input, requested, api), init);
    // The extension sees Stripe's address.
    return Object.defineProperty(response, "url", { value: requested.href });
  };
}

async function signature(requested: URL, host: Signer): Promise<Response> {
  const signed = await host.fetchStripeSignature(JSON.parse(requested.searchParams.get("payload") ?? "{}"));
  return new Response(JSON.stringify({ signature: signed }), { headers: { "Content-Type": "application/json" } });
}

function redirected(input: RequestInfo | URL, { pathname, search }: URL, { secretStore, others }: ApiAddresses): Request | string {
  const address = `${isSecretStore(pathname) ? secretStore : others}${pathname}${search}`;
  return input instanceof Request ? new Request(address, input) : address;
}
