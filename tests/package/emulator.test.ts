// The emulator in the process: its worlds, permissions, clock, assumptions and log, through the client of the package.

import { readFileSync } from "node:fs";
import { SecretStoreClient } from "stripe-secret-store";
import {
  createEmulator,
  type AssumptionName,
  type Emulator,
  type EmulatorOptions,
  type Who,
  type World,
} from "stripe-secret-store/testing";
import { describe, expect, test, vi } from "vitest";
import { errorOf, packageFolder, wrong } from "./support";

const over = (emulator: Emulator, who: Who = {}) =>
  new SecretStoreClient({ httpClient: emulator.httpClient(who), scope: "account", maxNetworkRetries: 0, cardNumbers: "allow" });

const namesOf = async (secrets: SecretStoreClient) => (await secrets.listSecrets()).data.map(({ name }) => name).sort();

/** The message with which `act` throws, at once. */
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  }
  return expect.fail("nothing was thrown");
}

/** The answer to a request as it is, through who holds its key or through a client. */
const ask = (httpClient = createEmulator().httpClient(), path = "/v1/apps/secrets?scope[type]=account", headers: object = {}) =>
  httpClient.makeRequest("api.stripe.com", "443", path, "GET", headers, null, "https", 1_000);

const APPS = [
  { id: "app_first", owner: "acct_us", distribution: "uploaded" },
  { id: "app_second", owner: "acct_us", distribution: "uploaded" },
  { id: "app_theirs", owner: "acct_them", distribution: "uploaded" },
  { id: "app_public", owner: "acct_us", distribution: "published" },
] as const;

const WORLD: World = {
  apps: APPS,
  accounts: [
    { id: "acct_shop", users: [{ id: "usr_ann", name: "Ann" }], installed: APPS.map(({ id }) => id) },
    { id: "acct_club", users: [{ id: "usr_ben" }], installed: ["app_first"] },
  ],
  keys: [{ key: "sk_test_of_my_own", app: "app_public" }],
  secrets: [{ app: "app_first", account: "acct_shop", name: "from the start", payload: "made up", expires_in: 60 }],
};

