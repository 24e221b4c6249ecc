// Verifies whole requests over HTTP: in Express, in Hono, and where a framework passes a plain `Request`.

import { serve, type ServerType } from "@hono/node-server";
import express, { type RequestHandler } from "express";
import { Hono } from "hono";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  SignatureError,
  verifyStripeExpress,
  verifyStripeHono,
  verifyStripeRequest,
  type SignedRequest,
  type SignedRequestOptions,
} from "stripe-secret-store/node";
import { afterEach, describe, expect, test, vi } from "vitest";
import { stripeSignature } from "../../../../www/server/signature";

/** Passes a value that the types forbid and JavaScript does not. (Not from support/client.ts: these tests do not depend on the client's entry, and run once.) */
const wrong = (value: unknown) => value as never;

const secret = "absec_made_up";
const IDENTITY = { user_id: "usr_1", account_id: "acct_cactus" };
const SIGNED = { user: "usr_1", account: "acct_cactus", payload: { text: "ü 😀", ...IDENTITY } };
const BODY = JSON.stringify({ text: "ü 😀", ...IDENTITY });
const signature = (key = secret, now = Date.now()) => stripeSignature({ payload: { text: "ü 😀" }, ...IDENTITY }, key, now);

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const originOf = (server: { address(): AddressInfo | string | null }) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A framework: starts a server whose `/api` verifies requests and answers with the identity, after what `before` does with a request. */
type Framework = (options?: Partial<SignedRequestOptions>, before?: "parser") => Promise<string>;

const inExpress =
  (raw: RequestHandler | RequestHandler[] = express.raw({ type: () => true })): Framework =>
  async (options, before) => {
    const app = express().set("env", "test");
    if (before) app.use(express.json());
    for (const parser of [raw].flat()) app.use(parser);
    app.post("/api", verifyStripeExpress({ secret, ...options }), (_request, response) => void response.json(response.locals.signed));
    app.use(((error, _request, response, _next) => {
      const { status = 500, code, message } = error;
      response.status(status).json({ code, message });
    }) satisfies express.ErrorRequestHandler);
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(server);
    return `${originOf(server)}/api`;
  };

async function serving(fetch: (request: Request) => Promise<Response> | Response): Promise<string> {
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started));
  });
  open.push(server);
  return `${originOf(server)}/api`;
}

const inHono: Framework = (options, before) => {
  const app = new Hono<{ Variables: { signed: SignedRequest } }>();
  if (before)
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
  app.post("/api", verifyStripeHono({ secret, ...options }), (context) => context.json(context.get("signed")));
  return serving((request) => app.fetch(request));
};

const inPlain: Framework = (options, before) =>
  serving(async (request) => {
    try {
      if (before) await request.json();
      return Response.json(await verifyStripeRequest(request, { secret, ...options }));
    } catch (error) {
      if (SignatureError.is(error)) return error.getResponse();
      throw error;
    }
  });

/** Posts bytes, which get no content type, and returns the answer. */
async function post(url: string, body: string | Uint8Array<ArrayBuffer>, header: string | undefined = signature(), type?: string) {
  const headers = { ...(header === "" ? {} : { "Stripe-Signature": header }), ...(type && { "Content-Type": type }) };
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const response = await fetch(url, { method: "POST", headers, body: bytes });
  return { status: response.status, json: await response.json() };
}

describe.each<[string, Framework]>([
  ["Express", inExpress()],
  ["Hono", inHono],
  ["a plain Request", inPlain],
])("%s", (_, framework) => {
  test.each([undefined, "application/json", "text/plain", "application/x-www-form-urlencoded"])(
    "passes on the identity of a request of the type %s",
    async (type) => {
      expect(await post(await framework(), BODY, undefined, type)).toEqual({ status: 200, json: SIGNED });
    },
  );

  test.each([
    ["no signature", BODY, "", "signature_missing"],
    ["half a signature", BODY, "t=1", "signature_malformed"],
    ["the signature of another app", BODY, signature("absec_other"), "signature_mismatch"],
    ["another body", BODY.replace("usr_1", "usr_2"), signature(), "signature_mismatch"],
    ["no body", "", signature(), "signature_mismatch"],
    ["an old signature", BODY, signature(secret, Date.now() - 302_000), "signature_expired"],
  ])("refuses a request with %s", async (_, body, header, code) => {
    const { status, json } = await post(await framework(), body, header);
    expect([status, json.code]).toEqual([400, code]);
    expect(JSON.stringify(json)).not.toMatch(/absec|usr_|v1=[\da-f]/);
  });

  test.each([`[1]`, `{"user_id":"usr_1"}`, `{"user_id":1,"account_id":"acct_1"}`, `{"user_id":"","account_id":""}`, "made up"])(
    "refuses the signed body %s, which has no identity",
    async (body) => {
      const { webhooks } = (await import("stripe")).default;
      const header = webhooks.generateTestHeaderString({ payload: body, secret });
      expect(await post(await framework(), body, header)).toMatchObject({ status: 400, json: { code: "identity_missing" } });
    },
  );

  test("refuses a body that is too large", async () => {
    const answer = await post(await framework({ maxBytes: BODY.length }), `${BODY} ${"x".repeat(10)}`);
    expect(answer).toMatchObject({ status: 413, json: { code: "body_too_large" } });
  });

  test("refuses a body that a parser has read, and says where to verify", async () => {
    const { status, json } = await post(await framework({}, "parser"), BODY, signature(), "application/json");
    expect([status, json.code]).toEqual([500, "body_already_read"]);
    expect(json.message).toMatch(/before/);
  });

  test("takes another tolerance and clock", async () => {
    const url = await framework({ clock: () => Date.now() + 400_000, tolerance: 500_000 });
    expect((await post(url, BODY)).status).toBe(200);
  });
});

