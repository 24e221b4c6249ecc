// Stripe's other routes, answered from a folder of files, by a server that speaks Stripe's API, or not at all.

import { symlinkSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Stripe from "stripe";
import { describe, expect, onTestFinished, test as base } from "vitest";
import type { StripeAnswer } from "../../www/server/answer-log";
import { fixtures } from "../../www/server/fixtures";
import { createDashboardServer } from "../../www/server/server";
import { test, type Server } from "../clients/server";
import { WORLD } from "../examples/example";
import { MANIFEST, writeApp, writeFiles } from "./folders/app";

const CUSTOMERS = Object.fromEntries(
  [1, 2, 3].map((index) => [
    `v1/customers/cus_${index}.json`,
    { id: `cus_${index}`, object: "customer", created: index, email: index === 2 ? "two@example.com" : "other@example.com", metadata: {} },
  ]),
);
const answered = (files: Record<string, string | object>, method: string, url: string) =>
  fixtures(writeApp(files, { sdk: null }))({ method, url }) as { json?: Record<string, unknown>; missing?: string };

describe("a folder of files answers", () => {
  const ids = (url: string) => {
    const { data, has_more } = answered(CUSTOMERS, "GET", url).json as { data: { id: string }[]; has_more: boolean };
    return [data.map(({ id }) => id).join(" "), has_more];
  };

  base("an object by its file", () => {
    expect(answered(CUSTOMERS, "GET", "/v1/customers/cus_1?expand[]=x").json).toMatchObject({ id: "cus_1" });
    expect(answered(CUSTOMERS, "HEAD", "/v1/customers/cus_1").json).toMatchObject({ id: "cus_1" });
    expect(answered({ "v1/a.json": `\uFEFF{ "id": "a" }` }, "GET", "/v1/a").json).toEqual({ id: "a" });
    expect(answered({ "customers/cus_1.json": { id: "cus_1" } }, "GET", "/v1/customers/cus_1").json).toEqual({ id: "cus_1" });
    expect(answered({ "v2/core/accounts/acct_1.json": { id: "a" } }, "GET", "/v2/core/accounts/acct_1").json).toEqual({ id: "a" });
  });

  base("a list by the files of its folder, the latest first", () => {
    expect(answered(CUSTOMERS, "GET", "/v1/customers").json).toMatchObject({ object: "list", url: "/v1/customers", has_more: false });
    expect(ids("/v1/customers")).toEqual(["cus_3 cus_2 cus_1", false]);
  });

  base.for([
    ["limit=2", "cus_3 cus_2", true],
    ["limit=1&starting_after=cus_3", "cus_2", true],
    ["limit=5&starting_after=cus_3", "cus_2 cus_1", false],
    ["limit=1&ending_before=cus_1", "cus_2", true],
    ["ending_before=cus_2", "cus_3", false],
    ["email=two@example.com", "cus_2", false],
    ["created=3&status=all&unknown=x&expand[]=data.sources", "cus_3", false],
    ["limit=x", "cus_3 cus_2 cus_1", false],
  ] as const)("a page of a list: %s", ([query, found, more]) => {
    expect(ids(`/v1/customers?${query}`)).toEqual([found, more]);
  });

  base("a file in place of a list, and the files of a method", () => {
    const files = { ...CUSTOMERS, "v1/customers.json": { object: "list", data: [] }, "v1/customers.post.json": { id: "cus_new" } };
    expect(answered(files, "GET", "/v1/customers").json).toEqual({ object: "list", data: [] });
    expect(answered(files, "POST", "/v1/customers").json).toEqual({ id: "cus_new" });
    expect(answered({ "v1/customers/cus_1.delete.json": { deleted: true } }, "DELETE", "/v1/customers/cus_1").json).toEqual({
      deleted: true,
    });
  });

  base("with the name of the file that is missing", () => {
    for (const [method, url, file] of [
      ["GET", "/v1/customers/cus_9?limit=1", "v1/customers/cus_9.json"],
      ["GET", "/v1/invoices", "v1/invoices.json"],
      ["POST", "/v1/customers/cus_1", "v1/customers/cus_1.post.json"],
    ] as const) {
      expect(answered(CUSTOMERS, method, url).missing).toMatch(new RegExp(`/app/${file}$`));
    }
  });

  base("with an error that names a file with broken JSON, and a folder that is missing", () => {
    expect(() => answered({ "v1/a.json": `{ "id": "a",\n}` }, "GET", "/v1/a")).toThrow(
      "v1/a.json is not valid JSON: line 1 has a comma that nothing follows.",
    );
    expect(() => fixtures("/nowhere/at/all")).toThrow("There is no folder /nowhere/at/all for --fixtures.");
  });

  base("nothing that is outside of it", () => {
    const parent = writeApp({
      "secret.json": { secret: true },
      "inner/v1/a.json": { id: "a" },
      "inner/v1/.hidden.json": {},
      "inner/v1/list/.x.json": {},
    });
    symlinkSync(join(parent, "secret.json"), join(parent, "inner/v1/link.json"));
    symlinkSync(parent, join(parent, "inner/v1/linked"));
    const read = fixtures(join(parent, "inner"));
    expect(read({ method: "GET", url: "/v1/a" })).toEqual({ json: { id: "a" }, file: "v1/a.json" });
    expect(read({ method: "GET", url: "/v1/list" })).toMatchObject({ json: { data: [] } });
    for (const url of [
      "/v1/../secret",
      "/v1/../../secret",
      "/v1/%2e%2e/%2e%2e/secret",
      "/v1/..%2f..%2fsecret",
      "/v1/..%5c..%5csecret",
      "/v1/link",
      "/v1/linked/secret",
      "/v1/linked",
      "/v1/.hidden",
      "/v1//secret",
      "/v1/a%00",
      `/v1/${"a".repeat(300)}`,
      "/secret",
    ]) {
      expect(read({ method: "GET", url }), url).toHaveProperty("missing");
    }
  });
});

/** Starts a Dashboard, and returns a function that requests a route as its page does. */
async function dashboard(emulator: Server, options: { fixtures?: string; stripeMock?: string } = {}) {
  const extension = writeApp({ "stripe-app.json": { ...MANIFEST, ui_extension: null } });
  const reported: string[] = [];
  const report = (text: string) => void reported.push(text);
  const server = await createDashboardServer({ extension, emulator: emulator.url, signingSecret: "a", report, ...options });
  onTestFinished(() => server.close());
  const { stripe } = (await (await fetch(`${server.origin}/config.json`)).json()) as { stripe: string };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${server.origin}${stripe}${path}`, init);
    return { status: answer.status, headers: answer.headers, json: (await answer.json()) as { error?: { message: string } } };
  };
  return { ask, origin: server.origin, stripe, reported };
}

/** Reads the first answers of the page's stream of them. */
async function answers(origin: string, count: number): Promise<StripeAnswer[]> {
  const { body } = await fetch(`${origin}/stripe-answers`);
  let text = "";
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split("\n\n").slice(0, -1);
    if (events.length >= count) return events.map((event) => JSON.parse(event.replace("data: ", "")) as StripeAnswer);
  }
  throw new Error("The stream has ended.");
}

const key = { Authorization: "Bearer ek_test_app_a_usr_1" };

describe("the Dashboard's server", () => {
  test("answers from the folder, and says in its terminal and its answer which file is missing", async ({ serve }) => {
    const emulator = await serve("--world", WORLD);
    const folder = writeApp(CUSTOMERS, { sdk: null });
    const { ask, reported } = await dashboard(emulator, { fixtures: folder });
    expect((await ask("/v1/customers/cus_1")).json).toMatchObject({ id: "cus_1" });
    const message = `The local Dashboard has no answer to POST /v1/invoices. The file ${folder}/v1/invoices.post.json would answer it.`;
    const answer = await ask("/v1/invoices", { method: "POST", headers: key, body: new URLSearchParams({ customer: "cus_1" }) });
    expect([answer.status, answer.json.error]).toEqual([404, { type: "invalid_request_error", message }]);
    expect(reported).toEqual([message]);
    const [logged] = (await emulator.requests()).slice(-1);
    expect(logged).toMatchObject({ method: "POST", path: "/v1/invoices", status: 404, caller: { app: "app_a", user: "usr_1" } });
    writeFiles(folder, { "v1/invoices.post.json": { id: "in_1" } });
    expect((await ask("/v1/invoices", { method: "POST" })).json).toEqual({ id: "in_1" });
    writeFiles(folder, { "v1/invoices.post.json": "{" });
    expect((await ask("/v1/invoices", { method: "POST" })).json.error?.message).toMatch(/^v1\/invoices\.post\.json is not valid JSON/);
  });

  test("says how to have other routes answered", async ({ serve }) => {
    const { ask } = await dashboard(await serve("--world", WORLD));
    expect((await ask("/v1/customers")).json.error?.message).toBe(
      "The local Dashboard has no answer to GET /v1/customers. Start the Dashboard with --fixtures FOLDER or --stripe-mock URL.",
    );
  });

  test("passes everything but the Secret Store on to a server that speaks Stripe's API", async ({ serve }) => {
    const received: { request: IncomingMessage; body: string }[] = [];
    const mock = createServer((request, response) => {
      let body = "";
      request
        .on("data", (chunk) => (body += chunk))
        .on("end", () => {
          received.push({ request, body });
          response.writeHead(402, { "content-type": "application/json", "request-id": "req_1", "set-cookie": "a=b" });
          response.end(JSON.stringify({ error: { type: "card_error", message: "declined" } }));
        });
    });
    await new Promise<void>((resolve) => mock.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void mock.close());
    const address = `127.0.0.1:${(mock.address() as AddressInfo).port}`;
    const folder = writeApp(CUSTOMERS, { sdk: null });
    const emulator = await serve("--world", WORLD);
    const { ask, origin, stripe } = await dashboard(emulator, { fixtures: folder, stripeMock: `http://sk_test_mine@${address}/base/` });
    const node = new Stripe("sk_test_made_up", { host: "127.0.0.1", port: new URL(origin).port, protocol: "http", maxNetworkRetries: 0 });
    // stripe-node has no option for a path before its own.
    await expect(node.rawRequest("GET", `${stripe}/v1/charges`)).rejects.toMatchObject({ type: "StripeCardError", requestId: "req_1" });
    const answer = await ask("/v1/charges?limit=2", {
      method: "POST",
      headers: { ...key, "Stripe-Version": "2026-01-01", "Idempotency-Key": "a", Cookie: "c=d", Origin: "null" },
      body: new URLSearchParams({ amount: "5" }),
    });
    expect([answer.status, answer.json.error?.message, answer.headers.get("set-cookie")]).toEqual([402, "declined", null]);
    const { request, body } = received.at(-1)!;
    expect([request.method, request.url, body]).toEqual(["POST", "/base/v1/charges?limit=2", "amount=5"]);
    expect(request.headers).toMatchObject({
      authorization: "Bearer sk_test_mine",
      "stripe-version": "2026-01-01",
      "idempotency-key": "a",
      host: address,
    });
    expect(Object.keys(request.headers)).not.toContain("cookie");
    expect((await ask("/v1/customers/cus_1")).json).toMatchObject({ id: "cus_1" });
    for (const path of ["/v1/apps/secrets", "/v1/apps/secrets/find?name=a", "/_emulator/reset", "/v1/%2e%2e/_emulator/reset"]) {
      expect((await ask(path, { method: "POST" })).status, path).toBe(404);
    }
    expect(received).toHaveLength(2);
    const requests = new Map((await emulator.requests()).map(({ request_id, method, path }) => [request_id, `${method} ${path}`]));
    const logged = (await answers(origin, 3)).map(({ requestId, status, by, json }) => [requests.get(requestId), status, by, json]);
    const declined = { error: { type: "card_error", message: "declined" } };
    expect(logged).toEqual([
      ["GET /v1/charges", 402, `http://${address}`, declined],
      ["POST /v1/charges", 402, `http://${address}`, declined],
      ["GET /v1/customers/cus_1", 200, "v1/customers/cus_1.json", CUSTOMERS["v1/customers/cus_1.json"]],
    ]);
    await new Promise((resolve) => mock.close(resolve).closeAllConnections());
    const gone = await ask("/v1/charges");
    expect([gone.status, gone.json.error?.message]).toEqual([
      502,
      expect.stringMatching(/which --stripe-mock names, does not answer: .*\.$/),
    ]);
  });

  test("answers a frame without an origin by an unguessable path, and refuses other paths", async ({ serve }) => {
    const { origin, stripe } = await dashboard(await serve("--world", WORLD), { fixtures: writeApp(CUSTOMERS, { sdk: null }) });
    expect(stripe).toMatch(/^\/stripe\/[0-9a-f]{32}$/);
    const preflight = await fetch(`${origin}${stripe}/v1/customers`, {
      method: "OPTIONS",
      headers: { Origin: "null", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" },
    });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-headers"),
    ]).toEqual([204, "*", "authorization"]);
    for (const path of ["/stripe/v1/customers", "/stripe//v1/customers", `/stripe/${"0".repeat(32)}/v1/customers`, "/v1/customers"]) {
      expect((await fetch(`${origin}${path}`)).status, path).toBe(404);
    }
  });

  base.for([
    [{ fixtures: "/nowhere" }, "There is no folder /nowhere for --fixtures."],
    [{ stripeMock: "nowhere" }, "--stripe-mock must be an address such as http://127.0.0.1:12111, not nowhere."],
    [{ stripeMock: "file:///etc" }, "--stripe-mock must be an address such as http://127.0.0.1:12111, not file:///etc."],
  ] as const)("refuses %j", async ([options, message]) => {
    const extension = writeApp({ "stripe-app.json": MANIFEST });
    await expect(createDashboardServer({ extension, emulator: "http://127.0.0.1:1", signingSecret: "a", ...options })).rejects.toThrow(
      message,
    );
  });
});