describe("a world", () => {
  test("has apps that share and apps that do not", async () => {
    const emulator = createEmulator({ world: WORLD });
    const of = (app: string) => over(emulator, { app, account: "acct_shop" });
    await of("app_first").createSecret({ name: "shared", payload: "p" });
    const seen: Record<string, string[]> = {};
    for (const { id } of APPS) seen[id] = await namesOf(of(id));
    expect(seen).toEqual({ app_first: ["shared"], app_second: ["shared"], app_theirs: [], app_public: [] });
  });

  test("keeps accounts, live mode and users apart", async () => {
    const emulator = createEmulator({ world: WORLD });
    await over(emulator, { account: "acct_shop" }).createSecret({ name: "here", payload: "p" });
    expect(await namesOf(over(emulator, { account: "acct_club" }))).toEqual([]);
    expect(await namesOf(over(emulator, { account: "acct_shop", livemode: true }))).toEqual([]);
    expect(await namesOf(over(emulator, { account: "acct_shop", user: "usr_ann" }))).toEqual(["here"]);
    const live = over(emulator, { account: "acct_shop", livemode: true });
    expect(await live.createSecret({ name: "there", payload: "p" })).toMatchObject({ livemode: true });
  });

  test.each([
    ["an app", { app: "app_x" }, /no app `app_x`.*app_first, app_second/],
    ["an account", { account: "acct_x" }, /no account `acct_x`.*acct_shop, acct_club/],
    ["a user", { user: "usr_x" }, /no user `usr_x`.*usr_ann, usr_ben/],
    ["a user of another account", { account: "acct_shop", user: "usr_ben" }, /no user `usr_ben`.*There is: usr_ann\./],
  ])("that lacks %s says at once what it has", (_, who, pattern) => {
    const message = messageOf(() => createEmulator({ world: WORLD }).httpClient(who));
    expect(message).toMatch(pattern);
    expect(message).toContain("createEmulator({ world })");
  });

  test("may be the text of a world file, TOML or JSON", () => {
    const toml = `[[apps]]\nid = "app_toml"\nowner = "acct_us"\ndistribution = "uploaded"\n[[accounts]]\nid = "acct_shop"\ninstalled = ["app_toml"]\n`;
    expect(createEmulator({ world: toml }).world.apps.map(({ id }) => id)).toEqual(["app_toml"]);
    expect(createEmulator({ world: JSON.stringify(WORLD, null, 2) }).world).toEqual(createEmulator({ world: WORLD }).world);
  });

  test("tells what is in it", () => {
    const { apps, accounts, keys } = createEmulator({ world: WORLD }).world;
    expect(apps[0]).toEqual({
      id: "app_first",
      name: "app_first",
      owner: "acct_us",
      distribution: "uploaded",
      permissions: ["secret_write"],
    });
    expect(accounts[1]).toEqual({
      id: "acct_club",
      name: "acct_club",
      users: [{ id: "usr_ben", name: "usr_ben" }],
      installations: [{ app: "app_first", permissions: ["secret_write"] }],
    });
    expect(keys).toContainEqual({ key: "sk_test_of_my_own", app: "app_public", livemode: false });
    expect(keys).toContainEqual({ key: "ek_live_app_first_usr_ann", app: "app_first", user: "usr_ann", livemode: true });
    // A backend's and one for each user, in two modes.
    expect(keys).toHaveLength(APPS.length * 2 * (1 + 2) + 1);
  });

  test("has keys by which who asks can be told", async () => {
    const emulator = createEmulator({ world: WORLD });
    const byKey = (apiKey: string) =>
      new SecretStoreClient({ httpClient: emulator.httpClientByKey(), apiKey, scope: "account", maxNetworkRetries: 0 });
    const to = { stripeAccount: "acct_shop" };
    await byKey("sk_test_app_first").createSecret({ name: "token", payload: "p" }, to);
    expect((await byKey("ek_test_app_second_usr_ann").listSecrets({}, to)).data).toHaveLength(1);
    expect((await byKey("sk_test_of_my_own").listSecrets({}, to)).data).toEqual([]);
    expect((await byKey("sk_live_app_first").listSecrets({}, to)).data).toEqual([]);
    expect(await errorOf(() => byKey("sk_test_nobody").listSecrets())).toMatchObject({ code: "unauthorized" });
    expect(emulator.requests.map(({ who }) => who?.app)).toEqual(["app_first", "app_second", "app_public", "app_first", undefined]);
    expect(emulator.requests.at(-1)).toMatchObject({ who: null, status: 401 });
  });

  test("without a word is the picture of Stripe's guide", async () => {
    const emulator = createEmulator();
    expect(emulator.world.apps.map(({ id }) => id)).toEqual(["app_a", "app_b"]);
    expect(emulator.keys.map(({ key }) => key)).toEqual(expect.arrayContaining(["sk_test_app_a", "ek_test_app_b_usr_2"]));
    await ask(emulator.httpClient(), undefined, { Authorization: "Bearer whatever" });
    expect(emulator.requests[0]?.who).toEqual({ app: "app_a", account: "acct_cactus", livemode: false });
  });
});

