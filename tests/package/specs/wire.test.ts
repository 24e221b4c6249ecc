// Compares the client's requests with those of stripe-node 23.1 for the same parameters.

import fc from "fast-check";
import Stripe from "stripe";
import { SecretStoreClient, type CallOptions } from "stripe-secret-store";
import { expect, test } from "vitest";
import { aSecret, recording, respond, type RecordingClient, type SentRequest } from "../support/client";

const KEY = "DO_NOT_PASS_A_REAL_API_KEY";

/** The reasons for different headers. All other headers must be equal. */
const DIFFERENT_ON_PURPOSE: Record<string, string> = {
  "User-Agent": "a browser does not allow a script to set it, and Stripe does not need it",
  "X-Stripe-Client-User-Agent": "it would describe stripe-node",
  "X-Stripe-Client-Telemetry": "it reports stripe-node's latencies to Stripe, which no user asked for",
  "Content-Length": "the host sets it, and a browser does not allow a script to",
  "Idempotency-Key": "both make one for each write; the value is random",
};

// A new object each time: stripe-node adds a property to it, and never settles if it is there already.
const list = () => ({ object: "list", data: [], has_more: false, url: "/v1/apps/secrets" });

/** Answers each request so that both clients accept it. */
function capturing(): RecordingClient {
  return recording((_, { path, method, body }) => {
    const form = new URLSearchParams(method === "GET" ? path.split("?")[1] : (body ?? ""));
    const scope =
      form.get("scope[type]") === "user" ? { type: "user" as const, user: form.get("scope[user]") ?? "" } : { type: "account" as const };
    const name = form.get("name");
    const secret = aSecret({ name: name ?? "", scope, payload: "p" });
    const json = path.endsWith("/delete") ? { ...secret, deleted: true } : name === null ? list() : secret;
    // The request id makes stripe-node send telemetry with its next request.
    const response = respond({ status: 200, json, headers: { "request-id": "req_1" } });
    // stripe-node calls it, and never settles if it is missing.
    return { ...response, getRawResponse: () => ({}) };
  });
}

function both() {
  const theirs = capturing();
  const ours = capturing();
  const stripe = new Stripe(KEY, { httpClient: theirs as unknown as Stripe.HttpClient });
  const secrets = new SecretStoreClient({ httpClient: ours });
  return { theirs: theirs.sent, ours: ours.sent, stripe: stripe.apps.secrets, secrets };
}

const user = { type: "user", user: "usr_1" } as const;
const account = { type: "account" } as const;
const expires_at = Math.floor(Date.now() / 1000) + 3600;
const expand = ["payload"];
const name = "a name";
type Clients = ReturnType<typeof both>;

const REQUESTS: Record<string, (clients: Clients, options: CallOptions) => Promise<unknown>[]> = {
  "create for a user, with an expiry": ({ stripe, secrets }, options) => {
    const params = { name, payload: "a payload", scope: user, expires_at };
    return [stripe.create(params, options as Stripe.RequestOptions), secrets.createSecret(params, options)];
  },
  "create for the account": ({ stripe, secrets }, options) => {
    const params = { name, payload: '{"a":[1,2]}', scope: account };
    return [stripe.create(params, options as Stripe.RequestOptions), secrets.createSecret(params, options)];
  },
  find: ({ stripe, secrets }, options) => {
    const params = { name, scope: user };
    // Our client requests the payload by itself, because every secret looks empty without it.
    return [stripe.find({ ...params, expand }, options as Stripe.RequestOptions), secrets.findSecret(params, options)];
  },
  list: ({ stripe, secrets }, options) => {
    const params = { scope: account };
    return [stripe.list(params, options as Stripe.RequestOptions), secrets.listSecrets(params, options)];
  },
  "list, a page": ({ stripe, secrets }, options) => {
    const params = { scope: user, limit: 3, starting_after: "appsecret_1" };
    return [stripe.list(params, options as Stripe.RequestOptions), secrets.listSecrets(params, options)];
  },
  "list, the page before": ({ stripe, secrets }, options) => {
    const params = { scope: user, limit: 100, ending_before: "appsecret_1" };
    return [stripe.list(params, options as Stripe.RequestOptions), secrets.listSecrets(params, options)];
  },
  delete: ({ stripe, secrets }, options) => {
    const params = { name, scope: user };
    return [stripe.deleteWhere(params, options as Stripe.RequestOptions), secrets.deleteSecret(params, options)];
  },
};

