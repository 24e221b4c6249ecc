// Lists mistakes in the calls of the entries /node, /observe and /bulk.

import { allSecrets, deleteSecrets, findSecrets, withBulk } from "stripe-secret-store/bulk";
import { createHttpClient, verifyStripeExpress, verifyStripeSignature, withReadCache } from "stripe-secret-store/node";
import { observe } from "stripe-secret-store/observe";
import { wrong } from "../../support/client";
import { never, secrets, type Mistake } from "./mistake";

const secret = "absec_made_up";
const body = { user_id: "usr_1", account_id: "acct_1" };

export const BACKENDS: readonly Mistake[] = [
  {
    what: "createHttpClient(fetch)",
    act: () => createHttpClient(wrong(fetch)),
    code: "invalid_option",
    message: "The options must be an object: { fetch }.",
  },
  {
    what: "withReadCache(httpClient, { ttl: 60_000 })",
    act: () => withReadCache(wrong(never), { ttl: 60_000 }),
    code: "invalid_option",
    param: "client",
    message: "client must be the client: withReadCache(secrets, { ttl: 60_000 }).",
  },
  {
    what: 'withBulk("secrets")',
    act: () => withBulk(wrong("secrets")),
    code: "invalid_parameter",
    param: "client",
    message: "The first argument must be the client: withBulk(secrets).",
  },
  {
    what: 'deleteSecrets(secrets, { scope: "team" })',
    act: () => deleteSecrets(secrets, { scope: wrong("team") }),
    code: "invalid_scope",
    param: "scope",
    message: 'scope must be "user", "account" or { type: "user", user: "usr_1" }.',
  },
  {
    what: "createHttpClient(null)",
    act: () => createHttpClient(wrong(null)),
    code: "invalid_option",
    message: "The options must be an object: { fetch }.",
  },
  {
    what: "createHttpClient({ apiKey })",
    act: () => createHttpClient(wrong({ apiKey: "sk_test_made_up" })),
    code: "invalid_option",
    param: "apiKey",
    message: "apiKey is unknown: pass { fetch }.",
  },
  {
    what: 'verifyStripeExpress("absec_…")',
    act: () => verifyStripeExpress(wrong(secret)),
    code: "invalid_option",
    message: "The options must be an object: { secret }.",
  },
  {
    what: "verifyStripeExpress({ secret: process.env.UNSET })",
    act: () => verifyStripeExpress({ secret: wrong(process.env.SURELY_UNSET) }),
    code: "invalid_option",
    message: "secret is missing: pass the app's signing secret from the Dashboard, such as absec_…. Is its environment variable set?",
  },
  {
    what: "verifyStripeExpress({ secret: sk_… })",
    act: () => verifyStripeExpress({ secret: "sk_test_made_up" }),
    code: "invalid_option",
    message: "secret is an API key: pass the app's signing secret from the Dashboard, such as absec_….",
  },
  {
    what: "verifyStripeExpress({ secret, tolerance: 300 })",
    act: () => verifyStripeExpress({ secret, tolerance: 300 }),
    code: "invalid_option",
    message: "tolerance must be a number of milliseconds, at least 1,000. Five minutes are 300_000.",
  },
  {
    what: "verifyStripeSignature(request.body, …) after express.json()",
    act: () => verifyStripeSignature(wrong(body), "t=1,v1=made_up", secret),
    code: "body_already_read",
    message: "The payload must be the bytes of the body, or a string. A parser has changed them: verify before any parser runs.",
  },
  {
    what: "verifyStripeSignature(body, secret, header)",
    act: () => verifyStripeSignature("{}", secret, "t=1,v1=made_up"),
    code: "signature_malformed",
    message: "Stripe-Signature must have a timestamp in digits and a signature v1 of 64 hexadecimal digits. Pass on the header as it came.",
  },
  {
    what: "withReadCache(secrets, 60_000)",
    act: () => withReadCache(secrets, wrong(60_000)),
    code: "invalid_option",
    param: "ttl",
    message: "ttl must be a number of milliseconds above 0.",
  },
];

export const OBSERVERS: readonly Mistake[] = [
  {
    what: "observe(secrets, { onResponse })",
    act: () => observe(wrong(secrets), { onResponse: () => undefined }),
    code: "invalid_option",
    param: "httpClient",
    message: "httpClient must have makeRequest(): pass an HTTP client, not a SecretStoreClient.",
  },
  {
    what: "observe(httpClient)",
    act: () => observe(never, wrong(undefined)),
    code: "invalid_option",
    message: "The options must be an object: { onRequest, onResponse }.",
  },
  {
    what: "observe(httpClient, { onError })",
    act: () => observe(never, wrong({ onError: () => undefined })),
    code: "invalid_option",
    param: "onError",
    message: "onError is unknown: pass { onRequest, onResponse }.",
  },
];

export const BULK: readonly Mistake[] = [
  {
    what: 'findSecrets(secrets, "crm")',
    act: () => findSecrets(secrets, wrong("crm")),
    code: "invalid_parameter",
    param: "names",
    message: 'names must be an array of strings: ["a", "b"].',
  },
  {
    what: 'deleteSecrets({ scope: "account" })',
    act: () => deleteSecrets(wrong({ scope: "account" }), wrong(undefined)),
    code: "invalid_parameter",
    param: "client",
    message: 'The first argument must be the client: deleteSecrets(secrets, { scope: "account" }).',
  },
  {
    what: "deleteSecrets(secrets, {})",
    act: () => deleteSecrets(secrets, wrong({})),
    code: "invalid_scope",
    param: "scope",
    message: 'scope is missing: name the scope to empty, such as { scope: "account" }.',
  },
  {
    what: "allSecrets(secrets, { ending_before })",
    act: () => allSecrets(secrets, wrong({ ending_before: "appsecret_1" })).next(),
    code: "invalid_parameter",
    param: "ending_before",
    message: "ending_before is not supported: use starting_after.",
  },
];
