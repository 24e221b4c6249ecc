// The Dashboard's server, requested as pages elsewhere, extensions and programs request it.

import { request, type OutgoingHttpHeaders } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOAuthServer } from "../../examples/oauth-server/server";
import { createBackend } from "../../examples/secret-store/backend/server";
import type { LocalServer } from "../../www/server/listen";
import { createDashboardServer } from "../../www/server/server";
import { MANIFEST, view, writeApp } from "./folders/app";

let server: LocalServer;
beforeAll(async () => {
  const extension = writeApp({ "stripe-app.json": MANIFEST, "src/views/App.tsx": view("text") });
  server = await createDashboardServer({ extension, emulator: "http://127.0.0.1:1", signingSecret: "absec_made_up" });
});
afterAll(() => server.close());

interface Sent {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** Sends a request with any header, which `fetch` does not, and resolves when its answer begins. */
function send(origin: string, path: string, { method = "GET", headers = {}, body }: Sent = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const isStream = answer.headers["content-type"]?.startsWith("text/event-stream");
      let text = "";
      const done = () => resolve({ status: answer.statusCode!, text });
      answer.on("data", (chunk) => (text += chunk)).on("end", done);
      if (isStream) {
        done();
        sent.destroy();
      }
    });
    sent.on("error", reject).end(body);
  });
}

const PRIVATE = ["/config.json", "/extension.json", "/extension/changes", "/stripe-answers"];
const identity = JSON.stringify({ user_id: "usr_1", account_id: "acct_1" });
const sign = (headers: OutgoingHttpHeaders, body = identity) =>
  send(server.origin, "/signature", { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

describe("answers what only its own page needs", () => {
  test("to that page, and to programs", async () => {
    const { host } = new URL(server.origin);
    const { port } = new URL(server.origin);
    // Hosts are the same in any case, and programs write them as they like.
    const capitals = { host: `LocalHost:${port}`, origin: `HTTP://LOCALHOST:${port}` };
    for (const headers of [{}, { "sec-fetch-site": "none" }, { origin: `http://${host}`, "sec-fetch-site": "same-origin" }, capitals]) {
      for (const path of PRIVATE) expect((await send(server.origin, path, { headers })).status, path).toBe(200);
      expect((await sign(headers)).text).toMatch(/^"t=\d+,v1=[0-9a-f]{64}"$/);
    }
  });

  test.for([
    ["a page elsewhere", { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" }],
    ["a page elsewhere by a request without an Origin", { "sec-fetch-site": "cross-site" }],
    ["a page of another port", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
    ["a frame without an origin, as an extension's", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a browser that sends the Origin alone", { origin: "https://elsewhere.example" }],
    ["a name that leads to this machine", { host: "elsewhere.example" }],
    ["a name that begins like this machine's", { host: "127.0.0.1.elsewhere.example" }],
    ["a name and its page", { host: "elsewhere.example", origin: "http://elsewhere.example", "sec-fetch-site": "same-origin" }],
  ] as const)("and not to %s", async ([, headers]) => {
    for (const path of PRIVATE) {
      const { status, text } = await send(server.origin, path, { headers });
      expect(status, path).toBe(403);
      expect(text).toMatch(/^The local Dashboard answers .* only\.$/);
    }
    expect((await sign(headers)).status).toBe(403);
  });

  test("and not to a name in the request's line", async () => {
    for (const path of PRIVATE) expect((await send(server.origin, `http://elsewhere.example${path}`, {})).status, path).toBe(403);
  });

  test("the page itself also after a redirect from elsewhere, as an OAuth provider sends", async () => {
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await send(server.origin, "/test/apps-oauth/com.example.folder?code=a", { headers })).status).toBe(200);
  });

  test("no frame in pages elsewhere", async () => {
    const { headers } = await fetch(`${server.origin}/sandbox/`);
    expect(headers.get("content-security-policy")).toContain(`frame-ancestors ${server.origin};`);
  });
});

describe("says nothing of this machine's paths and stacks", () => {
  const PRIVATE_WORDS = /node_modules|\n\s+at |\/work|\/home|\/tmp|express/i;

  test.for([
    ["GET", "/nothing", 404],
    ["GET", "/%E0%A4%A", 404],
    ["GET", "/apps-oauth/%E0%A4%A", 400],
    ["POST", "/config.json", 404],
    ["GET", "/sandbox/?connect-src[a][b]=c&react[]=x", 200],
    ["GET", "/sandbox/?connect-src=a%3Bb", 400],
    ["GET", "/sandbox/../../etc/passwd", 404],
  ] as const)("in answer to %s %s", async ([method, path, status]) => {
    const answer = await send(server.origin, path, { method });
    expect([answer.status, answer.text]).toEqual([status, expect.not.stringMatching(PRIVATE_WORDS)]);
  });

  test.for([
    ["JSON that ends too early", "{", 400],
    ["a list", "[]", 400],
    ["no user", `{ "account_id": "acct_1" }`, 400],
    ["too much", JSON.stringify({ user_id: "a".repeat(200_000), account_id: "acct_1" }), 413],
  ] as const)("in answer to a signature of %s", async ([, body, status]) => {
    const answer = await sign({}, body);
    expect([answer.status, answer.text]).toEqual([status, expect.not.stringMatching(PRIVATE_WORDS)]);
  });

  test("in answer to a signature of plain text", async () => {
    expect(await sign({ "content-type": "text/plain" })).toEqual({ status: 400, text: "A signature needs a user_id and an account_id." });
  });

  test("in the examples' servers", async () => {
    const provider = await createOAuthServer();
    const backend = await createBackend({
      apiKey: "sk_test_made_up",
      signingSecret: "absec_made_up",
      provider: provider.origin,
      clientSecret: "made up",
      dashboard: () => server.origin,
      stripe: "http://127.0.0.1:1",
    });
    const json = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded; charset=nothing" }, body: "a=%" };
    try {
      for (const [origin, path, sent, status] of [
        [provider.origin, "/nothing", {}, 404],
        [provider.origin, "/token", form, 415],
        [backend.origin, "/api/profile", json, 400],
        [backend.origin, "/%E0%A4%A", {}, 404],
      ] as const) {
        const answer = await send(origin, path, sent);
        expect([path, answer.status, answer.text]).toEqual([path, status, expect.not.stringMatching(PRIVATE_WORDS)]);
      }
    } finally {
      await Promise.all([provider.close(), backend.close()]);
    }
  });
});

test("names a port that is taken, and says what to do", async () => {
  const port = Number(new URL(server.origin).port);
  const extension = writeApp({ "stripe-app.json": MANIFEST });
  const started = createDashboardServer({ extension, emulator: server.origin, signingSecret: "a", port });
  await expect(started).rejects.toThrow(
    `Port ${port} is taken, perhaps by another local Dashboard. Choose another with --port ${port + 1}.`,
  );
});