describe("Express", () => {
  test("refuses a body that nothing has read, such as one without a type after express.raw()", async () => {
    for (const raw of [express.raw(), express.raw({ type: "*/*" }), []]) {
      const { status, json } = await post(await inExpress(raw)(), BODY);
      expect([status, json.code]).toEqual([500, "body_already_read"]);
      expect(json.message).toContain("express.raw({ type: () => true })");
    }
  });

  test("refuses a text, which a parser has decoded", async () => {
    const { json } = await post(await inExpress(express.text({ type: () => true }))(), BODY);
    expect(json.code).toBe("body_already_read");
  });

  test("passes on what a handler throws to Express alone", async () => {
    const next = vi.fn();
    const body = Buffer.from(BODY);
    const response = { locals: {} as { signed?: SignedRequest } };
    await new Promise<void>((resolve) => {
      next.mockImplementation(resolve);
      verifyStripeExpress({ secret })({ headers: { "stripe-signature": signature() }, body }, response, next);
    });
    expect(next.mock.calls).toEqual([[]]);
    expect(response.locals.signed).toEqual(SIGNED);
  });
});

describe("Hono", () => {
  test("leaves the body to handlers", async () => {
    const app = new Hono().post("/api", verifyStripeHono({ secret }), async (context) => context.json(await context.req.json()));
    expect(await post(await serving((request) => app.fetch(request)), BODY)).toEqual({ status: 200, json: SIGNED.payload });
  });

  test("gives a refusal to the app's own handler of errors", async () => {
    const app = new Hono().post("/api", verifyStripeHono({ secret }), (context) => context.json({}));
    app.onError((error, context) => context.json({ mine: SignatureError.is(error) && error.code }, 401));
    expect(await post(await serving((request) => app.fetch(request)), BODY, "")).toEqual({
      status: 401,
      json: { mine: "signature_missing" },
    });
  });
});

test("refuses a body that ends early", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("closed")) });
  const request = new Request("http://a.example", {
    method: "POST",
    body,
    duplex: "half",
    headers: { "Stripe-Signature": "t" },
  } as RequestInit);
  await expect(verifyStripeRequest(request, { secret })).rejects.toMatchObject({ code: "body_unreadable", status: 400 });
});

describe("refuses at once", () => {
  const MAKERS = { verifyStripeExpress, verifyStripeHono };
  test.each(Object.entries(MAKERS))("%s without a secret, or with an unknown option", (_, make) => {
    for (const options of [undefined, null, "absec_made_up"])
      expect(() => make(wrong(options))).toThrow("The options must be an object: { secret }.");
    for (const options of [{}, { secret: "" }, { secret: undefined }])
      expect(() => make(wrong(options))).toThrow("secret is missing: pass the app's signing secret");
    expect(() => make(wrong({ secret, tolerence: 1 }))).toThrow("tolerence is unknown: pass { tolerance, clock, secret, maxBytes }.");
    expect(() => make({ secret, maxBytes: 0 })).toThrow("maxBytes must be a whole number above 0.");
  });

  test.each([undefined, null, {}, { headers: { "stripe-signature": signature() }, body: Buffer.from(BODY) }])(
    "verifyStripeRequest of what is not a Request, such as Express's, with the name of the other function: %#",
    async (request) => {
      const refused = verifyStripeRequest(wrong(request), { secret });
      await expect(refused).rejects.toMatchObject({
        code: "invalid_option",
        status: 500,
        message: expect.stringContaining("verifyStripeExpress()"),
      });
    },
  );

  test("verifyStripeRequest of a request whose body something reads right now", async () => {
    const request = new Request("http://localhost/", { method: "POST", body: BODY, headers: { "Stripe-Signature": signature() } });
    request.body!.getReader();
    await expect(verifyStripeRequest(request, { secret })).rejects.toMatchObject({ code: "body_already_read", status: 500 });
  });

  test("verifyStripeRequest without a secret", async () => {
    const request = new Request("http://a.example", { method: "POST", body: BODY });
    await expect(verifyStripeRequest(request, wrong({}))).rejects.toMatchObject({ code: "invalid_option", status: 500 });
  });
});
