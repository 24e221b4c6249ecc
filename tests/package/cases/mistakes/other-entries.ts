// Lists mistakes in the calls of the entries /json, /oauth, /react and /testing.

import { createElement, type FunctionComponent } from "react";
import { renderToString } from "react-dom/server";
import { jsonSecret } from "stripe-secret-store/json";
import { createLease, createOAuthProvider, createTokenStore, splitFormat } from "stripe-secret-store/oauth";
import { SecretStoreClientProvider, SecretStoreProvider, useOAuth, useSecret, useSecrets } from "stripe-secret-store/react";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";
import * as z from "zod";
import { USER, wrong } from "../../support/client";
import { never, secrets, type Mistake } from "./mistake";

export const JSON_SECRETS: readonly Mistake[] = [
  {
    what: 'jsonSecret(secrets, "settings", { theme: "string" })',
    act: () => jsonSecret(secrets, "settings", wrong({ theme: "string" })),
    code: "invalid_option",
    param: "schema",
    message: "Call jsonSecret(client, name, schema) with a Standard Schema, such as one of zod 3.24, valibot 1 or arktype 2.",
  },
  {
    what: 'jsonSecret("settings", schema)',
    act: () => jsonSecret(wrong("settings"), wrong(z.string()), wrong(undefined)),
    code: "invalid_option",
    param: "schema",
    message: "Call jsonSecret(client, name, schema) with a Standard Schema, such as one of zod 3.24, valibot 1 or arktype 2.",
  },
  {
    what: 'jsonSecret(httpClient, "settings", schema)',
    act: () => jsonSecret(wrong(never), "settings", z.string()),
    code: "invalid_option",
    param: "schema",
    message: "Call jsonSecret(client, name, schema) with a Standard Schema, such as one of zod 3.24, valibot 1 or arktype 2.",
  },
  {
    what: 'jsonSecret(secrets, "settings", schema, "account")',
    act: () => jsonSecret(secrets, "settings", z.string(), wrong("account")),
    code: "invalid_option",
    message: "The options must be an object: { scope }.",
  },
  {
    what: 'jsonSecret(secrets, "settings", schema).create(undefined)',
    act: () => jsonSecret(secrets, "settings", z.unknown()).create(undefined),
    code: "invalid_payload",
    param: "payload",
    message: "The value must be one that JSON.stringify can write.",
  },
  {
    what: 'jsonSecret(secrets, "settings", schema).create({ theme: 1 })',
    act: () => jsonSecret(secrets, "settings", z.object({ theme: z.string() })).create({ theme: wrong(1) }),
    code: "unreadable_payload",
    message: "The value does not fit the schema at theme. Store a value that fits, or change the schema.",
  },
];

const provider = {
  authorizationEndpoint: "https://example.com/authorize",
  tokenEndpoint: "https://example.com/token",
  clientId: "made up",
  redirectUri: "https://dashboard.stripe.com/apps-oauth/com.example.app",
};
const refresh = async () => ({ access_token: "made up" });
const store = (change: object) => () => createTokenStore(wrong({ client: secrets, name: "crm", refresh, ...change }));

export const OAUTH: readonly Mistake[] = [
  {
    what: "createTokenStore({ name, refresh })",
    act: store({ client: undefined }),
    code: "invalid_option",
    message: "client is missing: createTokenStore needs { client, name, refresh }.",
  },
  {
    what: "createTokenStore()",
    act: () => createTokenStore(wrong(undefined)),
    code: "invalid_option",
    message:
      "The options must be an object: { client, name, refresh, scope, format, tokensFrom, omit, isSignedOut, onNotStored, onSlowClock, lease, leeway, refreshOn, timeout, conflictWait, clock }.",
  },
  {
    what: "createOAuthProvider(null)",
    act: () => createOAuthProvider(wrong(null)),
    code: "invalid_option",
    message:
      "The options must be an object: { authorizationEndpoint, tokenEndpoint, clientId, redirectUri, clientSecret, clientAuthentication, encoding, scope, authorizationParams, tokenParams, exchangeParams, refreshParams, tokensFrom, keepRefreshToken, fetch }.",
  },
  {
    what: "createTokenStore(client)",
    act: () => createTokenStore(wrong("client")),
    code: "invalid_option",
    message: "client is missing: createTokenStore needs { client, name, refresh }.",
  },
  {
    what: "createTokenStore({ client, name, refresh, leway })",
    act: store({ leway: 1 }),
    code: "invalid_option",
    message:
      "leway is unknown: pass { client, name, refresh, scope, format, tokensFrom, omit, isSignedOut, onNotStored, onSlowClock, lease, leeway, refreshOn, timeout, conflictWait, clock }.",
  },
  {
    what: "createOAuthProvider({ … }) without a redirectUri",
    act: () => createOAuthProvider({ ...provider, redirectUri: "" }),
    code: "invalid_option",
    message: "redirectUri is missing: createOAuthProvider needs { authorizationEndpoint, tokenEndpoint, clientId, redirectUri }.",
  },
  {
    what: 'createOAuthProvider({ …, clientAuthentication: "header" })',
    act: () => createOAuthProvider({ ...provider, clientAuthentication: wrong("header") }),
    code: "invalid_option",
    message: 'clientAuthentication must be "none", "basic" or "post". encoding must be "form" or "json".',
  },
  {
    what: 'createTokenStore({ …, format: "split" })',
    act: store({ format: "split" }),
    code: "invalid_option",
    message: "client must be a SecretStoreClient. Leave format out, or pass splitFormat().",
  },
  {
    what: "createTokenStore({ client: httpClient, name, refresh })",
    act: store({ client: never }),
    code: "invalid_option",
    message: "client must be a SecretStoreClient. Leave format out, or pass splitFormat().",
  },
  {
    what: "splitFormat({ header })",
    act: () => splitFormat(wrong({ header: "CRM" })),
    code: "invalid_option",
    message: "header is unknown: pass { name, value }.",
  },
  {
    what: "createLease(2_000)",
    act: () => createLease(wrong(2_000)),
    code: "invalid_option",
    message: "The options must be an object: { delay, ttl }.",
  },
  {
    what: "createLease({ delays })",
    act: () => createLease(wrong({ delays: 1 })),
    code: "invalid_option",
    message: "delays is unknown: pass { delay, ttl }.",
  },
];

