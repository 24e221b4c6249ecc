// Runs the command of ask-stripe over HTTP: which keys and addresses it refuses, what it prints and writes, and how it ends.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, vi } from "vitest";
import { checkedBase, checkEnvironment } from "../../ask/command/address";
import { checkedKey, checkedPublishableKey, UsageError } from "../../ask/command/key";
import { main } from "../../ask/command/main";
import { readOptions } from "../../ask/command/options";
import { askHidden } from "../../ask/command/prompt";
import type { Report } from "../../ask/report";
import type { Clock } from "../../ask/sender";
import { recordOutput } from "./ask-output";
import { test } from "./recorder";
import type { Server } from "./server";

const KEY = "sk_test_app_a";
const SCRIPT = join(import.meta.dirname, "../../scripts/ask-stripe.mjs");

/** A clock for tests that wait for no answer of the emulator's own time. */
const WITHOUT_PAUSES: Clock = { now: () => Date.now(), sleep: async () => {} };

const output = recordOutput(
  Object.fromEntries(["STRIPE_API_KEY", "STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "INIT_CWD"].map((name) => [name, undefined])),
);

const reportIn = (folder: string): Report => JSON.parse(readFileSync(join(folder, "stripe-answers.json"), "utf8"));

describe("refuses, without a request and without repeating it, the key", () => {
  const KEYS = [
    "sk_live_MadeUp",
    "rk_live_MadeUp",
    "SK_LIVE_MadeUp",
    "Sk_Live_MadeUp",
    "sk_org_live_MadeUp",
    "sk_org_test_MadeUp",
    " sk_live_MadeUp",
    " sk_test_MadeUp",
    "sk_test_MadeUp ",
    "sk_test_MadeUp\n",
    "sk_test_MadeUp sk_live_MadeUp",
    "sk_test_MadeUp\r\nX-Other: 1",
    "sk_test_",
    "sk_test_MadeÜp",
    "SK_TEST_MadeUp",
    "sk_MadeUpOfOldTimes",
    "pk_test_MadeUp",
    "pk_live_MadeUp",
    "ek_test_MadeUp",
    "whsec_MadeUp",
    "ABCdefMadeUp",
    "Bearer sk_test_MadeUp",
    "sk_live_sk_test_MadeUp",
    `sk_test_${"x".repeat(251)}`,
  ];

  test.for(KEYS)("%j", async (key, { record }) => {
    const server = await record((_, response) => response.end());
    vi.stubEnv("STRIPE_API_KEY", key);
    expect(await main(["--base", server.url], WITHOUT_PAUSES)).toBe(2);
    expect(server.requests).toEqual([]);
    expect(output()).toMatch(/^ask-stripe: STRIPE_API_KEY .+ Take a secret or restricted key of test mode/);
    expect(output()).not.toMatch(/MadeUp|xxx/);
  });
});

test("accepts secret and restricted keys of test mode", () => {
  for (const key of ["sk_test_MadeUp", "rk_test_MadeUp", "sk_test_51MadeUp_x"]) expect(checkedKey(key, "The key")).toBe(key);
  expect(checkedPublishableKey("pk_test_MadeUp", "It")).toBe("pk_test_MadeUp");
  for (const key of ["pk_live_MadeUp", "sk_test_MadeUp", "pk_test_ MadeUp"])
    expect(() => checkedPublishableKey(key, "It")).toThrow(UsageError);
});

test("names a live key as one", () => {
  for (const key of ["sk_live_MadeUp", "RK_LIVE_MadeUp", "sk_org_live_MadeUp"])
    expect(() => checkedKey(key, "It")).toThrow("It is a key of live mode");
  expect(() => checkedKey("sk_MadeUp", "It")).toThrow("It does not say its mode");
});

test("prefers STRIPE_API_KEY, and does not fall back from a refused key to another", async ({ record }) => {
  const server = await record((_, response) => response.end());
  vi.stubEnv("STRIPE_API_KEY", "sk_live_MadeUp");
  vi.stubEnv("STRIPE_SECRET_KEY", KEY);
  expect(await main(["--base", server.url], WITHOUT_PAUSES)).toBe(2);
  expect(server.requests).toEqual([]);
});

test("does not show the key that is typed at the prompt", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const shown = new PassThrough();
  const asked = askHidden("A key: ", { input, output: shown });
  input.write("sk_test_MadeUp\r");
  expect(await asked).toBe("sk_test_MadeUp");
  expect(String(shown.read())).toBe("A key: \n");
});

test("reads a key from a pipe without a question, and refuses an empty one", async () => {
  const [piped, empty, shown] = [new PassThrough(), new PassThrough(), new PassThrough()];
  piped.end("sk_test_MadeUp\nand more\n");
  empty.end();
  expect(await askHidden("A key: ", { input: piped, output: shown })).toBe("sk_test_MadeUp");
  await expect(askHidden("A key: ", { input: empty, output: shown })).rejects.toThrow("There is no key");
  expect(shown.read()).toBeNull();
});

test("ends the prompt without a key at Ctrl-C and Ctrl-D", async () => {
  for (const typed of ["sk_test_\u0003", "\u0004"]) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const asked = askHidden("A key: ", { input, output: new PassThrough() });
    input.write(typed);
    await expect(asked).rejects.toThrow("There is no key: set STRIPE_API_KEY");
  }
});

