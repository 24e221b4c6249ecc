// Puts an OAuth provider over prepared answers of a token endpoint.

import { createOAuthProvider, type OAuthProviderOptions } from "stripe-secret-store/oauth";

/** A request that the provider received. */
export interface Sent {
  url: string;
  headers: Headers;
  body: string;
}

/** Creates an OAuth provider whose token endpoint answers in this way, and a list of the requests to it. */
export function providerOf(
  answer: () => Response | Promise<Response>,
  change: Partial<OAuthProviderOptions> = {},
  create = createOAuthProvider,
) {
  const sent: Sent[] = [];
  const provider = create({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "the id",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
    fetch: async (...request) => {
      const { url, headers, ...rest } = new Request(...request);
      void rest;
      sent.push({ url, headers, body: await new Request(...request).text() });
      return answer();
    },
    ...change,
  });
  return { provider, sent };
}

/** Returns a function that answers with this value as JSON. */
export const json = (value: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(value), init);
let codes = 0;
/** Returns a code that no other test of the file has. */
export const anotherCode = () => `code-${++codes}-of-the-test`;
