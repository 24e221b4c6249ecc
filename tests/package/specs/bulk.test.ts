// Finds, lists and deletes many secrets, over an emulator and over prepared answers.

import { SecretStoreError, type HttpClient, type Secret, type SecretStoreOptions } from "stripe-secret-store";
import { allSecrets, deleteSecrets, findSecrets, withBulk, type DeleteSecretsError } from "stripe-secret-store/bulk";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { aSecret, clientOver, errorOf, recording, respond, scripted, USER, wrong, type RecordingClient } from "../support/client";

const NAMES = ["a", "b", "c", "d", "e"];

let emulator: Emulator;
let http: RecordingClient;
/** The requests that have no answer yet, and the most at the same time. */
let open: number;
let most: number;

beforeEach(async () => {
  emulator = createEmulator();
  const inner = emulator.httpClient({ user: USER });
  open = most = 0;
  http = recording(async (_, { host, port, path, method, headers, body, protocol, timeout }) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    const response = await inner.makeRequest(host, port, path, method, headers, body, protocol, timeout);
    open--;
    return response;
  });
  for (const name of NAMES) await client().createSecret({ name, payload: `payload ${name}` });
  await client().createSecret({ name: "of the account", payload: "p", scope: "account" });
  http.sent.length = most = 0;
});

const client = (options: Partial<SecretStoreOptions> = {}, httpClient: HttpClient = http) => clientOver(httpClient, options);
const names = async (iterable: AsyncIterable<Secret>) => {
  const found: string[] = [];
  for await (const { name } of iterable) found.push(name);
  return found;
};
const left = async () => (await client().listSecrets({ limit: 100 })).data.map(({ name }) => name).sort();
const page = (data: Partial<Secret>[], has_more: boolean) => ({
  status: 200,
  json: { object: "list", url: "/v1/apps/secrets", has_more, data: data.map((one) => aSecret(one)) },
});

