// The texts that the log gives for copying are run, and answered as the request was.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import Stripe from "stripe";
import { connectEmulator, type RequestEntry } from "stripe-secret-store/testing";
import { afterAll, describe, expect, vi } from "vitest";
import { curlOf } from "../../www/dashboard/log/curl";
import { ownClientOf } from "../../www/dashboard/log/own-client";
import { literal, nested } from "../../www/dashboard/log/parameters";
import { stripeNodeOf } from "../../www/dashboard/log/stripe-node";
import { test } from "../clients/server";

vi.setConfig({ testTimeout: 60_000 });
const run = promisify(execFile);

const target = join(import.meta.dirname, "../../target");
mkdirSync(target, { recursive: true });
// In the project, so that the programs find stripe-node and the package where its users have them.
const programs = mkdtempSync(join(target, "snippets-"));
afterAll(() => rmSync(programs, { recursive: true }));
interface Outcome {
  /** The program's output, as JSON. */
  json: unknown;
  /** The program's error output. */
  complaint: string;
}

async function shell(command: string): Promise<Outcome> {
  const { stdout, stderr } = await run("sh", ["-c", `${command} --silent --show-error --noproxy '*'`]);
  return { json: JSON.parse(stdout), complaint: stderr };
}

let made = 0;
async function program(text: string): Promise<Outcome> {
  const file = join(programs, `${(made += 1)}.mjs`);
  writeFileSync(file, text);
  const ended = await run(process.execPath, [file]).catch((error: { stdout: string; stderr: string }) => error);
  return { json: ended.stdout === "" ? undefined : JSON.parse(ended.stdout), complaint: ended.stderr };
}

const USER = { type: "user", user: "usr_1" } as const;
const ACCOUNT = { type: "account" } as const;
/** Contains characters with a meaning in a shell, in a form or in a JavaScript string. */
const NAME = `it's "a" $(name) \`of\` \\ ключ & 100% = x;\n!`;

interface Asked {
  what: string;
  ask: (stripe: Stripe) => Promise<unknown>;
  key?: string;
  /** The code of a refusal. */
  code?: string;
}

const ASKED: Asked[] = [
  { what: "a set", ask: ({ apps }) => apps.secrets.create({ name: NAME, payload: "s3cret", scope: USER, expires_at: 4_000_000_000 }) },
  { what: "a find with the payload", ask: ({ apps }) => apps.secrets.find({ name: "kept", scope: ACCOUNT, expand: ["payload"] }) },
  { what: "a find for a user", ask: ({ apps }) => apps.secrets.find({ name: NAME, scope: USER }) },
  { what: "a list", ask: ({ apps }) => apps.secrets.list({ scope: ACCOUNT, limit: 1, expand: ["data.payload"] }) },
  {
    what: "a list on a named account",
    ask: ({ apps }) => apps.secrets.list({ scope: USER }, { stripeAccount: "acct_cactus" }),
    key: "ek_test_app_a_usr_1",
  },
  { what: "a set in live mode", ask: ({ apps }) => apps.secrets.create({ name: "x", payload: "y", scope: ACCOUNT }), key: "sk_live_app_b" },
  { what: "a find of what is not there", ask: ({ apps }) => apps.secrets.find({ name: "none", scope: USER }), code: "resource_missing" },
  {
    what: "a delete of what is not there",
    ask: ({ apps }) => apps.secrets.deleteWhere({ name: "no", scope: USER }),
    code: "resource_missing",
  },
  {
    what: "another account",
    ask: ({ apps }) => apps.secrets.list({ scope: ACCOUNT }, { stripeAccount: "acct_other" }),
    code: "account_invalid",
  },
  { what: "another route", ask: (stripe) => stripe.rawRequest("GET", "/v1/customers?limit=3&expand[0]=data.x"), code: "" },
];

/** Sends a request, and returns its entry in the log. */
async function logged(url: string, { ask, key = "sk_test_app_a" }: Asked): Promise<RequestEntry> {
  const { hostname: host, port } = new URL(url);
  await ask(new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0 })).catch(() => {});
  return (await connectEmulator(url).requests()).at(-1)!;
}

