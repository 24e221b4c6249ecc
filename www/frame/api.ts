// With an embedded key the SDK asks https://api.stripe.com from within the frame. Here such a request goes to the emulator instead, and what the
// Dashboard has to say to it, a signature, comes from the page.

const STRIPE = "https://api.stripe.com";
const SIGNATURE = "/v1/apps/app_embedded_backend_signature";

interface Signer {
  fetchStripeSignature(payload: object): Promise<string>;
}

export function redirectApi(api: string, host: Signer): void {
  const { fetch } = globalThis;

  globalThis.fetch = async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : String(input), document.baseURI);
    if (asked.origin !== STRIPE) return fetch(input, init);
    const response = asked.pathname === SIGNATURE ? await signature(asked, host) : await fetch(redirected(input, asked, api), init);
    // It is Stripe that was asked, as far as the extension knows.
    return Object.defineProperty(response, "url", { value: asked.href });
  };
}

async function signature(asked: URL, host: Signer): Promise<Response> {
  const signed = await host.fetchStripeSignature(JSON.parse(asked.searchParams.get("payload") ?? "{}"));
  return new Response(JSON.stringify({ signature: signed }), { headers: { "Content-Type": "application/json" } });
}

function redirected(input: RequestInfo | URL, { pathname, search }: URL, api: string): Request | string {
  const address = `${api}${pathname}${search}`;
  return input instanceof Request ? new Request(address, input) : address;
}
