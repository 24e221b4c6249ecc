// Uses connectEmulator with the server itself. It must support the same actions as the emulator in process, with the same results.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import {
  connectEmulator,
  createEmulator,
  type EmulatorHttpClient,
  type Fault,
  type RequestEntry,
  type Identity,
  type World,
} from "stripe-secret-store/testing";
import { describe, expect, vi } from "vitest";
import { test } from "../../clients/server";
import { errorOf, wrong } from "../support/client";

const place = { app: "app_a", account: "acct_cactus" };

const over = (httpClient: EmulatorHttpClient, timeout = 30_000) =>
  new SecretStoreClient({ httpClient, scope: "account", maxNetworkRetries: 0, timeout });

const namesOf = async (secrets: SecretStoreClient) => (await secrets.listSecrets()).data.map(({ name }) => name);

test("returns the server's state and its clock", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const before = await emulator.health();
  expect(before).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), store: "memory", now: expect.any(Number), advanced: 0 });
  expect(Math.abs(before.now - Date.now() / 1000)).toBeLessThan(10);
  const { now, advanced } = await emulator.advance(3_600_000);
  expect(advanced).toBe(3_600_000);
  expect(now).toBeGreaterThanOrEqual(before.now + 3_600);
  await expect(emulator.advance(1e14)).rejects.toMatchObject({
    status: 400,
    message: expect.stringMatching(/^advance\(\): The clock can/),
  });
});

test("restores or removes the world's own secrets by reset", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const secrets = over(emulator.httpClient());
  expect(await namesOf(secrets)).toEqual([]);
  await emulator.reset();
  expect(await namesOf(secrets)).toEqual(["Bar API key"]);
  await emulator.advance(10_000);
  await emulator.reset({ seed: false });
  expect(await namesOf(secrets)).toEqual([]);
  expect((await emulator.health()).advanced).toBe(0);
  expect(await emulator.requests()).toHaveLength(1);
});

test("lists the stored secrets, and returns a payload on demand", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  await over(emulator.httpClient({ app: "app_b" })).createSecret({ name: "token", payload: "s3cret", expires_at: new Date(2e12) });
  const kept = await emulator.secrets();
  const secret = { apps: ["app_b"], account: "acct_cactus", user: null, livemode: false, name: "token", expires_at: 2e9 };
  expect(kept).toEqual([{ ...secret, id: expect.stringMatching(/^appsecret_/), created: expect.any(Number) }]);
  expect(await emulator.secret(kept[0]!.id)).toEqual({ ...kept[0], payload: "s3cret" });
  await expect(emulator.secret("appsecret_1/../../world")).rejects.toMatchObject({
    status: 404,
    message: expect.stringMatching(/^secret\(\): There is no secret with this id/),
  });
  expect(await emulator.requests()).toHaveLength(1);
});

test("sets permissions, installations, faults and assumptions as in process", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const secrets = over(emulator.httpClient({ user: "usr_1" }));
  const create = () => secrets.createSecret({ name: "token", payload: "p" });
  await emulator.revoke(place);
  expect(await errorOf(create)).toMatchObject({ code: "permission_missing" });
  await emulator.grant(place);
  await create();
  await emulator.uninstall(place);
  expect(await errorOf(create)).toMatchObject({ code: "app_uninstalled" });
  expect((await emulator.world()).accounts[0]?.installations.map(({ app }) => app)).toEqual(["app_b"]);
  await emulator.install(place);
  await emulator.fail([{ kind: "status", status: 503, count: 2, delay: 1 }, { kind: "empty" }]);
  expect(await emulator.faults()).toEqual([
    { kind: "status", status: 503, count: 2, delay: 1 },
    { kind: "empty", count: 1 },
  ]);
  expect(await errorOf(create)).toMatchObject({ code: "service_failure", status: 503 });
  await emulator.stopFailing();
  expect(await emulator.faults()).toEqual([]);
  await emulator.setAssumption("any_name", false);
  expect((await emulator.assumptions()).filter(({ enabled }) => !enabled).map(({ name }) => name)).toEqual(["any_name"]);
  expect(await errorOf(() => secrets.createSecret({ name: "ключ", payload: "p" }))).toMatchObject({ code: "invalid_request" });
  expect(await emulator.assumptions()).toHaveLength(createEmulator().assumptions.length);
});

