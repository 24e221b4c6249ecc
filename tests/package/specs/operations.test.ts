// The four operations, over the emulator.

import { SecretStoreClient, type CallOptions } from "stripe-secret-store";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { errorOf, recording, respond, scripted, USER } from "../support/client";

let emulator: Emulator;
let secrets: SecretStoreClient;

beforeEach(() => {
  emulator = createEmulator();
  secrets = extensionOf(USER);
});

const extensionOf = (user: string) => new SecretStoreClient({ httpClient: emulator.httpClient({ user }), userContext: { id: user } });
const backend = () => new SecretStoreClient({ httpClient: emulator.httpClient(), apiKey: "sk_test_made_up" });
const namesOf = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name).sort();

describe("a secret", () => {
  test("is created, found, listed and deleted", async () => {
    const created = await secrets.createSecret({ name: "token", payload: "a payload" });
    expect(created).toEqual({
      id: expect.stringMatching(/^appsecret_/),
      object: "apps.secret",
      created: expect.any(Number),
      expires_at: null,
      livemode: false,
      name: "token",
      scope: { type: "user", user: USER },
    });
    expect(await secrets.findSecret({ name: "token" })).toEqual({ ...created, payload: "a payload" });
    expect(await secrets.listSecrets()).toEqual({ object: "list", data: [created], has_more: false, url: "/v1/apps/secrets" });
    expect(await secrets.deleteSecret({ name: "token" })).toEqual({ id: created.id, object: "apps.secret", deleted: true });
    expect(await secrets.findSecret({ name: "token" })).toBeNull();
    expect((await secrets.listSecrets()).data).toEqual([]);
  });

  test("is replaced by one of the same name in the same scope", async () => {
    await secrets.createSecret({ name: "token", payload: "old" });
    await secrets.createSecret({ name: "token", payload: "new" });
    expect(await secrets.findSecret({ name: "token" })).toMatchObject({ payload: "new" });
    expect((await secrets.listSecrets()).data).toHaveLength(1);
  });
});

describe("a scope", () => {
  test("shares the account's secrets, but not a user's", async () => {
    await secrets.createSecret({ name: "shared", payload: "p", scope: "account" });
    await secrets.createSecret({ name: "mine", payload: "p" });
    const other = extensionOf("usr_2");
    expect(await other.findSecret({ name: "shared", scope: "account" })).toMatchObject({ scope: { type: "account" } });
    expect(await other.findSecret({ name: "mine" })).toBeNull();
    expect(await secrets.findSecret({ name: "shared" })).toBeNull();
    expect(await secrets.findSecret({ name: "mine", scope: "account" })).toBeNull();
  });

  test("is named by a word or by an object", async () => {
    await secrets.createSecret({ name: "shared", payload: "p", scope: { type: "account" } });
    await secrets.createSecret({ name: "mine", payload: "p", scope: { type: "user" } });
    expect(await secrets.findSecret({ name: "shared", scope: "account" })).not.toBeNull();
    for (const scope of ["user", { type: "user" }, { type: "user", user: USER }] as const) {
      expect(await secrets.findSecret({ name: "mine", scope })).not.toBeNull();
    }
  });

  test("defaults to the client's scope", async () => {
    const shared = new SecretStoreClient({ httpClient: emulator.httpClient({ user: USER }), scope: "account" });
    await shared.createSecret({ name: "shared", payload: "p" });
    expect(namesOf(await secrets.listSecrets({ scope: "account" }))).toEqual(["shared"]);
    expect(namesOf(await secrets.listSecrets())).toEqual([]);
  });

  test("gives a backend access to any user", async () => {
    await secrets.createSecret({ name: "mine", payload: "p" });
    const scope = { type: "user", user: USER } as const;
    expect(await backend().findSecret({ name: "mine", scope })).toMatchObject({ payload: "p" });
    expect(namesOf(await backend().listSecrets({ scope }))).toEqual(["mine"]);
    await backend().deleteSecret({ name: "mine", scope });
    expect(await secrets.findSecret({ name: "mine" })).toBeNull();
  });

  test("holds ten secrets that can each be replaced", async () => {
    for (let index = 0; index < 10; index += 1) await secrets.createSecret({ name: `${index}`, payload: "p" });
    expect(await errorOf(() => secrets.createSecret({ name: "11th", payload: "p" }))).toMatchObject({ code: "scope_full", status: 400 });
    await secrets.createSecret({ name: "3", payload: "new" });
    await secrets.createSecret({ name: "11th", payload: "p", scope: "account" });
  });
});

test("makes a client of another user by forUser", async () => {
  const shared = recording((_, request) => {
    const { host, port, path, method, headers, body, protocol, timeout } = request;
    return emulator.httpClient().makeRequest(host, port, path, method, headers, body, protocol, timeout);
  });
  const first = new SecretStoreClient({ httpClient: shared, userContext: { id: "usr_1" }, timeout: 4321 });
  const second = first.forUser({ id: "usr_2" });
  await second.createSecret({ name: "of the second", payload: "p" });
  expect(namesOf(await first.listSecrets())).toEqual([]);
  expect(namesOf(await second.listSecrets())).toEqual(["of the second"]);
  expect(shared.sent.map(({ timeout }) => timeout)).toEqual([4321, 4321, 4321]);
});