describe("the world's own secrets", () => {
  const who = { app: "app_first", account: "acct_shop" };

  test("are there when asked for, and expire like others", async () => {
    expect(await namesOf(over(createEmulator({ world: WORLD }), who))).toEqual([]);
    const emulator = createEmulator({ world: WORLD, seeded: true });
    expect(await over(emulator, who).findSecret({ name: "from the start" })).toMatchObject({ payload: "made up" });
    emulator.advance(61);
    expect(await namesOf(over(emulator, who))).toEqual([]);
    emulator.clear();
    expect(await namesOf(over(emulator, who))).toEqual([]);
    emulator.clear({ seed: true });
    expect(await namesOf(over(emulator, who))).toEqual(["from the start"]);
  });

  test("of the guide's picture", async () => {
    const emulator = createEmulator({ seeded: true });
    expect(await namesOf(over(emulator))).toEqual(["Bar API key"]);
    const user = new SecretStoreClient({ httpClient: emulator.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
    expect(await namesOf(user)).toEqual(["Foo API key"]);
  });
});

describe("permissions and installations", () => {
  const installation = { app: "app_a", account: "acct_cactus" };

  test("a write needs the permission, and a read does not", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    await secrets.createSecret({ name: "token", payload: "p" });
    emulator.revoke(installation);
    expect(await errorOf(() => secrets.createSecret({ name: "token", payload: "p" }))).toMatchObject({ code: "permission_missing" });
    expect(await errorOf(() => secrets.deleteSecret({ name: "token" }))).toMatchObject({ code: "permission_missing", status: 403 });
    expect(await namesOf(secrets)).toEqual(["token"]);
    expect(await over(emulator, { app: "app_b" }).createSecret({ name: "token", payload: "p" })).toMatchObject({ name: "token" });
    emulator.grant({ ...installation, permission: "secret_write" });
    await secrets.deleteSecret({ name: "token" });
  });

  test("an app that was uninstalled reaches nothing, until it is installed again", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    await secrets.createSecret({ name: "token", payload: "p" });
    emulator.uninstall(installation);
    expect(emulator.world.accounts[0]?.installations.map(({ app }) => app)).toEqual(["app_b"]);
    expect(await errorOf(() => secrets.listSecrets())).toMatchObject({ code: "app_uninstalled", status: 403 });
    emulator.install(installation);
    expect(await namesOf(secrets)).toEqual(["token"]);
  });

  test("what the world lacks is said", () => {
    const emulator = createEmulator();
    for (const name of ["grant", "revoke", "install", "uninstall"] as const) {
      expect(messageOf(() => emulator[name]({ app: "app_x", account: "acct_cactus" }))).toMatch(`${name}(): There is no app \`app_x\``);
      expect(messageOf(() => emulator[name]({ app: "app_a", account: "acct_x" }))).toMatch(/no account `acct_x`/);
    }
    emulator.uninstall(installation);
    expect(messageOf(() => emulator.grant(installation))).toMatch(/There is: app_b/);
  });
});

describe("the clock", () => {
  test("is the machine's, moved forward, and what it says is kept", async () => {
    let milliseconds = 1_900_000_000_999;
    const emulator = createEmulator({ now: () => milliseconds });
    await ask(emulator.httpClient());
    emulator.advance(86_400);
    milliseconds += 1_000;
    await ask(emulator.httpClient());
    expect(emulator.requests.map(({ time }) => time)).toEqual([1_900_000_000, 1_900_086_401]);
  });

  test("ends an idempotency key after a day", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    const create = (payload: string) => secrets.createSecret({ name: "token", payload }, { idempotencyKey: "key" });
    await create("first");
    expect(await errorOf(() => create("second"))).toMatchObject({ code: "idempotency_conflict" });
    emulator.advance(2 * 86_400);
    await create("second");
    expect(await secrets.findSecret({ name: "token" })).toMatchObject({ payload: "second" });
  });
});

test("a request with the same idempotency key is answered as the first, and does nothing", async () => {
  const emulator = createEmulator();
  const secrets = over(emulator);
  const create = () => secrets.createSecret({ name: "token", payload: "p" }, { idempotencyKey: "key" });
  const first = await create();
  await secrets.deleteSecret({ name: "token" });
  expect(await create()).toEqual(first);
  expect(await namesOf(secrets)).toEqual([]);
  expect(emulator.requests.map(({ idempotencyKey, replayed }) => [idempotencyKey, replayed])).toEqual([
    [true, false],
    [true, false],
    [true, true],
    [false, false],
  ]);
});