test("explains the server's errors as in process", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const inProcess = createEmulator();
  const refused: [string, (one: typeof emulator | typeof inProcess) => unknown][] = [
    ["an app", (one) => one.grant({ app: "app_x", account: "acct_cactus" })],
    ["an account", (one) => one.uninstall({ app: "app_a", account: "acct_x" })],
    ["a fault", (one) => one.fail({ kind: "status", delay: 600_001 })],
    ["an assumption", (one) => one.setAssumption(wrong("__proto__"), false)],
  ];
  for (const [what, act] of refused) {
    const local = await Promise.resolve()
      .then(() => act(inProcess))
      .catch((error: Error) => error.message);
    await expect(act(emulator), what).rejects.toMatchObject({ status: 400, message: local });
  }
});

describe("the HTTP client", () => {
  test("sends the key of its identity", async ({ server }) => {
    const emulator = connectEmulator(server.url);
    const list = (identity: Identity) => over(emulator.httpClient(identity)).listSecrets();
    await list({});
    await list({ app: "app_b", account: "acct_cactus", livemode: true });
    await list({ user: "usr_2", account: "acct_cactus" });
    expect((await emulator.requests()).map(({ caller }) => caller)).toEqual([
      { app: "app_a", account: "acct_cactus", livemode: false },
      { app: "app_b", account: "acct_cactus", livemode: true },
      { app: "app_a", account: "acct_cactus", user: "usr_2", livemode: false },
    ]);
  });

  test("lists the known apps, accounts and users in its errors", async ({ server }) => {
    const { httpClient } = connectEmulator(server.url);
    const message = async (identity: Identity) => ((await errorOf(() => over(httpClient(identity)).listSecrets())).cause as Error).message;
    expect(await message({ app: "app_x" })).toMatch(
      /^httpClient\(\): There is no app `app_x` in the server's world\. There is: app_a, app_b\./,
    );
    expect(await message({ account: "acct_x" })).toMatch(/There is: acct_cactus/);
    expect(await message({ user: "usr_x" })).toMatch(/There is: usr_1, usr_2/);
  });

  test("chooses the account of a backend", async ({ serve, folder }) => {
    const world: World = {
      apps: [{ id: "app_one", owner: "acct_us", distribution: "uploaded" }],
      accounts: ["acct_shop", "acct_club"].map((id) => ({ id, users: [{ id: "usr_1" }], installed: ["app_one"] })),
    };
    const file = join(folder, "world.json");
    writeFileSync(file, JSON.stringify(world));
    const emulator = connectEmulator((await serve("--world", file)).url);
    expect(await emulator.world()).toEqual(createEmulator({ world }).world);
    const of = (identity: Identity) => over(emulator.httpClient(identity));
    await of({ account: "acct_shop" }).createSecret({ name: "here", payload: "p" });
    expect(await namesOf(of({ account: "acct_shop", user: "usr_1" }))).toEqual(["here"]);
    expect(await namesOf(of({ account: "acct_club" }))).toEqual([]);
    await of({ account: "acct_shop" }).createSecret({ name: "there", payload: "p" }, { stripeAccount: "acct_club" });
    expect(await namesOf(of({ account: "acct_club" }))).toEqual(["there"]);
  });

  test("has no identity without a key, as in process", async ({ server }) => {
    for (const { httpClient } of [connectEmulator(server.url), createEmulator()]) {
      const answer = await httpClient().makeRequest("h", 1, "/v1/apps/secrets", "GET", {}, null, "https", 2_000);
      expect(answer.getStatusCode()).toBe(401);
    }
  });

  test("works with stripe-node", async ({ server }) => {
    const { httpClient } = connectEmulator(server.url);
    const { secrets } = new Stripe("sk_test_made_up", { httpClient: httpClient(), maxNetworkRetries: 0 }).apps;
    const scope = { type: "user", user: "usr_1" } as const;
    await secrets.create({ name: "token", payload: "p ü &=", scope });
    expect(await secrets.find({ name: "token", scope, expand: ["payload"] })).toMatchObject({ payload: "p ü &=" });
    await expect(secrets.find({ name: "none", scope })).rejects.toMatchObject({ type: "StripeInvalidRequestError", statusCode: 404 });
  });

  const FAULTS: [fault: Fault, code: string][] = [
    [{ kind: "status" }, "service_failure"],
    [{ kind: "empty" }, "permission_missing"],
    [{ kind: "no_answer" }, "connection_failed"],
    [{ kind: "hang" }, "timeout"],
    [{ kind: "cut_body" }, "unreadable_response"],
    [{ kind: "wrong_content_type" }, "unreadable_response"],
    [{ kind: "broken_json" }, "unreadable_response"],
    [{ kind: "latency", delay: 30_000 }, "timeout"],
  ];

  test.for(FAULTS)("meets %j as in process", async ([fault, code], { server }) => {
    const emulator = connectEmulator(server.url);
    await emulator.fail(fault);
    const timeout = code === "timeout" ? 300 : undefined;
    expect(await errorOf(() => over(emulator.httpClient(), timeout).listSecrets())).toMatchObject({ code });
    expect(await namesOf(over(emulator.httpClient()))).toEqual([]);
  });
});

