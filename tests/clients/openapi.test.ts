// Checks that every answer and every API error has exactly the shape of Stripe's OpenAPI description. The one exception is the short answer to
// delete: Stripe's reference shows it, but the description does not allow it.

import { describe, expect } from "vitest";
import { validator } from "./openapi";
import { test, type Fault, type Server } from "./server";

type Parameters = Record<string, string>;

interface Reply {
  status: number;
  code: string | undefined;
  body: string;
}

const SECRETS = "/v1/apps/secrets";
const ACCOUNT = { "scope[type]": "account" };
const USER = { "scope[type]": "user", "scope[user]": "usr_1" };
const TOKEN = { ...USER, name: "token" };

/** Sends a request, and checks the answer against the description. */
async function ask(server: Server, method: string, path: string, parameters: Parameters, headers: Parameters = {}): Promise<Reply> {
  const form = new URLSearchParams(parameters);
  const isPost = method === "POST";
  const response = await fetch(server.url + path + (isPost || form.size === 0 ? "" : `?${form}`), {
    method,
    headers: { Authorization: "Bearer sk_test_app_a", ...headers },
    ...(isPost ? { body: form } : {}),
  });
  const { status } = response;
  const text = await response.text();
  expect(response.headers.get("request-id")).toMatch(/^req_\w+$/);
  expect(response.headers.get("content-type")).toBe("application/json");
  const body = JSON.parse(text);
  const validate = validator(method, path, status);
  const context = `${method} ${path} ${status} ${text}`;
  if (path.endsWith("/delete") && status === 200 && !("name" in body)) {
    expect(body, context).toEqual({ id: expect.stringMatching(/^appsecret_/), object: "apps.secret", deleted: true });
    expect(validate(body), "it is the exception").toBe(false);
  } else {
    validate(body);
    expect(validate.errors, context).toBeNull();
  }
  return { status, code: body.error?.code, body: text };
}

const set = (server: Server, over: Parameters = {}, headers: Parameters = {}) =>
  ask(server, "POST", SECRETS, { ...TOKEN, payload: "p", ...over }, headers);

test("finds a field that the description lacks", () => {
  const secret = {
    id: "appsecret_1",
    object: "apps.secret",
    created: 1,
    expires_at: null,
    livemode: false,
    name: "n",
    scope: { type: "account" },
  };
  const page = { object: "list", data: [secret], has_more: false, url: SECRETS };
  const error = { type: "invalid_request_error", message: "m" };
  const find = `${SECRETS}/find`;
  expect(validator("GET", find, 200)(secret)).toBe(true);
  expect(validator("GET", find, 200)({ ...secret, colour: "red" })).toBe(false);
  expect(validator("GET", find, 200)({ ...secret, scope: { type: "account", colour: "red" } })).toBe(false);
  expect(validator("GET", find, 200)({ ...secret, expires_at: 1.5 })).toBe(false);
  expect(validator("GET", SECRETS, 200)(page)).toBe(true);
  expect(validator("GET", SECRETS, 200)({ ...page, total_count: 1 })).toBe(false);
  expect(validator("GET", SECRETS, 404)({ error })).toBe(true);
  expect(validator("GET", SECRETS, 404)({ error: { ...error, colour: "red" } })).toBe(false);
});