describe("refuses, without a request and without repeating it, the argument", () => {
  test.for([
    [["sk_test_MadeUp"], "An argument holds a key"],
    [["--key=sk_test_MadeUp"], "An argument holds a key"],
    [["--key", "SK_LIVE_MadeUp"], "An argument holds a key"],
    [["--base", "https://sk_test_MadeUp@api.stripe.com"], "An argument holds a key"],
    [["STRIPE_API_KEY=sk_test_MadeUp"], "An argument holds a key"],
    [["--base", "http://127.0.0.1:1/?key=rk_live_MadeUp"], "An argument holds a key"],
    [["--only", "rk_test_MadeUp"], "An argument holds a key"],
    [["--out", "a/sk_live_MadeUp"], "An argument holds a key"],
    [["--unknown=MadeUp"], "An argument is not known"],
    [["MadeUp"], "An argument is not known"],
    [["--only", "MadeUp"], "--only must name an assumption: scope_full,"],
    [["--account", "MadeUp"], "--account must be the id of an account"],
    [["--account", "acct_1\r\nMadeUp: 1"], "--account must be the id of an account"],
    [["--account", "acct_MadeUp", "--other-account", "acct_MadeUp"], "--other-account must name another account"],
    [["--other-account", "acct_MadeUp"], "--other-account must name another account"],
  ] as const)("%j", async ([args, message]) => {
    vi.stubEnv("STRIPE_API_KEY", KEY);
    expect(await main(args)).toBe(2);
    expect(output()).toContain(message);
    expect(output()).not.toContain("MadeUp");
  });
});

test("accepts a folder whose name only looks a little like a key", () => {
  for (const out of ["task_1", "risk_list", "../live_data", "my_test_results"]) expect(readOptions(["--out", out]).out).toBe(out);
});

describe("sends the key to no other address than", () => {
  const ALLOWED = [
    "https://api.stripe.com",
    "http://127.0.0.1:12111",
    "http://localhost:1",
    "http://[::1]:1",
    "https://proxy.example:8443/",
  ];
  const REFUSED = [
    "http://api.stripe.com",
    "http://proxy.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://192.168.0.1",
    "http://0.0.0.0",
    "https://user@proxy.example",
    "https://user:MadeUp@127.0.0.1",
    "http://127.0.0.1:1/path",
    "http://127.0.0.1:1/?MadeUp",
    "ftp://127.0.0.1",
    "file:///MadeUp",
    "127.0.0.1:12111",
    "",
  ];

  test.for(ALLOWED)("%s", (url) => expect(checkedBase(url)).toBe(new URL(url).origin));
  test.for(REFUSED)("and refuses %j", (url) => {
    expect(() => checkedBase(url)).toThrow(/^--base must (?!.*(MadeUp|example))/);
  });

  test("Stripe's by default", () => expect(readOptions([]).base).toBe("https://api.stripe.com"));

  test("and not to one whose certificate is not checked", () => {
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    expect(() => checkEnvironment("https://api.stripe.com", environment)).toThrow("Unset it");
    expect(() => checkEnvironment("http://127.0.0.1:1", environment)).not.toThrow();
  });

  test.for([{ NODE_USE_ENV_PROXY: "1" }, { NODE_OPTIONS: "--no-warnings --use-env-proxy" }])(
    "and not in plain text to a proxy by %j",
    (set) => {
      expect(() => checkEnvironment("http://127.0.0.1:1", set)).toThrow("lets a proxy read the key");
      expect(() => checkEnvironment("https://api.stripe.com", set)).not.toThrow();
    },
  );

  test.for([301, 302, 303, 307, 308])("and not to the target of a redirect with the status %i", async (status, { record, folder }) => {
    const target = await record((_, response) => response.end());
    const server = await record((_, response) => response.writeHead(status, { Location: `${target.url}/v1/apps/secrets` }).end());
    vi.stubEnv("STRIPE_API_KEY", KEY);
    expect(await main(["--base", server.url, "--out", folder], WITHOUT_PAUSES)).toBe(1);
    expect(target.requests).toEqual([]);
    expect(output()).toContain(`could not be listed. The status was ${status}.`);
  });
});