async function ready(url: string): Promise<void> {
  const { hostname: host, port } = new URL(url);
  const { secrets } = new Stripe("sk_test_app_a", { host, port, protocol: "http" }).apps;
  await secrets.create({ name: "kept", payload: "s3cret", scope: ACCOUNT });
  await secrets.create({ name: NAME, payload: "s3cret", scope: USER });
}

const hidden = (json: unknown) => JSON.parse(JSON.stringify(json), (name, value: unknown) => (name === "payload" ? "[hidden]" : value));

describe("curl and stripe-node are answered as the request was", () => {
  test.for(ASKED)("$what", async (asked, { server }) => {
    await ready(server.url);
    const entry = await logged(server.url, asked);
    const snippetContext = { url: server.url, keys: await connectEmulator(server.url).keys() };
    const curl = await shell(curlOf(entry, snippetContext));
    const node = await program(stripeNodeOf(entry, snippetContext));
    expect(curl.complaint).toBe("");
    if (asked.code === undefined) {
      expect(entry.status).toBe(200);
      // A set of before has made it: what is set again keeps its id.
      expect(hidden(curl.json)).toEqual(entry.answer);
      expect(node).toEqual({ json: curl.json, complaint: "" });
    } else {
      expect(hidden(curl.json)).toEqual(entry.answer);
      expect(node.json).toBeUndefined();
      expect(node.complaint).toContain((curl.json as { error: { message: string } }).error.message.slice(0, 40));
      if (asked.code !== "") expect(node.complaint).toContain(`code: '${asked.code}'`);
    }
    // Both programs repeat the request with the same caller and contents.
    const again = (await connectEmulator(server.url).requests()).slice(-2);
    const summary = ({ caller, method, path, parameters, status, code, headers }: RequestEntry) =>
      [caller, method, path, parameters, status, code, headers["stripe-account"]] as const;
    expect(again.map(summary)).toEqual([summary(entry), summary(entry)]);
  });
});

describe("our client is answered as the request was", () => {
  test.for(ASKED.filter(({ what }) => what !== "another route" && what !== "another account"))("$what", async (asked, { server }) => {
    await ready(server.url);
    const entry = await logged(server.url, asked);
    const { json, complaint } = await program(ownClientOf(entry, { url: server.url })!);
    // It leaves payloads out of lists, and asks for that of a find by itself.
    const bare = (answer: unknown) =>
      JSON.parse(JSON.stringify(answer), (name, value: unknown) => (name === "payload" ? undefined : value));
    if (asked.code === undefined) expect({ json: bare(json), complaint }).toEqual({ json: bare(entry.answer), complaint: "" });
    else if (entry.path.endsWith("/find")) expect(json).toBeNull();
    else expect(complaint).toContain("SecretStoreError");
  });

  test("returns undefined for other routes and for unknown callers", async ({ server }) => {
    const elsewhere = await logged(server.url, ASKED.at(-1)!);
    expect(ownClientOf(elsewhere, { url: server.url })).toBeUndefined();
    const unknown = await logged(server.url, { ...ASKED[3]!, key: "sk_test_made_up" });
    expect(unknown.status).toBe(401);
    expect(ownClientOf(unknown, { url: server.url })).toBeUndefined();
    const snippetContext = { url: server.url, keys: await connectEmulator(server.url).keys() };
    expect((await shell(curlOf(unknown, snippetContext))).json).toMatchObject({ error: { message: expect.stringContaining("API key") } });
    expect((await program(stripeNodeOf(unknown, snippetContext))).complaint).toContain("StripeAuthenticationError");
  });
});

test("converts form parameters to objects and lists", () => {
  const wire = {
    "scope[type]": "user",
    "scope[user]": "u",
    "expand[]": "payload",
    "a[1]": "y",
    "b[0]": "x",
    "b[1]": "y",
    limit: "3",
    name: "7",
  };
  expect(nested(wire)).toEqual({ scope: USER_OF("u"), expand: ["payload"], a: { 1: "y" }, b: ["x", "y"], limit: 3, name: "7" });
  expect(literal({ a: [1, { "b-c": "d" }], e: {}, f: [] })).toBe(`{ a: [1, { "b-c": "d" }], e: {}, f: [] }`);
});

const USER_OF = (user: string) => ({ type: "user", user });