test("makes a client of another account by forAccount", async () => {
  const shared = scripted({ status: 401, json: {} });
  const backend = new SecretStoreClient({ httpClient: shared, apiKey: "sk_test_made_up", timeout: 4321, maxNetworkRetries: 0 });
  const second = backend.forAccount("acct_1").forAccount("acct_2");
  for (const client of [backend, second]) await errorOf(() => client.listSecrets({ scope: "account" }));
  expect(shared.sent.map(({ headers, timeout }) => [headers["Stripe-Account"], headers.Authorization, timeout])).toEqual([
    [undefined, "Bearer sk_test_made_up", 4321],
    ["acct_2", "Bearer sk_test_made_up", 4321],
  ]);
  expect(second.locate({ scope: "account" })).toEqual({ account: "acct_2", context: undefined, scope: { type: "account" } });
});

describe("an expiry", () => {
  const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

  test("is given in seconds or as a Date, and ends the secret", async () => {
    const expires_at = inAnHour();
    expect(await secrets.createSecret({ name: "seconds", payload: "p", expires_at })).toMatchObject({ expires_at });
    expect(await secrets.createSecret({ name: "date", payload: "p", expires_at: new Date(expires_at * 1000 + 999) })).toMatchObject({
      expires_at,
    });
    await secrets.createSecret({ name: "never", payload: "p", expires_at: null });
    emulator.advance(3_500_000);
    expect(namesOf(await secrets.listSecrets())).toEqual(["date", "never", "seconds"]);
    emulator.advance(200_000);
    expect(namesOf(await secrets.listSecrets())).toEqual(["never"]);
    expect(await secrets.findSecret({ name: "seconds" })).toBeNull();
  });

  test("can be copied from an answered secret", async () => {
    const { expires_at = null } = await secrets.createSecret({ name: "one", payload: "p", expires_at: inAnHour() });
    expect(await secrets.createSecret({ name: "two", payload: "p", expires_at })).toMatchObject({ expires_at });
  });
});

describe("a list", () => {
  beforeEach(async () => {
    for (let index = 0; index < 7; index += 1) await secrets.createSecret({ name: `${index}`, payload: "p" });
  });

  test("comes in pages, each secret once, forwards and back", async () => {
    const pages = [];
    let page = await secrets.listSecrets({ limit: 3 });
    for (; page.has_more; page = await secrets.listSecrets({ limit: 3, starting_after: page.data.at(-1)!.id })) pages.push(page);
    pages.push(page);
    expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1]);
    expect(pages.flatMap(namesOf).sort()).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
    const before = await secrets.listSecrets({ limit: 3, ending_before: pages[1]!.data[0]!.id });
    expect(before.data).toEqual(pages[0]!.data);
  });

  test("has no payloads", async () => {
    for (const secret of (await secrets.listSecrets()).data) expect(secret).not.toHaveProperty("payload");
  });
});

describe("a secret that does not exist", () => {
  test("is found as null", async () => {
    expect(await secrets.findSecret({ name: "nothing" })).toBeNull();
  });

  test("cannot be deleted", async () => {
    expect(await errorOf(() => secrets.deleteSecret({ name: "nothing" }))).toMatchObject({
      code: "not_found",
      status: 404,
      stripeCode: "resource_missing",
    });
  });

  test.each([403, 404, 400, 500])("is not reported by a find that fails with %i", async (status) => {
    const httpClient = recording(() => respond({ status, json: { error: { type: "invalid_request_error" } } }));
    const client = new SecretStoreClient({ httpClient, scope: "account", maxNetworkRetries: 0 });
    expect((await errorOf(() => client.findSecret({ name: "token" }))).status).toBe(status);
  });
});

describe("the options of a call", () => {
  const answering = () =>
    recording(() => respond({ status: 200, json: { object: "list", data: [], has_more: false, url: "/v1/apps/secrets" } }));

  test("apply to that call only", async () => {
    const httpClient = answering();
    const client = new SecretStoreClient({ httpClient, scope: "account", stripeAccount: "acct_client", timeout: 1_000 });
    const sendings: (CallOptions | undefined)[] = [undefined, { stripeAccount: "acct_call" }, { timeout: 2_000 }, undefined];
    for (const options of sendings) await client.listSecrets({}, options);
    expect(httpClient.sent.map(({ headers, timeout }) => [headers["Stripe-Account"], timeout])).toEqual([
      ["acct_client", 1_000],
      ["acct_call", 1_000],
      ["acct_client", 2_000],
      ["acct_client", 1_000],
    ]);
  });

  test("count as missing if they are undefined", async () => {
    const httpClient = answering();
    const options = {
      signal: undefined,
      timeout: undefined,
      maxNetworkRetries: undefined,
      idempotencyKey: undefined,
      stripeAccount: undefined,
    };
    await new SecretStoreClient({ httpClient, scope: "account" }).listSecrets({ limit: undefined } as never, options as CallOptions);
    expect(httpClient.sent).toHaveLength(1);
  });

  test("choose the account of a backend", async () => {
    const scope = "account";
    const [first, other] = [{ stripeAccount: "acct_cactus" }, { stripeAccount: "acct_other" }];
    emulator = createEmulator({
      world: {
        apps: [{ id: "app_a", owner: "acct_maker", distribution: "published" }],
        accounts: [first, other].map(({ stripeAccount }) => ({ id: stripeAccount, installed: ["app_a"] })),
      },
    });
    await backend().createSecret({ name: "elsewhere", payload: "p", scope }, other);
    expect(namesOf(await backend().listSecrets({ scope }, first))).toEqual([]);
    expect(namesOf(await backend().listSecrets({ scope }, other))).toEqual(["elsewhere"]);
  });
});

test("returns the very object that the host parsed", async () => {
  const json = { object: "list", data: [], has_more: false, url: "/v1/apps/secrets", something_new: 1 };
  const client = new SecretStoreClient({ httpClient: recording(() => respond({ status: 200, json })), scope: "account" });
  expect(await client.listSecrets()).toBe(json);
});