describe("allSecrets", () => {
  test("iterates over all pages, and asks for one when it is needed", async () => {
    const asked: number[] = [];
    const found: string[] = [];
    for await (const { name } of allSecrets(client(), { limit: 2 })) {
      found.push(name);
      asked.push(http.sent.length);
    }
    expect(found.sort()).toEqual(NAMES);
    expect(asked).toEqual([1, 1, 2, 2, 3]);
    expect(http.sent).toHaveLength(3);
  });

  test("asks for pages of 100, of the given scope", async () => {
    expect(await names(allSecrets(client(), { scope: "account" }))).toEqual(["of the account"]);
    expect(http.sent.map(({ path }) => path)).toEqual([expect.stringContaining("limit=100")]);
    expect(await names(allSecrets(client()))).toHaveLength(5);
    expect(await names(allSecrets(client({ scope: "account" })))).toEqual(["of the account"]);
  });

  test("begins behind a secret", async () => {
    const { data } = await client().listSecrets();
    expect(await names(allSecrets(client(), { limit: 2, starting_after: data[1]!.id }))).toEqual(data.slice(2).map(({ name }) => name));
  });

  test("asks for no more pages after a loop that ends early", async () => {
    const iterator = allSecrets(client(), { limit: 2 });
    for await (const _ of iterator) break;
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(http.sent).toHaveLength(1);
  });

  test("answers several calls of next() at once in turn", async () => {
    const iterator = allSecrets(client(), { limit: 2 });
    const results = await Promise.all(Array.from({ length: 7 }, () => iterator.next()));
    expect(results.map(({ done }) => done)).toEqual([false, false, false, false, false, true, true]);
    expect(results.flatMap(({ value }) => value?.name ?? []).sort()).toEqual(NAMES);
    expect(most).toBe(1);
  });

  test("is over after an error", async () => {
    const iterator = allSecrets(client({}, scripted({ status: 401 })));
    expect(await errorOf(() => iterator.next())).toMatchObject({ code: "unauthorized" });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("sends nothing before the first step", () => {
    allSecrets(client());
    expect(http.sent).toEqual([]);
  });

  test.each([
    ["the same page", [page([{ id: "appsecret_1" }], true)]],
    ["two pages", [page([{ id: "appsecret_1" }], true), page([{ id: "appsecret_2" }], true), page([{ id: "appsecret_1" }], true)]],
  ])("ends when %s come again and again", async (_, answers) => {
    const http = scripted(...answers);
    expect(await errorOf(() => names(allSecrets(client({}, http))))).toMatchObject({ code: "unreadable_response" });
    expect(http.sent.length).toBeLessThan(5);
  });

  test("ends at an empty page, whatever it says", async () => {
    const http = scripted(page([], true));
    expect(await names(allSecrets(client({}, http)))).toEqual([]);
    expect(http.sent).toHaveLength(1);
  });

  test.each([
    [{ ending_before: "appsecret_1" }, "invalid_parameter", "ending_before is not supported: use starting_after."],
    [{ colour: "red" }, "invalid_parameter", expect.stringContaining("colour is unknown")],
    [{ scope: "accounts" }, "invalid_scope", expect.any(String)],
  ])("refuses %j", async (params, code, message) => {
    expect(await errorOf(() => names(allSecrets(client(), wrong(params))))).toMatchObject({ code, message });
    expect(http.sent).toEqual([]);
  });

  test("passes the options of the call to each request", async () => {
    const aborter = new AbortController();
    const iterator = allSecrets(client(), { limit: 2 }, { signal: aborter.signal });
    await iterator.next();
    await iterator.next();
    aborter.abort();
    expect(await errorOf(() => iterator.next())).toMatchObject({ code: "aborted" });
  });
});

describe("findSecrets", () => {
  test("finds secrets in the order of their names, by at most two requests at once", async () => {
    const found = await findSecrets(client(), ["e", "absent", "a", "c"]);
    expect(found.map((secret) => secret && secret.payload)).toEqual(["payload e", null, "payload a", "payload c"]);
    expect(most).toBe(2);
    expect(http.sent).toHaveLength(4);
  });

  test("asks once for a name that is there twice", async () => {
    expect((await findSecrets(client(), ["a", "b", "a"])).map((secret) => secret?.name)).toEqual(["a", "b", "a"]);
    expect(http.sent).toHaveLength(2);
  });

  test("sends nothing for no names", async () => {
    expect(await findSecrets(client(), [])).toEqual([]);
    expect(http.sent).toEqual([]);
  });

  test("looks in the given scope", async () => {
    const [found] = await findSecrets(client(), ["of the account"], { scope: "account" });
    expect(found).toMatchObject({ payload: "p", scope: { type: "account" } });
  });

  test("begins no more requests after an error, and rejects when all have ended", async () => {
    emulator.fail({ kind: "status", status: 401, count: 1 });
    expect(await errorOf(() => findSecrets(client(), NAMES))).toMatchObject({ code: "unauthorized" });
    expect(open).toBe(0);
    expect(http.sent.length).toBeLessThanOrEqual(3);
  });

  test.each([["crm"], [undefined], [null], [[1]], [{ names: ["a"] }], [new Set(["a"])]])("refuses %j as names", async (given) => {
    expect(await errorOf(() => findSecrets(client(), wrong(given)))).toMatchObject({
      code: "invalid_parameter",
      param: "names",
      message: 'names must be an array of strings: ["a", "b"].',
    });
  });

  test("refuses what findSecret refuses", async () => {
    expect(await errorOf(() => findSecrets(client(), ["a", ""]))).toMatchObject({ code: "invalid_name" });
    expect(await errorOf(() => findSecrets(client(), ["a"], wrong({ colour: 1 })))).toMatchObject({ code: "invalid_parameter" });
    expect(await errorOf(() => findSecrets(client(), ["a"], {}, wrong({ colour: 1 })))).toMatchObject({ code: "invalid_option" });
  });
});

describe("deleteSecrets", () => {
  test("deletes all secrets of a scope and no others, by at most two requests at once", async () => {
    const { deleted } = await deleteSecrets(client(), { scope: "user" });
    expect(deleted.sort()).toEqual(NAMES);
    expect(most).toBe(2);
    expect(await left()).toEqual([]);
    expect(await names(allSecrets(client(), { scope: "account" }))).toEqual(["of the account"]);
  });

  test("deletes nothing in an empty scope", async () => {
    await deleteSecrets(client(), { scope: "account" });
    expect(await deleteSecrets(client(), { scope: "account" })).toEqual({ deleted: [] });
  });

  test("deletes the secrets of all pages", async () => {
    const pages = [page([{ id: "1", name: "a" }], true), page([{ id: "2", name: "b" }], false)];
    const gone = { status: 200, json: { id: "1", object: "apps.secret", deleted: true } };
    expect(await deleteSecrets(client({}, scripted(...pages, gone)), { scope: "user" })).toEqual({ deleted: ["a", "b"] });
  });

  test.each([1, 2, 3, 4, 5])("names the deleted and the remaining secrets when delete %d fails", async (failing) => {
    let count = 0;
    const inner = http;
    const failed = recording((_, request) => {
      if (request.method === "POST" && ++count === failing) return respond({ status: 403, json: {} });
      const { host, port, path, method, headers, body, protocol, timeout } = request;
      return inner.makeRequest(host, String(port), path, wrong(method), headers, wrong(body), wrong(protocol), timeout);
    });
    const error = (await errorOf(() => deleteSecrets(client({}, failed), { scope: "user" }))) as DeleteSecretsError;
    expect(error).toMatchObject({ code: "permission_missing", status: 403, attempts: 1, retryable: false });
    expect(SecretStoreError.is(error.cause) && error.cause.code).toBe("permission_missing");
    expect([...error.deleted, ...error.remaining].sort()).toEqual(NAMES);
    expect(error.remaining).not.toEqual([]);
    expect([...error.remaining].sort()).toEqual(await left());
    expect(error.message).toMatch(new RegExp(`^${error.deleted.length} of 5 secrets were deleted: see remaining\\. `));
    // One more request may have been on its way.
    expect(count).toBeLessThanOrEqual(failing + 1);
  });

  test("counts a delete without an answer as remaining", async () => {
    const listed = scripted(page([{ id: "1", name: "a" }], false));
    const lost = recording((before, request) =>
      before
        ? Promise.reject(new Error("lost"))
        : listed.makeRequest(...(Object.values(request) as [never, never, never, never, never, never, never, never])),
    );
    expect(await errorOf(() => deleteSecrets(client({}, lost), { scope: "user" }))).toMatchObject({
      code: "connection_failed",
      deleted: [],
      remaining: ["a"],
    });
  });

  test("names the secrets that were listed when the list fails", async () => {
    const http = scripted(page([{ id: "1", name: "a" }], true), { status: 500 });
    expect(await errorOf(() => deleteSecrets(client({}, http), { scope: "user" }))).toMatchObject({
      code: "service_failure",
      retryable: true,
      deleted: [],
      remaining: ["a"],
    });
    expect(http.sent.every(({ method }) => method === "GET")).toBe(true);
  });

  test("counts a secret that another program has deleted meanwhile as deleted", async () => {
    const missing = { status: 404, json: { error: { code: "resource_missing", type: "invalid_request_error" } } };
    const http = scripted(page([{ id: "1", name: "a" }], false), missing);
    expect(await deleteSecrets(client({}, http), { scope: "user" })).toEqual({ deleted: ["a"] });
  });

  test.each([undefined, null, {}, { scope: undefined }, "account"])("refuses %j, since the scope has no default", async (params) => {
    expect(await errorOf(() => deleteSecrets(client(), wrong(params)))).toMatchObject({
      code: "invalid_scope",
      param: "scope",
      message: 'scope is missing: name the scope to empty, such as { scope: "account" }.',
    });
  });

  test("refuses other parameters and one key for all requests", async () => {
    const scope = "user";
    expect(await errorOf(() => deleteSecrets(client(), wrong({ scope, name: "a" })))).toMatchObject({
      code: "invalid_parameter",
      param: "name",
    });
    expect(await errorOf(() => deleteSecrets(client(), { scope }, { idempotencyKey: "k" }))).toMatchObject({
      code: "invalid_option",
      param: "idempotencyKey",
    });
    expect(await errorOf(() => deleteSecrets(client(), wrong({ scope: "users" })))).toMatchObject({ code: "invalid_scope" });
    expect(http.sent).toEqual([]);
  });
});

test("refuses the parameters in the place of the client, and shows the call", async () => {
  const refused = { code: "invalid_parameter", param: "client" };
  expect(await errorOf(() => allSecrets(wrong({ scope: "account" })))).toMatchObject({
    ...refused,
    message: 'The first argument must be the client: allSecrets(secrets, { scope: "account" }).',
  });
  expect(await errorOf(() => findSecrets(wrong(["a"]), wrong(undefined)))).toMatchObject(refused);
  expect(await errorOf(() => deleteSecrets(wrong({ scope: "account" }), wrong(undefined)))).toMatchObject(refused);
});

describe("withBulk", () => {
  test("adds the methods to a client, which keeps its own", async () => {
    const bulk = withBulk(client());
    expect(await names(bulk.allSecrets())).toHaveLength(5);
    const [a] = await bulk.findSecrets(["a"]);
    expect(a).toMatchObject({ payload: "payload a" });
    expect(await bulk.findSecret({ name: "a" })).toMatchObject({ payload: "payload a" });
    expect(await bulk.deleteSecrets({ scope: "account" })).toEqual({ deleted: ["of the account"] });
  });

  test("adds them to the clients of other users and accounts", async () => {
    expect(await names(withBulk(client()).forUser({ id: USER }).allSecrets())).toHaveLength(5);
    expect(await names(withBulk(client()).forAccount("acct_cactus").allSecrets())).toHaveLength(5);
  });

  test("shows no key of the client", () => {
    const bulk = withBulk(client({ apiKey: "ek_made_up" }));
    expect(JSON.stringify(bulk) + Object.keys(bulk).join()).not.toContain("ek_made_up");
  });
});