test("describes each success", async ({ server }) => {
  for (const scope of [ACCOUNT, USER]) {
    for (const expiry of [{}, { expires_at: "4000000000" }] as Parameters[]) {
      expect(await ask(server, "POST", SECRETS, { ...scope, name: "token", payload: "p", ...expiry })).toMatchObject({ status: 200 });
      expect(await ask(server, "POST", SECRETS, { ...scope, name: "token", payload: "p", ...expiry, "expand[]": "payload" })).toMatchObject(
        {
          status: 200,
          body: expect.stringContaining('"payload":"p"'),
        },
      );
      for (const expand of [{}, { "expand[0]": "payload" }] as Parameters[])
        expect(await ask(server, "GET", `${SECRETS}/find`, { ...scope, name: "token", ...expand })).toMatchObject({ status: 200 });
      for (const expand of [{}, { "expand[0]": "data.payload" }] as Parameters[])
        expect(await ask(server, "GET", SECRETS, { ...scope, limit: "1", ...expand })).toMatchObject({ status: 200 });
    }
    expect(await ask(server, "POST", `${SECRETS}/delete`, { ...scope, name: "token" })).toMatchObject({ status: 200 });
    expect(await ask(server, "GET", SECRETS, scope), "of no secrets").toMatchObject({ status: 200 });
  }
});

test("describes the answer to delete too, without the assumption `short_delete_answer`", async ({ server }) => {
  await server.setAssumption("short_delete_answer", false);
  for (const expand of [{}, { "expand[]": "payload" }] as Parameters[]) {
    await set(server);
    const { status, body } = await ask(server, "POST", `${SECRETS}/delete`, { ...TOKEN, ...expand });
    expect({ status, body: JSON.parse(body) }).toMatchObject({ status: 200, body: { name: "token", deleted: true } });
  }
});