/** Removes the headers that differ on purpose. */
function alike({ headers, ...request }: SentRequest) {
  const kept = Object.entries(headers).filter(([header, value]) => value !== undefined && !(header in DIFFERENT_ON_PURPOSE));
  return { ...request, headers: Object.fromEntries(kept) };
}

test.each(Object.keys(REQUESTS))("sends the request of stripe-node for %s", async (request) => {
  const clients = both();
  // Two requests, because stripe-node's second one has more headers.
  for (let round = 0; round < 2; round += 1) await Promise.all(REQUESTS[request]!(clients, {}));
  expect(clients.ours.map(alike)).toEqual(clients.theirs.map(alike));
  expect(clients.ours).toHaveLength(2);
});

test.each(Object.keys(REQUESTS))("sends it for %s with the options of a call", async (request) => {
  const clients = both();
  await Promise.all(REQUESTS[request]!(clients, { stripeAccount: "acct_1", timeout: 1234 }));
  expect(clients.ours.map(alike)).toEqual(clients.theirs.map(alike));
  expect(clients.ours[0]).toMatchObject({ timeout: 1234, headers: { "Stripe-Account": "acct_1" } });
});

test("sends the caller's idempotency key unchanged, and only with writes", async () => {
  for (const [request, send] of Object.entries(REQUESTS)) {
    const clients = both();
    const writes = /create|delete/.test(request);
    await Promise.all(send(clients, writes ? { idempotencyKey: "my-key" } : {}));
    const [ours, theirs] = [clients.ours, clients.theirs].map(([sent]) => sent?.headers["Idempotency-Key"]);
    expect(ours).toBe(writes ? "my-key" : undefined);
    expect(theirs).toBe(ours);
  }
});

test("sends a different key with each write", async () => {
  const { secrets, ours } = both();
  for (let call = 0; call < 100; call += 1) await secrets.deleteSecret({ name, scope: user });
  const keys = ours.map(({ headers }) => headers["Idempotency-Key"]);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{24,255}$/);
});

test("differs in each header that is listed as different", async () => {
  const clients = both();
  const send = REQUESTS.delete!;
  for (let round = 0; round < 2; round += 1) await Promise.all(send(clients, {}));
  const [ours, theirs] = [clients.ours[1]!.headers, clients.theirs[1]!.headers];
  expect(Object.keys(DIFFERENT_ON_PURPOSE).filter((header) => ours[header] === theirs[header])).toEqual([]);
});

// Encoders disagree about brackets and the marks that encodeURIComponent keeps.
const character = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(..."!*'()[]%&=+ ~;/?:@$,#\"\\\n\0") },
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { minLength: 1, maxLength: 200 }).map((characters) => characters.join(""));

test("encodes each name and payload with the same bytes as stripe-node", async () => {
  const theirs = capturing();
  const ours = capturing();
  const stripe = new Stripe(KEY, { httpClient: theirs as unknown as Stripe.HttpClient });
  const secrets = new SecretStoreClient({ httpClient: ours, cardNumbers: "allow" });
  await fc.assert(
    fc.asyncProperty(text, text, text, async (name, payload, user) => {
      theirs.sent.length = ours.sent.length = 0;
      const params = { name, payload, scope: { type: "user" as const, user } };
      const named = { name, scope: params.scope };
      await Promise.all([stripe.apps.secrets.create(params), secrets.createSecret(params)]);
      await Promise.all([stripe.apps.secrets.find({ ...named, expand }), secrets.findSecret(named)]);
      expect(ours.sent.map(alike)).toEqual(theirs.sent.map(alike));
    }),
    { numRuns: 500 },
  );
});
