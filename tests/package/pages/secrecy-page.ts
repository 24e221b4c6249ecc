// Runs in a page: searches the module's memory for parts of a payload and a key after calls. secrecy.test.ts bundles and runs it.

import { SecretStoreClient, type CallOptions, type CreateSecretParams, type HttpClient } from "stripe-secret-store";
import { erase, fragmentsOf, watchedMemory, withoutFills } from "../support/secrecy-memory";

export interface Scan {
  /** The number of fragments while a form was being built. */
  during: number;
  /** The numbers after calls, by kind of call. */
  after: Record<string, number>;
  /** The number of wiping instructions that were removed from each module. */
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
  /** Returns a scope that runs a function when it is read. */
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
    "creates with a full stack": () => atTheBrink(() => create({ scope: reading(() => create()) })),
  };
  const after: Scan["after"] = {};
  // The creation of a client is a kind of its own, so its fragments are removed first.
  found();
  for (const [what, call] of Object.entries(calls)) {
    // Other tests check the results.
    await Promise.allSettled([(async () => call())()]);
    after[what] = found();
  }
  let during = 0;
  const { decode } = TextDecoder.prototype;
  // The sender reads the form from the memory by this.
  TextDecoder.prototype.decode = function (...given) {
    during = found();
    return decode.apply(this, given);
  };
  await create().catch(() => undefined);
  TextDecoder.prototype.decode = decode;
  return { during, after, fills: fills() };
}

/** Makes calls with less and less of the stack in use, beginning with a full stack. */
function atTheBrink(call: () => Promise<unknown>) {
  const made: Promise<unknown>[] = [];
  const deeper = () => {
    try {
      deeper();
    } catch {
      // A few hundred frames below the limit are enough for calls that go on.
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
    // The last call had no stack at all.
  }
  return Promise.allSettled(made);
}

/** Returns a text whose runs of eight bytes occur nowhere else. */
function random(length: number, others = "") {
  const characters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", ...others];
  const numbers = crypto.getRandomValues(new Uint32Array(length));
  return Array.from(numbers, (number) => characters[number % characters.length]).join("");
}
