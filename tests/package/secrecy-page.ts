// In a page: what calls leave of a payload and of a key in the module's memory. Bundled by secrecy.test.ts, and run there.

import { SecretStoreClient, type CallOptions, type CreateSecretParams, type HttpClient } from "stripe-secret-store";
import { erase, fragmentsOf, watchedMemory, withoutFills } from "./secrecy-memory";

export interface Scan {
  /** How many fragments there were while a form was being built. */
  during: number;
  /** How many after calls, by what was called. */
  after: Record<string, number>;
  /** How often each module had the instruction that wipes, where it was to be without. */
  fills: number[];
}

const SECRET = {
  id: "appsecret_1",
  object: "apps.secret",
  created: 1,
  livemode: false,
  name: "token",
  expires_at: null,
  scope: { type: "user", user: "usr_1" },
};

export async function scan({ wiping }: { wiping: boolean }): Promise<Scan> {
  const memory = watchedMemory();
  const fills = wiping ? () => [] : withoutFills();
  const payload = random(500, "%& é☃😀");
  const key = `sk_test_${random(90)}`;
  const fragments = fragmentsOf([payload, key]);
  const found = () => erase(memory(), fragments);

  const over = (makeRequest: HttpClient["makeRequest"], apiKey = key) =>
    new SecretStoreClient({
      httpClient: { getClientName: () => "page", makeRequest },
      userContext: { id: "usr_1" },
      apiKey,
      maxNetworkRetries: 0,
    });
  const answering = (status: number, json: unknown) =>
    over(async () => ({ getStatusCode: () => status, getHeaders: () => ({}), toJSON: async () => json as object }));
  const silent = over(() => new Promise(() => {}));
  const good = answering(200, { ...SECRET, payload });
  const listing = answering(200, { object: "list", data: [{ ...SECRET, payload }], has_more: false, url: "" });
  const deleting = answering(200, { ...SECRET, deleted: true });
  const create = (more: Partial<CreateSecretParams> = {}, options?: CallOptions, client = good) =>
    client.createSecret({ name: "token", payload, ...more }, options);
  /** A scope during whose reading something is done: after the payload was encoded. */
  const reading = (act: () => unknown) => ({
    get type() {
      act();
      return "user" as const;
    },
  });

  const calls: Record<string, () => unknown> = {
    "a client": () => over(async () => Promise.reject()),
    "a client that is refused": () => over(async () => Promise.reject(), `${key}\n`),
    "a create": () => create(),
    "a find": () => good.findSecret({ name: "token" }),
    "a find by a name": () => answering(404, { error: { code: "resource_missing" } }).findSecret({ name: payload }),
    "a list": () => listing.listSecrets(),
    "a delete": () => deleting.deleteSecret({ name: "token" }),
    "a create that is refused for its expiry": () => create({ expires_at: 1 }),
    "a create that is refused for a card number": () => create({ payload: `${payload} 4242 4242 4242 4242` }),
    "a create that is refused for its user": () => create({ scope: { type: "user", user: "usr_2" } }),
    "a create that is refused for its length": () => create({ payload: payload.repeat(50) }),
    "a create that is refused for half a pair": () => create({ payload: `${payload}\ud800` }),
    "a create that the service refuses": () => create({}, {}, answering(400, { error: { message: payload } })),
    "a create that the service fails": () => create({}, {}, answering(500, undefined)),
    "a create whose answer is unreadable": () => create({}, {}, answering(200, payload)),
    "a create without an answer": () =>
      create(
        {},
        {},
        over(() => Promise.reject(payload)),
      ),
    "a create that takes too long": () => create({}, { timeout: 1 }, silent),
    "a create that was aborted before": () => create({}, { signal: AbortSignal.abort() }),
    "a create that is aborted": () => {
      const controller = new AbortController();
      const call = create({}, { signal: controller.signal }, silent);
      controller.abort();
      return call;
    },
    "a create within a create": () => create({ scope: reading(() => create()) }),
    "creates for which the stack is too full": () => atTheBrink(() => create({ scope: reading(() => create()) })),
  };
  const after: Scan["after"] = {};
  // What the clients left when they were made is looked at where one is a call.
  found();
  for (const [what, call] of Object.entries(calls)) {
    // How they end is what other tests are about.
    await Promise.allSettled([(async () => call())()]);
    after[what] = found();
  }
  let during = 0;
  await create({ scope: reading(() => (during = found())) }).catch(() => undefined);
  return { during, after, fills: fills() };
}

/** Calls with less and less of the stack taken, from where nothing is left. */
function atTheBrink(call: () => Promise<unknown>) {
  const made: Promise<unknown>[] = [];
  const deeper = () => {
    try {
      deeper();
    } catch {
      // Of those that go on, a few hundred frames behind the brink are enough.
    }
    if (made.length < 300)
      made.push(
        Promise.resolve().then(() => undefined),
        call(),
      );
  };
  try {
    deeper();
  } catch {
    // The last one had no stack for itself.
  }
  return Promise.allSettled(made);
}

/** Text of which no eight bytes are like those of anything else. */
function random(length: number, others = "") {
  const characters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", ...others];
  const numbers = crypto.getRandomValues(new Uint32Array(length));
  return Array.from(numbers, (number) => characters[number % characters.length]).join("");
}
