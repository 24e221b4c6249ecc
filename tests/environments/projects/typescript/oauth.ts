// Uses all exports of the OAuth entry, with the rules of client.ts.

import { SecretStoreClient } from "stripe-secret-store";
import {
  createLease,
  createOAuthProvider,
  createTokenStore,
  dashboardRedirectUri,
  OAuthError,
  withLargePayloads,
} from "stripe-secret-store/oauth";
import type {
  Lease,
  LeaseOptions,
  LeaseRequest,
  OAuthContext,
  OAuthErrorCode,
  OAuthParams,
  OAuthProvider,
  OAuthProviderOptions,
  TokenClient,
  TokenResponse,
  Tokens,
  TokenStore,
  TokenStoreOptions,
} from "stripe-secret-store/oauth";
import { createEmulator } from "stripe-secret-store/testing";

const params: OAuthParams = { prompt: "consent" };
const provided: OAuthProviderOptions = {
  authorizationEndpoint: "https://provider.example/authorize",
  tokenEndpoint: "https://provider.example/token",
  clientId: "an id",
  redirectUri: dashboardRedirectUri({ appId: "app_1", mode: "test" }),
  scope: "read write",
  authorizationParams: params,
  tokenParams: { audience: "us" },
  exchangeParams: { resource: ["a", "b"] },
  refreshParams: { scope: "read" },
  clientAuthentication: "none",
  encoding: "form",
  tokensFrom: ({ data }) => data,
  keepRefreshToken: true,
};
const provider: OAuthProvider = createOAuthProvider(provided);
const context: OAuthContext = {};
const leased: LeaseOptions = { delay: 200, ttl: 60_000 };
const lease: Lease = createLease(leased);
const request = (client: TokenClient): LeaseRequest => ({
  client,
  location: { name: "pair", scope: "account" },
  clock: Date.now,
  minRemaining: 1,
  stillNeeded: async () => true,
});

/** Stores a token set in an emulator, refreshes it once, and clears it. */
export async function run(): Promise<string> {
  const client = new SecretStoreClient({ httpClient: createEmulator().httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
  const response: TokenResponse = { access_token: "renewed", expires_in: 3_600, refresh_token: "r2", account_id: 1 };
  const options: TokenStoreOptions = {
    client: withLargePayloads(client),
    name: "pair",
    scope: "account",
    refresh: async ({ refresh_token }: Tokens) => (refresh_token === "r1" ? response : provider.refresh({ access_token: "a" })),
    tokensFrom: (answer) => answer["data"] ?? answer,
    omit: ["id_token"],
    isSignedOut: (error: OAuthError) => error.status === 418,
    onNotStored: ({ tokens }: OAuthError) => console.error(tokens !== undefined),
    onSlowClock: (seconds: number) => console.error(seconds),
    leeway: 30_000,
    refreshOn: [401, 403],
    timeout: 1_000,
    conflictWait: 0,
    lease,
    clock: () => Date.now(),
  };
  const store: TokenStore = createTokenStore(options);
  await store.save({ access_token: "first", refresh_token: "r1", token_type: "bearer" });
  const answer: { status: number; token: string } = await store.withToken(async (token) => ({
    status: token === "first" ? 401 : 200,
    token,
  }));
  const held: string | undefined = await lease.hold(async () => "done", request(client));
  if (held !== "done") throw new Error("The lease was not had.");
  await store.clear();
  const code: OAuthErrorCode | undefined = await store.getAccessToken().then(
    () => undefined,
    (error: unknown) => (OAuthError.is(error) ? error.code : undefined),
  );
  const none: TokenResponse | null = await provider.exchange(context, store);
  const tokens: Tokens | null = await store.get();
  const made = new OAuthError("denied", "no", { error: "invalid_grant", status: 400 });
  const url: string = provider.authorizationUrl({ state: "s", challenge: "c" });
  const facts = none === null && tokens === null && made.error === "invalid_grant" && made.status === 400 && made.tokens === undefined;
  return JSON.stringify([answer.token, code, url.split("&")[0], facts]);
}
