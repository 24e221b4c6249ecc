// Reads through the cache of a backend, over an emulator whose requests are counted.

import { SecretStoreClient, type CallOptions, type FindSecretParams } from "stripe-secret-store";
import { withBulk } from "stripe-secret-store/bulk";
import { withReadCache, type CachedClient } from "stripe-secret-store/node";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf, recording, wrong, type RecordingClient } from "../../support/client";

const TTL = 60_000;
const CRM: FindSecretParams = { name: "crm", scope: "account" };

let emulator: Emulator;
let http: RecordingClient;
let secrets: SecretStoreClient;
let cached: CachedClient;
let now: number;
/** Runs before each answer. */
let before: (path: string) => Promise<void> | void;

beforeEach(async () => {
  emulator = createEmulator();
  const client = emulator.httpClientByKey();
  before = () => {};
  http = recording(async (_, { host, port, path, method, headers, body, protocol, timeout }) => {
    const response = client.makeRequest(host, port, path, method, headers, body, protocol, timeout);
    await before(path);
    return response;
  });
  secrets = new SecretStoreClient({ httpClient: http, apiKey: "sk_test_app_a", stripeAccount: "acct_cactus", maxNetworkRetries: 0 });
  now = Date.now();
  cached = withReadCache(secrets, { ttl: TTL, clock: () => now });
  await secrets.createSecret({ ...CRM, payload: "first" });
  http.sent.length = 0;
});

const payloadOf = async (client: CachedClient, params = CRM, options?: CallOptions) => (await client.findSecret(params, options))?.payload;

describe("a found secret", () => {
  test("is asked for once within its life", async () => {
    for (let call = 0; call < 3; call++) expect(await payloadOf(cached)).toBe("first");
    expect(http.sent).toHaveLength(1);
    now += TTL - 1;
    await payloadOf(cached);
    expect(http.sent).toHaveLength(1);
    now += 1;
    await payloadOf(cached);
    expect(http.sent).toHaveLength(2);
  });

  test("is asked for again when another program's write may be newer", async () => {
    await payloadOf(cached);
    await secrets.createSecret({ ...CRM, payload: "second" });
    expect(await payloadOf(cached)).toBe("first");
    now += TTL;
    expect(await payloadOf(cached)).toBe("second");
  });

  test("is asked for again after the clock was set back", async () => {
    await payloadOf(cached);
    now -= 1;
    await payloadOf(cached);
    expect(http.sent).toHaveLength(2);
  });

  test("is not kept beyond its own expiry", async () => {
    const expires_at = Math.floor(now / 1_000) + 10;
    await cached.createSecret({ ...CRM, payload: "short", expires_at });
    expect(await payloadOf(cached)).toBe("short");
    now = expires_at * 1_000;
    emulator.advance(11_000);
    expect(await payloadOf(cached)).toBeUndefined();
  });

  test("is the caller's own copy", async () => {
    const first = (await cached.findSecret(CRM))!;
    Object.assign(first, { payload: "changed" });
    Object.assign(first.scope, { type: "changed" });
    const second = (await cached.findSecret(CRM))!;
    expect(second).toMatchObject({ payload: "first", scope: { type: "account" } });
    Object.assign(second, { payload: "changed" });
    expect(await payloadOf(cached)).toBe("first");
  });

  test("is kept apart by name, scope, user, account and context", async () => {
    const user = { name: "crm", scope: { type: "user", user: "usr_1" } } as const;
    await secrets.createSecret({ ...user, payload: "of the user" });
    await secrets.createSecret({ name: "other", scope: "account", payload: "other" });
    for (let call = 0; call < 2; call++) {
      expect(await payloadOf(cached)).toBe("first");
      expect(await payloadOf(cached, user)).toBe("of the user");
      expect(await payloadOf(cached, { name: "other", scope: "account" })).toBe("other");
      expect(await payloadOf(cached, { ...user, scope: { type: "user", user: "usr_2" } })).toBeUndefined();
    }
    http.sent.length = 0;
    const elsewhere = [{ stripeAccount: "acct_other" }, { stripeContext: "acct_other" }];
    for (const options of elsewhere) await cached.findSecret(CRM, options).catch(() => undefined);
    await cached
      .forAccount("acct_other")
      .findSecret(CRM)
      .catch(() => undefined);
    expect(http.sent).toHaveLength(3);
  });

  test("is the same by each way to name its place", async () => {
    await payloadOf(cached);
    await payloadOf(cached, { name: "crm", scope: { type: "account" } });
    await payloadOf(cached, CRM, { stripeAccount: "acct_cactus", timeout: 1_000 });
    await payloadOf(cached.forAccount("acct_cactus"));
    expect(http.sent).toHaveLength(1);
  });
});

