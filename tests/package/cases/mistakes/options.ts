// Lists mistakes in the options of a client and of a call.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { USER, wrong } from "../../support/client";
import { never, secrets, type Mistake } from "./mistake";

const client = (options: object) => () => new SecretStoreClient(wrong({ httpClient: never, userContext: { id: USER }, ...options }));

export const OPTIONS: readonly Mistake[] = [
  {
    what: "new SecretStoreClient()",
    act: () => new SecretStoreClient(wrong(undefined)),
    code: "invalid_option",
    message:
      "The argument must be an object: { scope, timeout, maxNetworkRetries, stripeAccount, stripeContext, httpClient, userContext, appContext, apiKey, apiVersion, host, port, protocol, cardNumbers }.",
  },
  {
    what: "new SecretStoreClient({ userContext })",
    act: client({ httpClient: undefined }),
    code: "invalid_option",
    param: "httpClient",
    message:
      "httpClient must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.",
  },
  {
    what: "new SecretStoreClient({ httpClient: fetch })",
    act: client({ httpClient: fetch }),
    code: "invalid_option",
    param: "httpClient",
    message:
      "httpClient must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.",
  },
  {
    what: "new SecretStoreClient({ httpClient: stripe })",
    act: client({ httpClient: new Stripe("sk_test_made_up") }),
    code: "invalid_option",
    param: "httpClient",
    message:
      "httpClient must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.",
  },
  {
    what: "new SecretStoreClient({ httpClient: createHttpClient })",
    act: client({ httpClient: () => never }),
    code: "invalid_option",
    param: "httpClient",
    message:
      "httpClient must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.",
  },
  {
    what: "new SecretStoreClient({ httpClient, user_context })",
    act: client({ user_context: {} }),
    code: "invalid_option",
    param: "user_context",
    message:
      "user_context is unknown: pass { scope, timeout, maxNetworkRetries, stripeAccount, stripeContext, httpClient, userContext, appContext, apiKey, apiVersion, host, port, protocol, cardNumbers }.",
  },
  {
    what: "new SecretStoreClient({ httpClient, userContext: userContext.id })",
    act: client({ userContext: USER }),
    code: "invalid_option",
    param: "userContext",
    message: "userContext must be the object that the view gets, not an id.",
  },
  {
    what: "new SecretStoreClient({ httpClient, userContext, appContext: appId })",
    act: client({ appContext: "com.example.app" }),
    code: "invalid_option",
    param: "appContext",
    message: "appContext must be the object that the view gets, not an id.",
  },
  {
    what: 'new SecretStoreClient({ httpClient, scope: "accounts" })',
    act: client({ scope: "accounts" }),
    code: "invalid_scope",
    param: "scope",
    message: 'scope must be "user", "account" or { type: "user", user: "usr_1" }.',
  },
  {
    what: "new SecretStoreClient({ httpClient: createHttpClient(), apiKey: sk_… })",
    act: client({ httpClient: { ...never, getClientName: () => "stripe-ui-extension" }, apiKey: "sk_test_made_up" }),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey must be left out: no extension may hold a key.",
  },
  {
    what: "new SecretStoreClient({ httpClient, apiKey: pk_… })",
    act: client({ apiKey: "pk_test_made_up" }),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey must be a secret key, not a pk_ one.",
  },
  {
    what: "new SecretStoreClient({ httpClient: Stripe.createNodeHttpClient(), apiKey: process.env.UNSET })",
    act: client({ httpClient: Stripe.createNodeHttpClient(), userContext: undefined, apiKey: process.env.SURELY_UNSET }),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey is missing: a backend needs the app owner's secret key.",
  },
  {
    what: "new SecretStoreClient({ httpClient: Stripe.createFetchHttpClient() })",
    act: client({ httpClient: Stripe.createFetchHttpClient(), userContext: undefined }),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey is missing: a backend needs the app owner's secret key.",
  },
  {
    what: "new SecretStoreClient({ httpClient, apiKey: await readFile(…) }), with its line feed",
    act: client({ apiKey: "sk_test_made_up\n" }),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey must be 1 to 255 ASCII characters, without spaces.",
  },
  {
    what: 'new SecretStoreClient({ httpClient, host: "https://api.stripe.com" })',
    act: client({ host: "https://api.stripe.com" }),
    code: "invalid_option",
    param: "host",
    message: "host must be a name alone: use protocol and port.",
  },
  {
    what: 'new SecretStoreClient({ httpClient, host: "localhost:12111" })',
    act: client({ host: "localhost:12111" }),
    code: "invalid_option",
    param: "host",
    message: "host must be a name alone: use protocol and port.",
  },
  {
    what: "secrets.forAccount(process.env.UNSET)",
    act: () => secrets.forAccount(wrong(process.env.SURELY_UNSET)),
    code: "invalid_option",
    param: "stripeAccount",
    message: "stripeAccount must be 1 to 255 ASCII characters, without spaces.",
  },
  {
    what: 'new SecretStoreClient({ httpClient, port: "https" })',
    act: client({ port: "https" }),
    code: "invalid_option",
    param: "port",
    message: "port must be a whole number from 1 to 65,535.",
  },
  {
    what: 'new SecretStoreClient({ httpClient, protocol: "https:" })',
    act: client({ protocol: "https:" }),
    code: "invalid_option",
    param: "protocol",
    message: 'protocol must be "https" or "http".',
  },
  {
    what: "new SecretStoreClient({ httpClient, timeout: 0 })",
    act: client({ timeout: 0 }),
    code: "invalid_option",
    param: "timeout",
    message: "timeout must be a whole number from 1 to 2,147,483,647.",
  },
  {
    what: "new SecretStoreClient({ httpClient, maxNetworkRetries: Infinity })",
    act: client({ maxNetworkRetries: Infinity }),
    code: "invalid_option",
    param: "maxNetworkRetries",
    message: "maxNetworkRetries must be a whole number from 0 to 100.",
  },
  {
    what: "new SecretStoreClient({ httpClient, cardNumbers: true })",
    act: client({ cardNumbers: true }),
    code: "invalid_option",
    param: "cardNumbers",
    message: 'cardNumbers must be "reject" or "allow".',
  },
  {
    what: "new SecretStoreClient({ httpClient, signal })",
    act: client({ signal: new AbortController().signal }),
    code: "invalid_option",
    param: "signal",
    message:
      "signal is unknown: pass { scope, timeout, maxNetworkRetries, stripeAccount, stripeContext, httpClient, userContext, appContext, apiKey, apiVersion, host, port, protocol, cardNumbers }.",
  },
  {
    what: "findSecret({ name }, { signal: controller })",
    act: () => secrets.findSecret({ name: "token" }, { signal: wrong(new AbortController()) }),
    code: "invalid_option",
    param: "signal",
    message: "signal must be an AbortSignal.",
  },
  {
    what: 'createSecret({ name, payload }, { idempotencyKey: "" })',
    act: () => secrets.createSecret({ name: "token", payload: "made up" }, { idempotencyKey: "" }),
    code: "invalid_option",
    param: "idempotencyKey",
    message: "idempotencyKey must be 1 to 255 ASCII characters, without spaces.",
  },
];