test("prints every request of a dry run, sends none and needs no key", async ({ record }) => {
  const server = await record((_, response) => response.end());
  expect(await main(["--dry-run", "--base", server.url], WITHOUT_PAUSES)).toBe(0);
  expect(server.requests).toEqual([]);
  expect(output()).toContain(`A run sends these requests to ${server.url}`);
  expect(output().match(/^\w+:$/gm)).toHaveLength(33);
  expect(output().match(/^\w+: not asked\. (It needs|With) /gm)).toHaveLength(9);
  expect(output()).toMatch(
    /POST \/v1\/apps\/secrets {2}name=ask-stripe-[0-9a-f]{14}-scope_full-more payload=made up by ask-stripe scope\[type\]=account/,
  );
  expect(output()).toContain("HEAD /v1/apps/secrets");
  expect(output()).toContain("(without a key)");
});

test("describes its options", async () => {
  expect(await main(["--help"], WITHOUT_PAUSES)).toBe(0);
  expect(output()).toContain("--dry-run");
});

/** Returns the requests of a run, without the list before all questions. */
const asked = async (server: Server) => (await server.requests()).slice(1);

test("lists secrets that an earlier run left behind, without names that could control a terminal", async ({ server, folder }) => {
  vi.stubEnv("STRIPE_API_KEY", KEY);
  for (const name of ["ask-stripe-0123-token", "ask-stripe-\u001b[2J"]) {
    const body = new URLSearchParams({ name, payload: "made up", "scope[type]": "account" });
    await fetch(`${server.url}/v1/apps/secrets`, { method: "POST", headers: { Authorization: `Bearer ${KEY}` }, body });
  }
  expect(await main(["--base", server.url, "--only", "user_missing", "--out", folder], WITHOUT_PAUSES)).toBe(0);
  expect(output()).toContain("An earlier run left ask-stripe-0123-token behind. Delete them.");
  expect(output()).not.toContain("\u001b");
  expect(await server.control("GET", "secrets")).toMatchObject({ data: [{}, {}] });
});

test("asks about the named assumptions alone, and writes the report", async ({ server, folder }) => {
  vi.stubEnv("STRIPE_SECRET_KEY", KEY);
  await server.setAssumption("delete_missing", false);
  const out = join(folder, "new");
  expect(
    await main(["--base", server.url, "--only", "delete_missing", "--only", "bad_version,user_missing", "--out", out], WITHOUT_PAUSES),
  ).toBe(0);
  const { results, ...report } = reportIn(out);
  expect(report).toEqual({
    format: 1,
    date: new Date().toISOString().slice(0, 10),
    target: "other",
    api_version: "2026-10-28.endive",
    part: "backend",
    complete: true,
    left_behind: [],
  });
  expect(results.map(({ assumption, verdict, as_switched }) => [assumption, verdict, as_switched])).toEqual([
    ["user_missing", "same", undefined],
    ["delete_missing", "differs", true],
    ["bad_version", "same", undefined],
  ]);
  expect(results[1]).toMatchObject({
    emulator: { status: 404 },
    stripe: { status: 400, code: "resource_missing" },
    answers: [
      {
        request: "POST /v1/apps/secrets/delete",
        status: 400,
        message: "No such secret: …",
        fields: ["code", "doc_url", "message", "type"],
      },
    ],
  });
  const page = readFileSync(join(out, "stripe-answers.md"), "utf8");
  expect(page).toContain("2 same, 1 different, 0 could not tell.");
  expect(page).toContain("### `delete_missing`\n\nDeleting what is not there: 404, `resource_missing`.\n");
  expect(page).toContain("(*differs*, as the emulator with this assumption switched)");
  expect((await asked(server)).every(({ status }) => status >= 400)).toBe(true);
});