/** Renders a component that calls a hook, below a provider. */
const rendering = (hook: () => unknown) => () => {
  const Component: FunctionComponent = () => (hook(), null);
  return renderToString(createElement(SecretStoreClientProvider, { client: secrets }, createElement(Component)));
};

export const HOOKS: readonly Mistake[] = [
  {
    what: 'useSecret("token", { scpe: "account" })',
    act: rendering(() => useSecret("token", wrong({ scpe: "account" }))),
    code: "invalid_option",
    param: "scpe",
    message: "scpe is unknown: pass { scope, parse, serialize, enabled, refetchOnFocus, refetchInterval, initialData }.",
  },
  {
    what: 'useSecrets("account")',
    act: rendering(() => useSecrets(wrong("account"))),
    code: "invalid_option",
    message: "The options must be an object: { scope, enabled, refetchOnFocus, refetchInterval, initialData }.",
  },
  {
    what: "useSecrets({ limit: 5 })",
    act: rendering(() => useSecrets(wrong({ limit: 5 }))),
    code: "invalid_option",
    param: "limit",
    message: "limit is unknown: pass { scope, enabled, refetchOnFocus, refetchInterval, initialData }.",
  },
  {
    what: 'useSecret("token", { refetchInterval: 0 })',
    act: rendering(() => useSecret("token", { refetchInterval: 0 })),
    code: "invalid_option",
    param: "refetchInterval",
    message: "refetchInterval must be from 1 to 2,147,483,647 milliseconds, or false.",
  },
  {
    what: 'useSecrets({ refetchInterval: "1 min" })',
    act: rendering(() => useSecrets({ refetchInterval: wrong("1 min") })),
    code: "invalid_option",
    param: "refetchInterval",
    message: "refetchInterval must be from 1 to 2,147,483,647 milliseconds, or false.",
  },
  {
    what: "useOAuth(provider, tokens)",
    act: rendering(() => useOAuth(wrong({}), wrong({}), wrong(undefined))),
    code: "invalid_option",
    message: "An argument is missing or unknown: call useOAuth(provider, tokens, { oauthContext, createOAuthState }).",
  },
  {
    what: "useOAuth(provider, tokens, { …, context })",
    act: rendering(() => useOAuth(wrong({}), wrong({}), wrong({ createOAuthState: async () => ({}), context: {} }))),
    code: "invalid_option",
    message: "An argument is missing or unknown: call useOAuth(provider, tokens, { oauthContext, createOAuthState }).",
  },
  {
    what: 'useSecret("token") without a provider',
    act: () => renderToString(createElement(() => (useSecret("token"), null))),
    message:
      "A hook needs a provider above it. Put <SecretStoreProvider httpClient={createHttpClient()} userContext={userContext}> around the component.",
  },
  {
    what: "<SecretStoreProvider httpClient={createHttpClient()} user={userContext}>",
    act: () => renderToString(createElement(SecretStoreProvider, wrong({ httpClient: never, user: { id: USER } }))),
    code: "invalid_option",
    param: "user",
    message:
      "user is unknown: pass { scope, timeout, maxNetworkRetries, stripeAccount, stripeContext, httpClient, userContext, appContext, apiKey, apiVersion, host, port, protocol, cardNumbers }.",
  },
];

const emulator = createEmulator();

export const EMULATOR: readonly Mistake[] = [
  {
    what: "createEmulator({ wrold })",
    act: () => createEmulator(wrong({ wrold: {} })),
    message: "createEmulator(): `wrold` is unknown: pass { now, snapshot, world, seeded, assumptions }.",
  },
  {
    what: 'emulator.httpClient("usr_1")',
    act: () => emulator.httpClient(wrong("usr_1")),
    message: "httpClient(): the argument must be an object: { app, account, user, livemode }.",
  },
  {
    what: 'emulator.httpClient({ user: "usr_9" })',
    act: () => emulator.httpClient({ user: "usr_9" }),
    message: "httpClient(): There is no user `usr_9` in this world. There is: usr_1, usr_2. createEmulator({ world }) takes another world.",
  },
  {
    what: 'emulator.fail("no_answer")',
    act: () => emulator.fail(wrong("no_answer")),
    message: "fail(): the argument must be an object: { kind, status, count, delay, method, executed, shouldRetry }.",
  },
  {
    what: "emulator.fail({ status: 500 })",
    act: () => emulator.fail(wrong({ status: 500 })),
    message: "fail(): `kind` must be one of status, empty, no_answer, hang, cut_body, wrong_content_type, broken_json, latency.",
  },
  {
    what: "emulator.advance(-1)",
    act: () => emulator.advance(-1),
    message: "advance(): the milliseconds must be a number that is not negative, 100,000,000,000,000 at most.",
  },
  {
    what: "emulator.revoke()",
    act: () => emulator.revoke(wrong(undefined)),
    message: "revoke(): the argument must be an object: { app, account, permission }.",
  },
  {
    what: 'connectEmulator("localhost")',
    act: () => connectEmulator("localhost"),
    message: 'connectEmulator(): `url` must be an address such as "http://127.0.0.1:12111".',
  },
];