describe("describes the API error for", () => {
  interface Case {
    what: string;
    before?: (server: Server) => Promise<unknown>;
    act: (server: Server) => Promise<Reply>;
    status: number;
    code?: string;
  }

  const find =
    (over: Parameters, headers: Parameters = {}) =>
    (server: Server) =>
      ask(server, "GET", `${SECRETS}/find`, { ...TOKEN, ...over }, headers);
  const list =
    (over: Parameters, headers: Parameters = {}) =>
    (server: Server) =>
      ask(server, "GET", SECRETS, { ...USER, ...over }, headers);
  const fault = (fault: Fault) => (server: Server) => server.fail(fault);

  const CASES: Case[] = [
    { what: "nothing to find", act: find({}), status: 404, code: "resource_missing" },
    { what: "nothing to delete", act: (server) => ask(server, "POST", `${SECRETS}/delete`, TOKEN), status: 404, code: "resource_missing" },
    { what: "no payload", act: (server) => ask(server, "POST", SECRETS, TOKEN), status: 400, code: "parameter_missing" },
    { what: "no scope", act: (server) => ask(server, "GET", SECRETS, {}), status: 400, code: "parameter_missing" },
    { what: "no user", act: list({ "scope[user]": "" }), status: 400, code: "parameter_invalid_empty" },
    { what: "a user too many", act: list({ "scope[type]": "account" }), status: 400, code: "parameter_unknown" },
    { what: "an unknown parameter", act: list({ colour: "red" }), status: 400, code: "parameter_unknown" },
    { what: "several of them", act: list({ colour: "red", "scope[colour]": "red" }), status: 400, code: "parameter_unknown" },
    { what: "an empty payload", act: (server) => set(server, { payload: "" }), status: 400, code: "parameter_invalid_empty" },
    { what: "a name that is too long", act: find({ name: "n".repeat(5_001) }), status: 400 },
    { what: "a scope of another type", act: list({ "scope[type]": "app" }), status: 400 },
    { what: "a name that is an object", act: find({ "name[a]": "b" }), status: 400 },
    { what: "a scope that is text", act: list({ scope: "user" }), status: 400 },
    { what: "an expiry that is past", act: (server) => set(server, { expires_at: "1" }), status: 400, code: "parameter_invalid_integer" },
    {
      what: "an expiry that is not a number",
      act: (server) => set(server, { expires_at: "soon" }),
      status: 400,
      code: "parameter_invalid_integer",
    },
    { what: "a limit over 100", act: list({ limit: "101" }), status: 400, code: "parameter_invalid_integer" },
    { what: "a cursor of nothing", act: list({ starting_after: "appsecret_nothing" }), status: 400, code: "resource_missing" },
    { what: "two cursors", act: list({ starting_after: "a", ending_before: "b" }), status: 400, code: "parameters_exclusive" },
    { what: "a field that cannot be expanded", act: find({ "expand[]": "scope" }), status: 400 },
    {
      what: "an 11th secret",
      before: async (server) => {
        for (let number = 0; number < 10; number++) await set(server, { name: `token ${number}` });
      },
      act: (server) => set(server, { name: "one too many" }),
      status: 400,
      code: "secret_limit_exceeded",
    },
    {
      what: "another user's secrets",
      act: list({ "scope[user]": "usr_2" }, { Authorization: "Bearer ek_test_app_a_usr_1" }),
      status: 400,
    },
    { what: "no key", act: list({}, { Authorization: "" }), status: 401 },
    { what: "an unknown key", act: list({}, { Authorization: "Bearer sk_live_unknown" }), status: 401 },
    {
      what: "no permission",
      before: (server) => server.permit("app_a", "acct_cactus", false),
      act: set,
      status: 403,
      code: "more_permissions_required_for_application",
    },
    {
      what: "no installation",
      before: (server) => server.install("app_a", "acct_cactus", false),
      act: list({}),
      status: 403,
      code: "account_invalid",
    },
    { what: "an unknown account", act: list({}, { "Stripe-Account": "acct_unknown" }), status: 403, code: "account_invalid" },
    { what: "an invalid version", act: list({}, { "Stripe-Version": "newest" }), status: 400 },
    { what: "an idempotency key that is too long", act: (server) => set(server, {}, { "Idempotency-Key": "k".repeat(256) }), status: 400 },
    {
      what: "an idempotency key used for something else",
      before: (server) => set(server, {}, { "Idempotency-Key": "key" }),
      act: (server) => set(server, { payload: "another" }, { "Idempotency-Key": "key" }),
      status: 400,
    },
    {
      what: "a repeated request that was refused",
      before: (server) => ask(server, "POST", `${SECRETS}/delete`, TOKEN, { "Idempotency-Key": "key" }),
      act: (server) => ask(server, "POST", `${SECRETS}/delete`, TOKEN, { "Idempotency-Key": "key" }),
      status: 404,
      code: "resource_missing",
    },
    { what: "another content type", act: (server) => set(server, {}, { "Content-Type": "application/json" }), status: 400 },
    { what: "a body that is too large", act: (server) => set(server, { payload: "p".repeat(300_000) }), status: 413 },
    { what: "an unknown route", act: (server) => ask(server, "GET", `${SECRETS}/appsecret_1`, {}), status: 404 },
    { what: "an unknown verb", act: (server) => ask(server, "DELETE", SECRETS, TOKEN), status: 404 },
    { what: "a conflict", before: fault({ kind: "status", status: 409 }), act: set, status: 409, code: "idempotency_key_in_use" },
    { what: "too many requests", before: fault({ kind: "status", status: 429 }), act: list({}), status: 429, code: "rate_limit" },
    { what: "a failure", before: fault({ kind: "status" }), act: find({}), status: 500 },
    { what: "an outage", before: fault({ kind: "status", status: 503 }), act: set, status: 503 },
  ];

  for (const { what, before, act, status, code } of CASES) {
    test(what, async ({ server }) => {
      await before?.(server);
      const reply = await act(server);
      expect(reply).toMatchObject({ status });
      expect(reply.code).toBe(code);
    });
  }

  test("sends no content type with a 403 without a body", async ({ server }) => {
    await server.fail({ kind: "empty" });
    const response = await fetch(`${server.url}${SECRETS}?scope[type]=account`, { headers: { Authorization: "Bearer sk_test_app_a" } });
    expect({ status: response.status, type: response.headers.get("content-type"), body: await response.text() }).toEqual({
      status: 403,
      type: null,
      body: "",
    });
  });
});