test("answers the same requests as the emulator in process", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const inProcess = createEmulator();
  const secret = "name=token&payload=made+up&scope[type]=user&scope[user]=usr_1";
  const asked: [method: string, path: string, body: string | null, headers: object][] = [
    ["POST", "/v1/apps/secrets", secret, { "Idempotency-Key": "key" }],
    ["POST", "/v1/apps/secrets", secret, { "Idempotency-Key": "key" }],
    ["POST", "/v1/apps/secrets", `${secret}&expires_at=1`, {}],
    ["GET", "/v1/apps/secrets/find?name=token&scope[type]=user&scope[user]=usr_1&expand[]=payload", null, {}],
    ["GET", "/v1/apps/secrets?scope[type]=user&scope[user]=usr_1&limit=0", null, {}],
    ["GET", "/v1/apps/secrets?scope[type]=account", null, { "Stripe-Account": "acct_other" }],
    ["GET", "/v1/nothing", null, {}],
    ["DELETE", "/v1/apps/secrets", null, {}],
  ];
  // Ids and times differ, and HTTP adds its own headers.
  const plain = (text: string) => text.replace(/(req|appsecret)_\w+/g, "$1").replace(/"created":\d+/g, "");
  const entry = ({ requestId: _, time: __, duration: ___, answer, ...rest }: RequestEntry) => ({
    ...rest,
    answer: plain(JSON.stringify(answer)),
  });
  for (const [method, path, body, headers] of asked) {
    const answers = [emulator, inProcess].map(async ({ httpClient }) => {
      const client = httpClient({ user: "usr_1" });
      const sent = { Authorization: "Bearer k", "Content-Type": "application/x-www-form-urlencoded", ...headers };
      const {
        status,
        headers: given,
        body: text,
      } = (await client.makeRequest("h", 1, path, method, sent, body, "https", 2_000)).getRawResponse();
      const { "content-length": _, date: __, connection: ___, "keep-alive": ____, ...own } = given;
      return { status, body: plain(text), headers: JSON.parse(plain(JSON.stringify(own))) };
    });
    const [served, local] = await Promise.all(answers);
    expect(served, `${method} ${path}`).toEqual(local);
  }
  expect((await emulator.requests()).map(entry)).toEqual(inProcess.requests.map(entry));
});

test("reports requests as they arrive, until the listener stops", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const secrets = over(emulator.httpClient());
  await secrets.listSecrets();
  const [listener, ended] = [vi.fn(), vi.fn()];
  const unsubscribe = await emulator.onRequest(listener, ended);
  await secrets.createSecret({ name: "ключ", payload: "not reported" });
  await secrets.listSecrets();
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
  expect(listener.mock.calls.map(([entry]) => entry)).toEqual((await emulator.requests()).slice(1));
  expect(listener.mock.calls[0]![0]).toMatchObject({ method: "POST", parameters: { name: "ключ", payload: "[hidden]" } });
  unsubscribe();
  await secrets.listSecrets();
  await new Promise((turn) => setTimeout(turn, 50));
  expect(listener).toHaveBeenCalledTimes(2);
  expect(ended).not.toHaveBeenCalled();
});

test("reports the end of the server to a listener", async ({ server }) => {
  const emulator = connectEmulator(server.url);
  const ended = new Promise<Error>((ended) => void emulator.onRequest(() => {}, ended).then(() => server.stop()));
  expect((await ended).message).toMatch(/^onRequest\(\): The stream of requests has ended\./);
  await server.stop();
  await expect(emulator.health()).rejects.toThrow(`Is the emulator running at ${server.url}?`);
});