describe("simultaneous reads", () => {
  test("share one request, and each has its own copy", async () => {
    const [first, second, third] = await Promise.all([
      cached.findSecret(CRM),
      cached.findSecret({ name: "crm", scope: { type: "account" } }),
      cached.forAccount("acct_cactus").findSecret(CRM),
    ]);
    expect(http.sent).toHaveLength(1);
    Object.assign(first!, { payload: "changed" });
    Object.assign(second!.scope, { type: "changed" });
    expect(third).toMatchObject({ payload: "first", scope: { type: "account" } });
    expect(await payloadOf(cached)).toBe("first");
  });

  test("share a failure and a missing secret, which are not kept", async () => {
    const missing = { name: "missing", scope: "account" } as const;
    expect(await Promise.all([cached.findSecret(missing), cached.findSecret(missing)])).toEqual([null, null]);
    emulator.fail({ kind: "status", status: 500 });
    const errors = await Promise.all([errorOf(() => cached.findSecret(CRM)), errorOf(() => cached.findSecret(CRM))]);
    expect(errors.map(({ code }) => code)).toEqual(["service_failure", "service_failure"]);
    expect(http.sent).toHaveLength(2);
    expect(await payloadOf(cached)).toBe("first");
  });

  test("ask each by itself that can be ended, and another secret or account", async () => {
    const { signal } = new AbortController();
    await Promise.all([
      cached.findSecret(CRM),
      cached.findSecret(CRM, { signal }),
      cached.findSecret(CRM, { timeout: 1_000 }),
      cached.findSecret(CRM, { maxNetworkRetries: 0 }),
      cached.findSecret({ name: "other", scope: "account" }),
      cached.findSecret(CRM, { stripeAccount: "acct_other" }).catch(() => undefined),
    ]);
    expect(http.sent).toHaveLength(6);
  });

  test("never get an answer of before a write or a refresh that was called before them", async () => {
    const calls: Record<string, () => Promise<unknown>> = {
      write: () => cached.createSecret({ ...CRM, payload: "second" }),
      refresh: () => cached.refresh(CRM),
      clear: () => cached.refresh(),
    };
    for (const call of Object.values(calls)) {
      await cached.refresh();
      await secrets.createSecret({ ...CRM, payload: "first" });
      let answer = () => {};
      before = () => new Promise<void>((resolve) => (answer = resolve));
      const early = cached.findSecret(CRM);
      await vi.waitFor(() => expect(http.sent.at(-1)!.path).toContain("/find"));
      const answerEarly = answer;
      before = () => {};
      await secrets.createSecret({ ...CRM, payload: "newest" });
      const called = call();
      const late = cached.findSecret(CRM);
      await called;
      expect((await late)!.payload).not.toBe("first");
      answerEarly();
      expect((await early)!.payload).toBe("first");
    }
  });
});

describe("asks again after", () => {
  const WRITES: Record<string, (client: CachedClient) => Promise<unknown>> = {
    createSecret: (client) => client.createSecret({ ...CRM, payload: "second" }),
    deleteSecret: (client) => client.deleteSecret(CRM),
    "a write by forAccount": (client) => client.forAccount("acct_cactus").deleteSecret(CRM),
    "a write by forUser": (client) => client.forUser({ id: "usr_1" }).deleteSecret(CRM),
    "a write that names the account": (client) => client.deleteSecret(CRM, { stripeAccount: "acct_cactus" }),
    "a write that failed, but may have happened": async (client) => {
      emulator.fail({ kind: "no_answer", executed: true });
      await errorOf(() => client.createSecret({ ...CRM, payload: "second" }));
    },
    "deleteSecrets of withBulk": (client) => withBulk(client).deleteSecrets({ scope: "account" }),
    "refresh()": (client) => client.refresh(),
  };

  test.each(Object.entries(WRITES))("%s", async (_, write) => {
    await payloadOf(cached);
    await write(cached);
    http.sent.length = 0;
    expect(await payloadOf(cached)).toBe((await secrets.findSecret(CRM))?.payload);
    expect(http.sent).toHaveLength(2);
  });

  test("a write that came while the read was on its way", async () => {
    let isFirst = true;
    before = async (path) => {
      if (!path.includes("/find") || !isFirst) return;
      isFirst = false;
      await cached.createSecret({ ...CRM, payload: "second" });
    };
    // The answer was made before the write.
    expect(await payloadOf(cached)).toBe("first");
    expect(await payloadOf(cached)).toBe("second");
  });

  test("refresh() that came while the read was on its way", async () => {
    let isFirst = true;
    before = async (path) => {
      if (!path.includes("/find") || !isFirst) return;
      isFirst = false;
      await secrets.createSecret({ ...CRM, payload: "second" });
      await cached.refresh();
    };
    expect(await payloadOf(cached)).toBe("first");
    expect(await payloadOf(cached)).toBe("second");
  });
});

