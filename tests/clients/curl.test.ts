// Runs curl as Stripe's reference does, and in other common ways. The server's answer follows each command.

import { execFile } from "node:child_process";
import { describe, expect } from "vitest";
import { test, type Server } from "./server";

interface Answer {
  status: number;
  headers: Record<string, string>;
  /** The body's JSON, or undefined for an empty body. */
  body: unknown;
}

/** Runs curl with the arguments of the reference. A route is replaced by its address on the server. */
function curl({ url }: Server, args: string[], input = ""): Promise<Answer> {
  const addressed = args.map((arg) => (arg.startsWith("/") ? url + arg : arg));
  return new Promise((resolve, reject) => {
    const child = execFile("curl", ["--silent", "--show-error", "--include", ...addressed], (error, output) => {
      if ((error as NodeJS.ErrnoException | null)?.code === "ENOENT")
        return reject(new Error("curl is missing: install it (Debian, Ubuntu: `apt-get install curl`)."));
      if (error) return reject(error);
      // Interim answers, such as `100 Continue`, come first.
      const [head = "", body = ""] = output.replace(/^(HTTP\S+ 1\d\d.*\r\n\r\n)+/, "").split(/\r\n\r\n(.*)/s);
      const [line = "", ...headers] = head.split("\r\n");
      const pairs = headers.map((header) => header.split(/:\s*(.*)/s).slice(0, 2) as [string, string]);
      resolve({
        status: Number(line.split(" ")[1]),
        headers: Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value])),
        body: body === "" ? undefined : JSON.parse(body),
      });
    });
    // curl may end before its input is closed.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

const SECRETS = "/v1/apps/secrets";
const key = ["-u", "sk_test_app_a:"];
const user = ["-d", "scope[type]=user", "-d", "scope[user]=usr_1"];
const account = ["-d", "scope[type]=account"];
const found = (name: string, payload: string) => ({ status: 200, body: { name, payload } });
const find = (server: Server, ...args: string[]) => curl(server, ["-G", `${SECRETS}/find`, ...key, ...args, "-d", "expand[]=payload"]);

describe("curl as in the reference", () => {
  test("sets, finds, lists and deletes", async ({ server }) => {
    const expiry = Math.floor(Date.now() / 1000) + 3600;
    const set = await curl(server, [
      SECRETS,
      ...key,
      "-d",
      "name=my-api-key",
      "-d",
      "payload=made up",
      ...user,
      "-d",
      `expires_at=${expiry}`,
    ]);
    expect(set).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json", "request-id": expect.stringMatching(/^req_/) },
      body: { object: "apps.secret", name: "my-api-key", livemode: false, scope: { type: "user", user: "usr_1" }, expires_at: expiry },
    });
    expect(set.body).not.toHaveProperty("payload");

    expect((await curl(server, ["-G", `${SECRETS}/find`, ...key, "-d", "name=my-api-key", ...user])).body).toEqual(set.body);
    expect(await find(server, "-d", "name=my-api-key", ...user)).toMatchObject(found("my-api-key", "made up"));
    expect((await curl(server, ["-G", SECRETS, ...key, ...user, "-d", "limit=3"])).body).toEqual({
      object: "list",
      data: [set.body],
      has_more: false,
      url: "/v1/apps/secrets",
    });

    const { id } = set.body as { id: string };
    const deleted = await curl(server, [`${SECRETS}/delete`, ...key, "-d", "name=my-api-key", ...user]);
    expect(deleted).toMatchObject({ status: 200 });
    expect(deleted.body).toEqual({ id, object: "apps.secret", deleted: true });
    expect(await find(server, "-d", "name=my-api-key", ...user)).toMatchObject({
      status: 404,
      body: { error: { type: "invalid_request_error", code: "resource_missing", message: "No such secret: 'my-api-key'" } },
    });
  });
});