describe("assumptions", () => {
  test("their names are typed as they are", () => {
    const declared = readFileSync(`${packageFolder}dist/testing/assumptions.d.ts`, "utf8");
    const union = /type AssumptionName = ([^;]+);/.exec(declared)?.[1] ?? "";
    const names = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(createEmulator().assumptions.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(30);
  });

  test("each says what it is, and can be switched off and on", () => {
    const emulator = createEmulator();
    for (const { name, does, instead, why, holds } of emulator.assumptions) {
      expect(
        [does, instead, why].every((text) => text.length > 5),
        name,
      ).toBe(true);
      expect(holds).toBe(true);
      emulator.assume(name, false);
      expect(emulator.assumptions.filter((one) => !one.holds).map((one) => one.name)).toEqual([name]);
      emulator.assume(name, true);
    }
  });

  const WITHOUT: [name: AssumptionName, act: (emulator: Emulator) => Promise<unknown>, held: unknown, off: unknown][] = [
    ["reads_are_free", (emulator) => revoked(emulator).listSecrets(), undefined, "permission_missing"],
    ["delete_missing", (emulator) => over(emulator).deleteSecret({ name: "none" }), "not_found", "invalid_request"],
    [
      "card_numbers_kept",
      (emulator) => over(emulator).createSecret({ name: "4242424242424242", payload: "p" }),
      undefined,
      "invalid_request",
    ],
    ["any_name", (emulator) => over(emulator).createSecret({ name: "ключ", payload: "p" }), undefined, "invalid_request"],
    ["only_account", (emulator) => byKey(emulator).listSecrets(), undefined, "invalid_request"],
  ];
  const byKey = (emulator: Emulator) =>
    new SecretStoreClient({ httpClient: emulator.httpClientByKey(), apiKey: "sk_test_app_a", scope: "account", maxNetworkRetries: 0 });
  const revoked = (emulator: Emulator) => {
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    return over(emulator);
  };
  const outcome = (act: Promise<unknown>) =>
    act.then(
      () => undefined,
      (error) => error.code,
    );

  test.each(WITHOUT)("%s", async (name, act, held, off) => {
    const holding = createEmulator();
    expect(await outcome(act(holding))).toBe(held);
    expect(holding.requests.at(-1)?.assumptions).toContain(name);
    const switched = createEmulator({ assumptions: { [name]: false } });
    expect(await outcome(act(switched))).toBe(off);
    expect(switched.requests.at(-1)?.assumptions).toContain(name);
  });

  test("an answer names those that it rests on", async () => {
    const response = await ask(createEmulator().httpClient(), "/v1/apps/secrets?scope[type]=account&limit=0", {
      Authorization: "Bearer k",
    });
    expect(response.getHeaders()["emulator-assumption"]).toContain("bad_limit");
  });

  test("clear() leaves those of the start switched off, and no others", () => {
    const emulator = createEmulator({ assumptions: { century: false } });
    emulator.assume("any_name", false);
    emulator.assume("century", true);
    emulator.clear();
    expect(emulator.assumptions.filter(({ holds }) => !holds).map(({ name }) => name)).toEqual(["century"]);
  });
});

describe("the log of requests", () => {
  test("tells each request without its payload and its keys", async () => {
    const emulator = createEmulator({ now: () => 1_900_000_000_000 });
    const secrets = new SecretStoreClient({
      httpClient: emulator.httpClient({ user: "usr_1" }),
      userContext: { id: "usr_1" },
      apiKey: "sk_test_not_for_the_log",
    });
    await secrets.createSecret({ name: "token", payload: "not for the log" }, { idempotencyKey: "nor-is-this" });
    await errorOf(() => secrets.deleteSecret({ name: "none" }));
    expect(emulator.requests[0]).toEqual({
      time: 1_900_000_000,
      who: { app: "app_a", account: "acct_cactus", user: "usr_1", livemode: false },
      method: "POST",
      path: "/v1/apps/secrets",
      parameters: { name: "token", payload: "[hidden]", "scope[type]": "user", "scope[user]": "usr_1" },
      headers: { "stripe-version": expect.any(String) },
      status: 200,
      code: null,
      requestId: expect.stringMatching(/^req_/),
      idempotencyKey: true,
      attempt: 1,
      replayed: false,
      fault: null,
      assumptions: expect.any(Array),
      duration: expect.any(Number),
      answer: expect.objectContaining({ object: "apps.secret", name: "token" }),
    });
    expect(emulator.requests[1]).toMatchObject({ status: 404, code: "resource_missing", path: "/v1/apps/secrets/delete" });
    expect(JSON.stringify(emulator.requests)).not.toMatch(/for_the_log|for the log|nor-is-this/);
  });

  test("keeps the latest 1,000, in one list", async () => {
    const emulator = createEmulator();
    const { requests } = emulator;
    for (let index = 0; index < 1_002; index += 1) await ask(emulator.httpClient(), `/v1/${index}`);
    expect([requests.length, requests[0]?.path, requests.at(-1)?.path]).toEqual([1_000, "/v1/2", "/v1/1001"]);
    emulator.clear();
    expect(requests).toEqual([]);
  });
});

test("clear() forgets everything that happened, and no id comes again", async () => {
  const emulator = createEmulator();
  const secrets = over(emulator);
  const { id } = await secrets.createSecret({ name: "token", payload: "p" }, { idempotencyKey: "key" });
  emulator.advance(1_000_000);
  emulator.fail({ kind: "status" });
  emulator.uninstall({ app: "app_a", account: "acct_cactus" });
  emulator.clear();
  expect(emulator.faults).toEqual([]);
  expect(await namesOf(secrets)).toEqual([]);
  const again = await secrets.createSecret({ name: "token", payload: "another" }, { idempotencyKey: "key" });
  expect(again.id).not.toBe(id);
  expect(again.created).toBeLessThan(Date.now() / 1000 + 10);
});

test("a snapshot is where another emulator begins", async () => {
  const emulator = createEmulator({ world: WORLD });
  await over(emulator, { account: "acct_shop" }).createSecret({ name: "token", payload: "p" });
  const other = createEmulator({ world: WORLD, snapshot: emulator.snapshot() });
  expect(await namesOf(over(other, { app: "app_second", account: "acct_shop" }))).toEqual(["token"]);
});

describe("what is misused says how to use it", () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

  test.each<[what: string, options: EmulatorOptions, pattern: RegExp]>([
    ["an unknown option", wrong({ wrold: {} }), /`wrold` is not known\. It takes now, snapshot, world, seeded, assumptions/],
    ["null", wrong(null), /expected an object/],
    ["a clock that is no function", { now: wrong(0) }, /`now` has to be a function/],
    ["a snapshot that is none", { snapshot: "{}" }, /no snapshot/],
    ["a snapshot that is no text", { snapshot: wrong({}) }, /`snapshot` has to be/],
    ["a snapshot and seeds", { snapshot: "{}", seeded: true }, /Pass one of them/],
    ["seeded that is neither", { seeded: wrong(1) }, /`seeded` has to be true or false/],
    ["a world that is a number", { world: wrong(1) }, /`world` has to be/],
    ["a world that is no data", { world: wrong(cyclic) }, /plain data/],
    ["an empty world", { world: wrong({}) }, /missing field `apps`/],
    ["a world without apps", { world: { apps: [], accounts: [] } }, /has no app/],
    ["a world with a slip", { world: wrong({ ...WORLD, secret: [] }) }, /unknown field `secret`/],
    ["a world of no TOML", { world: "no world" }, /This is no world: .*line 1/],
    ["an app twice", { world: { ...WORLD, apps: [APPS[0], APPS[0]] } }, /`app_first` is there twice/],
    ["an app that is not there", { world: { ...WORLD, accounts: [{ id: "acct_1", installed: ["app_x"] }] } }, /no app `app_x`/],
    ["assumptions that are a list", { assumptions: wrong(["century"]) }, /has to be an object/],
    ["an assumption of nobody's", { assumptions: wrong({ colour: false }) }, /no assumption `colour`.*scope_full, /],
    ["an assumption that is text", { assumptions: wrong({ century: "no" }) }, /`century` has to be true or false/],
  ])("createEmulator(): %s", (_, options, pattern) => {
    expect(messageOf(() => createEmulator(options))).toMatch(pattern);
  });

  test("no message holds a payload", () => {
    const payload = "s3cr3t ".repeat(1_000);
    const secrets = [{ app: "app_first", account: "acct_shop", name: "n", payload }];
    expect(messageOf(() => createEmulator({ world: { ...WORLD, secrets } }))).not.toContain("s3cr3t");
    const numbered = wrong([{ ...secrets[0], payload: 123_454_321 }]);
    expect(messageOf(() => createEmulator({ world: { ...WORLD, secrets: numbered } }))).not.toContain("123");
  });

  test.each<[what: string, act: (emulator: Emulator) => unknown, pattern: RegExp]>([
    ["httpClient() of null", (emulator) => emulator.httpClient(wrong(null)), /expected an object/],
    ["httpClient() with a slip", (emulator) => emulator.httpClient(wrong({ usr: "usr_1" })), /`usr` is not known/],
    ["httpClient() of an empty user", (emulator) => emulator.httpClient({ user: "" }), /`user` has to be a text such as "usr_1"/],
    ["httpClient() in no mode", (emulator) => emulator.httpClient({ livemode: wrong("yes") }), /`livemode` has to be true or false/],
    ["advance() backwards", (emulator) => emulator.advance(-1), /not negative/],
    ["advance() by nothing", (emulator) => emulator.advance(Number.NaN), /not negative/],
    ["grant() to nobody", (emulator) => emulator.grant(wrong(undefined)), /grant\(\): expected an object with app, account, permission/],
    [
      "revoke() of a permission that does not matter",
      (emulator) => emulator.revoke({ app: "app_a", account: "acct_cactus", permission: wrong(1) }),
      /`permission` has/,
    ],
    ["install() nowhere", (emulator) => emulator.install(wrong({ app: "app_a" })), /`account` has to be a text such as "acct_cactus"/],
    ["assume() nothing", (emulator) => emulator.assume(wrong("__proto__"), true), /no assumption `__proto__`/],
    ["assume() by half", (emulator) => emulator.assume("century", wrong(undefined)), /`holds` has to be true or false/],
    ["clear() with a slip", (emulator) => emulator.clear(wrong({ seeds: true })), /`seeds` is not known/],
  ])("%s", (_, act, pattern) => {
    expect(messageOf(() => act(createEmulator()))).toMatch(pattern);
  });

  test("a clock that gives no time rejects, and does not throw", async () => {
    const now = vi.fn(() => 1_900_000_000_000);
    const { makeRequest } = createEmulator({ now }).httpClient();
    now.mockReturnValue(Number.NaN);
    const asked = makeRequest("h", 1, "/v1/apps/secrets", "GET", {}, null, "https", 1);
    await expect(asked).rejects.toThrow(/`now` has to give milliseconds/);
  });

  test.each([
    ["path", [null, "GET", {}, null]],
    ["method", ["/", 1, {}, null]],
    ["requestData", ["/", "POST", {}, {}]],
  ])("a request whose %s is no text rejects, and does not throw", async (field, [path, method, headers, data]) => {
    const asked = createEmulator().httpClient().makeRequest("h", 1, wrong(path), wrong(method), wrong(headers), wrong(data), "https", 1);
    await expect(asked).rejects.toThrow(`\`${field}\` is no string`);
  });
});