test("follows a clock that is replaced later, such as that of fake timers", async () => {
  const byDate = withReadCache(secrets, { ttl: TTL });
  await payloadOf(byDate);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + TTL + 1_000 });
  await payloadOf(byDate);
  vi.useRealTimers();
  expect(http.sent).toHaveLength(2);
});

test("refresh finds one secret again, and keeps it", async () => {
  await payloadOf(cached);
  await secrets.createSecret({ ...CRM, payload: "second" });
  expect(await cached.refresh(CRM)).toMatchObject({ payload: "second" });
  http.sent.length = 0;
  expect(await payloadOf(cached)).toBe("second");
  expect(http.sent).toEqual([]);
});

test("keeps no secret that it did not find, and no error", async () => {
  const absent: FindSecretParams = { name: "absent", scope: "account" };
  expect(await cached.findSecret(absent)).toBeNull();
  await secrets.createSecret({ ...absent, payload: "now" });
  expect(await payloadOf(cached, absent)).toBe("now");
  emulator.fail({ kind: "status", status: 500 });
  await errorOf(() => cached.findSecret(CRM));
  expect(await payloadOf(cached)).toBe("first");
});

test("keeps at most maxEntries secrets, and drops the oldest", async () => {
  const small = withReadCache(secrets, { ttl: TTL, maxEntries: 2 });
  const places = ["a", "b", "c"].map((name): FindSecretParams => ({ name, scope: "account" }));
  for (const place of places) await secrets.createSecret({ ...place, payload: place.name });
  http.sent.length = 0;
  for (const place of places) await payloadOf(small, place);
  await payloadOf(small, places[2]);
  await payloadOf(small, places[1]);
  expect(http.sent).toHaveLength(3);
  await payloadOf(small, places[0]);
  expect(http.sent).toHaveLength(4);
});

describe("leaves to the client", () => {
  test("every check of parameters and options", async () => {
    await payloadOf(cached);
    const calls: [params: object, options: object | undefined, code: string][] = [
      [{ ...CRM, colour: 1 }, undefined, "invalid_parameter"],
      [{ name: "crm", scope: { type: "account", user: "usr_1" } }, undefined, "invalid_scope"],
      [{ name: "crm", scope: "accounts" }, undefined, "invalid_scope"],
      [CRM, { colour: 1 }, "invalid_option"],
    ];
    for (const [params, options, code] of calls)
      expect(await errorOf(() => cached.findSecret(wrong(params), wrong(options))), JSON.stringify([params, options])).toMatchObject({
        code,
      });
    for (const params of [undefined, null, 1, "crm"])
      expect(await errorOf(() => cached.findSecret(wrong(params)))).toMatchObject({ code: "invalid_parameter" });
  });

  test("the user that a client of one user may name", async () => {
    const theirs = { name: "crm", scope: { type: "user", user: "usr_2" } } as const;
    await secrets.createSecret({ ...theirs, payload: "of the second" });
    expect(await payloadOf(cached, theirs)).toBe("of the second");
    expect(await errorOf(() => cached.forUser({ id: "usr_1" }).findSecret(theirs))).toMatchObject({ code: "foreign_user" });
  });

  test("a signal that is aborted", async () => {
    await payloadOf(cached);
    expect(await errorOf(() => cached.findSecret(CRM, { signal: AbortSignal.abort() }))).toMatchObject({ code: "aborted" });
  });

  test("the other methods", async () => {
    expect((await cached.listSecrets({ scope: "account" })).data.map(({ name }) => name)).toEqual(["crm"]);
    expect(cached.locate({ scope: "account" })).toEqual(secrets.locate({ scope: "account" }));
    expect(cached).toBeInstanceOf(SecretStoreClient);
  });
});

test.each([
  [undefined, "ttl must be a number of milliseconds above 0."],
  [{}, "ttl must be a number of milliseconds above 0."],
  [{ ttl: 0 }, "ttl must be a number of milliseconds above 0."],
  [{ ttl: "1000" }, "ttl must be a number of milliseconds above 0."],
  [{ ttl: 1, maxEntries: 0 }, "maxEntries must be a whole number above 0."],
  [{ ttl: 1, clock: 1 }, "clock must be a function that returns milliseconds."],
  [{ ttl: 1, life: 1 }, "life is unknown: pass { ttl, maxEntries, clock }."],
])("refuses the options %j", async (options, message) => {
  expect(await errorOf(() => withReadCache(secrets, wrong(options)))).toMatchObject({ code: "invalid_option", message });
});