describe("keeps the report and its output free of", () => {
  /** Answers each request with an error that repeats everything that came, in every field. */
  const echo = (status: number) => (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { authorization = "none", "stripe-account": account = "none" } = request.headers;
      const key = authorization.replace("Bearer ", "");
      const said = `${key} ${String(account)} req_MadeUp usr_MadeUp acct_OfAnother Jane.Doe@mail.example “MadeUp” ${Buffer.concat(chunks).toString()}`;
      const error = {
        type: key,
        code: said,
        param: key,
        message: `Invalid API Key provided: ${said}`,
        request_log_url: said,
        [key]: said,
        "a b": said,
      };
      const list = { object: "list", data: [], has_more: false, url: said, [key]: key, [String(account)]: said };
      const body = request.method === "GET" && !request.url!.includes("find") && status === 200 ? list : { error };
      response.writeHead(status === 200 && body !== list ? 400 : status, {
        "Content-Type": "application/json",
        "Request-Id": "req_MadeUp",
        "Stripe-Version": said.replaceAll(/[^ -~]/g, ""),
      });
      response.end(JSON.stringify(body));
    });
  };

  test("the key, ids and texts that a server repeats", async ({ record, folder }) => {
    const server = await record(echo(200));
    const key = "sk_test_abcdefghMadeUp";
    vi.stubEnv("STRIPE_API_KEY", key);
    await main(
      [
        "--base",
        server.url,
        "--account",
        "acct_MadeUp",
        "--out",
        folder,
        "--only",
        "user_missing,bad_version,unknown_cursor,delete_missing",
      ],
      WITHOUT_PAUSES,
    );
    expect(server.requests[0]!.authorization).toBe(`Bearer ${key}`);
    const files = ["stripe-answers.json", "stripe-answers.md"].map((name) => readFileSync(join(folder, name), "utf8"));
    for (const text of [...files, output()]) expect(text).not.toMatch(/MadeUp|abcdefgh|OfAnother|Jane|mail\.example|acct_|req_|usr_/);
    expect(reportIn(folder).results[0]!.answers[0]).toMatchObject({ status: 400, type: "…", code: "…", param: "…" });
    expect(reportIn(folder).api_version).toBeNull();
  });

  test("the key where the first list is refused with it", async ({ record, folder }) => {
    const server = await record(echo(401));
    vi.stubEnv("STRIPE_API_KEY", "sk_test_abcdefghMadeUp");
    expect(await main(["--base", server.url, "--out", folder], WITHOUT_PAUSES)).toBe(1);
    expect(output()).toContain("401. The key is not valid");
    expect(output()).not.toMatch(/MadeUp|abcdefgh/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("the key where no server answers", async ({ record, folder }) => {
    const server = await record((request) => request.socket.destroy());
    vi.stubEnv("STRIPE_API_KEY", "sk_test_abcdefghMadeUp");
    expect(await main(["--base", server.url, "--out", folder], WITHOUT_PAUSES)).toBe(1);
    expect(output()).toContain("No whole answer came.");
    expect(output()).not.toMatch(/MadeUp|abcdefgh/);
  });
});

test.for(["SIGTERM", "SIGHUP"] as const)("cleans up at %s too", async (signal, { server, folder }) => {
  vi.stubEnv("STRIPE_API_KEY", KEY);
  let pauses = 0;
  const sleep = async () => {
    pauses += 1;
    if (pauses === 4) process.emit(signal);
  };
  const args = ["--base", server.url, "--only", "scope_full", "--out", folder];
  expect(await main(args, { now: WITHOUT_PAUSES.now, sleep })).toBe(130);
  expect(await server.control("GET", "secrets")).toMatchObject({ data: [] });
});

test("cleans up at Ctrl-C, and writes the report of what it knows", async ({ server, folder }) => {
  const child = spawn(process.execPath, [SCRIPT, "--base", server.url, "--only", "delete_missing,scope_full", "--out", folder], {
    env: { ...process.env, INIT_CWD: "", npm_lifecycle_event: undefined },
    stdio: ["pipe", "ignore", "pipe"],
  });
  child.stdin.end(`${KEY}\n`);
  let text = "";
  child.stderr.on("data", (chunk) => (text += chunk));
  const ended = new Promise((resolve) => child.on("close", resolve));
  // Interrupts the run once it has made secrets.
  await expect.poll(async () => (await server.requests()).length, { timeout: 30_000 }).toBeGreaterThan(3);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  const { data } = (await server.control("GET", "secrets")) as { data: unknown[] };
  expect(data).toEqual([]);
  expect(text).toContain("Cleaning up.");
  expect(text).not.toContain(KEY);
  expect(reportIn(folder)).toMatchObject({ complete: false, left_behind: [] });
  expect(existsSync(join(folder, "stripe-answers.md"))).toBe(true);
});