describe("curl in other ways", () => {
  /** The arguments for a name and payload, and the stored values. */
  const WAYS: { way: string; args: string[]; name: string; payload: string }[] = [
    {
      way: "with values that curl encodes",
      args: ["--data-urlencode", "name=a b+c&d=é", "--data-urlencode", "payload=100% 🔑 [x]", ...account],
      name: "a b+c&d=é",
      payload: "100% 🔑 [x]",
    },
    { way: "with + for a space", args: ["-d", "name=a+b", "-d", "payload=1+%2B+1", ...account], name: "a b", payload: "1 + 1" },
    { way: "with all of it in one -d", args: ["-d", "name=a&payload=p&scope[type]=account"], name: "a", payload: "p" },
    {
      way: "with encoded brackets",
      args: ["-d", "name=a", "-d", "payload=p", "-d", "scope%5Btype%5D=account"],
      name: "a",
      payload: "p",
    },
    {
      way: "with brackets encoded in small letters",
      args: ["-d", "name=a", "-d", "payload=p", "-d", "scope%5btype%5d=account"],
      name: "a",
      payload: "p",
    },
    { way: "in chunks", args: ["-H", "Transfer-Encoding: chunked", "-d", "name=a&payload=p", ...account], name: "a", payload: "p" },
    { way: "by HTTP/1.0", args: ["--http1.0", "-d", "name=a&payload=p", ...account], name: "a", payload: "p" },
    {
      way: "and waits for 100 Continue",
      args: ["-H", "Expect: 100-continue", "-d", "name=a&payload=p", ...account],
      name: "a",
      payload: "p",
    },
    {
      way: "and says the character set",
      args: ["-H", "Content-Type: application/x-www-form-urlencoded; charset=utf-8", "-d", "name=a&payload=é", ...account],
      name: "a",
      payload: "é",
    },
  ];

  for (const { way, args, name, payload } of WAYS) {
    test(`sets a secret ${way}`, async ({ server }) => {
      expect(await curl(server, [SECRETS, ...key, ...args])).toMatchObject({ status: 200, body: { name, scope: { type: "account" } } });
      expect(await find(server, "--data-urlencode", `name=${name}`, ...account)).toMatchObject(found(name, payload));
    });
  }

  test("sets a secret with parameters of the POST in its query, as Stripe's old Dropbox example did", async ({ server }) => {
    const query = "scope[type]=user&scope[user]=usr_1&name=token";
    expect(await curl(server, ["-g", `${SECRETS}?${query}`, ...key, "-d", "payload=made up"])).toMatchObject({ status: 200 });
    expect(await find(server, "-d", "name=token", ...user)).toMatchObject(found("token", "made up"));
    // All of them, and an empty body.
    expect(await curl(server, ["-g", "-X", "POST", `${SECRETS}/delete?${query}`, ...key])).toMatchObject({
      status: 200,
      body: { deleted: true },
    });
  });

  test("sets and finds a name and a payload of 5,000 characters of any size, but not of 5,001", async ({ server }) => {
    const [name, payload] = ["🗝".repeat(5_000), "🔑".repeat(5_000)];
    const form = (name: string, payload: string) => new URLSearchParams({ name, payload, "scope[type]": "account" }).toString();
    const set = [SECRETS, ...key, "-d", "@-"];
    expect(await curl(server, set, form(name, payload))).toMatchObject({ status: 200 });
    expect(await find(server, "--data-urlencode", `name=${name}`, ...account)).toMatchObject(found(name, payload));
    expect(await curl(server, set, form(name, `${payload}x`))).toMatchObject({ status: 400, body: { error: { param: "payload" } } });
    expect(await curl(server, set, form(`${name}x`, payload))).toMatchObject({ status: 400, body: { error: { param: "name" } } });
  });

  test("accepts its key as Bearer", async ({ server }) => {
    const list = (authorization: string) => curl(server, ["-G", SECRETS, "-H", `Authorization: ${authorization}`, ...user]);
    expect(await list("Bearer sk_test_app_a")).toMatchObject({ status: 200, body: { data: [] } });
    expect(await list("bearer ek_test_app_a_usr_1")).toMatchObject({ status: 200, body: { data: [] } });
    expect(await list("Bearer sk_test_nobody")).toMatchObject({ status: 401, headers: { "www-authenticate": 'Basic realm="Stripe"' } });
  });

  test("gets 401 without a key", async ({ server }) => {
    expect(await curl(server, ["-G", SECRETS, ...user])).toMatchObject({ status: 401, body: { error: { type: "invalid_request_error" } } });
  });

  test("passes the account, the version and an idempotency key by headers", async ({ server }) => {
    const headers = ["Stripe-Account: acct_cactus", "Stripe-Version: 2026-09-30.endive", "Idempotency-Key: once"].flatMap((it) => [
      "-H",
      it,
    ]);
    const set = () => curl(server, [SECRETS, ...key, ...headers, "-d", "name=token", "-d", "payload=p", ...account]);
    const [first, second] = [await set(), await set()];
    expect(first).toMatchObject({
      status: 200,
      headers: { "stripe-account": "acct_cactus", "stripe-version": "2026-09-30.endive", "idempotency-key": "once" },
    });
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(second).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" }, body: first.body as object });
  });
});

describe("the server refuses curl when it", () => {
  test("sends JSON or a multipart form", async ({ server }) => {
    const json = ["-H", "Content-Type: application/json", "-d", '{"name":"a","payload":"p","scope":{"type":"account"}}'];
    const form = ["-F", "name=a", "-F", "payload=p", "-F", "scope[type]=account"];
    for (const body of [json, form]) {
      expect(await curl(server, [SECRETS, ...key, ...body])).toMatchObject({
        status: 400,
        body: { error: { type: "invalid_request_error" } },
      });
    }
  });

  test("uses other verbs and routes", async ({ server }) => {
    const missing = { status: 404, body: { error: { type: "invalid_request_error" } } };
    expect(await curl(server, ["-X", "DELETE", SECRETS, ...key, "-d", "name=a", ...account])).toMatchObject(missing);
    expect(await curl(server, ["-X", "PUT", SECRETS, ...key, "-d", "name=a", ...account])).toMatchObject(missing);
    expect(await curl(server, [`${SECRETS}/appsecret_1`, ...key])).toMatchObject(missing);
    expect(await curl(server, ["/v1/customers", ...key])).toMatchObject(missing);
    const head = await curl(server, ["--head", "-g", `${SECRETS}?scope[type]=account`, ...key]);
    expect(head).toMatchObject({ status: 200, headers: { "request-id": expect.stringMatching(/^req_/) } });
    expect(head.body).toBeUndefined();
  });

  test("sends a larger body than a secret can have", async ({ server }) => {
    const set = [SECRETS, ...key, "-d", "name=large", ...account, "--data-urlencode", "payload@-"];
    expect(await curl(server, set, "p".repeat(300 * 1024))).toMatchObject({
      status: 413,
      body: { error: { type: "invalid_request_error" } },
    });
    expect(await curl(server, ["-G", SECRETS, ...key, ...account])).toMatchObject({ status: 200, body: { data: [] } });
  });
});
