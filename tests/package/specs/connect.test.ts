// Uses connectEmulator with hostile networks and a hostile fetch. Each promise must settle in time, with an Error that says what to do.

import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator, type EmulatorConnection } from "stripe-secret-store/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { answering, connecting, FETCHES, SERVERS, type Hostile } from "../support/hostile-network";
import { errorOf, wrong } from "../support/client";

const TIMEOUT = 150;
// The extra time of a busy machine.
const PATIENCE = 5_000;

const place = { app: "app_a", account: "acct_cactus" };

/** All calls that send a request. */
const CALLS: Record<string, (emulator: EmulatorConnection, timeout: number) => Promise<unknown>> = {
  health: (emulator) => emulator.health(),
  requests: (emulator) => emulator.requests(),
  onRequest: (emulator) => emulator.onRequest(() => {}),
  secrets: (emulator) => emulator.secrets(),
  secret: (emulator) => emulator.secret("appsecret_1"),
  advance: (emulator) => emulator.advance(1_000),
  fail: (emulator) => emulator.fail({ kind: "status" }),
  faults: (emulator) => emulator.faults(),
  stopFailing: (emulator) => emulator.stopFailing(),
  grant: (emulator) => emulator.grant(place),
  revoke: (emulator) => emulator.revoke(place),
  install: (emulator) => emulator.install(place),
  uninstall: (emulator) => emulator.uninstall(place),
  setAssumption: (emulator) => emulator.setAssumption("century", false),
  assumptions: (emulator) => emulator.assumptions(),
  world: (emulator) => emulator.world(),
  keys: (emulator) => emulator.keys(),
  reset: (emulator) => emulator.reset(),
  makeRequest: (emulator, timeout) =>
    emulator.httpClient().makeRequest("h", 1, "/v1/apps/secrets", "GET", { Authorization: "Bearer k" }, null, "https", timeout),
};

/** Returns each call's result: an Error or an answer. A server that answers must have enough time, also on a busy machine. */
async function endings(url: string, timeout = TIMEOUT): Promise<Record<string, unknown>> {
  const emulator = connectEmulator(url, { timeout });
  const started = Date.now();
  const ends = Object.entries(CALLS).map(
    async ([name, call]) => [name, await call(emulator, timeout).catch((error: unknown) => error)] as const,
  );
  const found = Object.fromEntries(await Promise.all(ends));
  expect(Date.now() - started).toBeLessThan(timeout + PATIENCE);
  return found;
}

/** The calls that expect no content. They cannot recognise another server's answer. */
const ASKING_NOTHING = ["fail", "stopFailing", "grant", "revoke", "install", "uninstall", "setAssumption", "reset"];

function expectErrors(found: Record<string, unknown>, but: string[] = []) {
  expect(Object.keys(found)).toEqual(Object.keys(CALLS));
  for (const [name, error] of Object.entries(found)) {
    if (but.includes(name)) continue;
    expect(error, name).toBeInstanceOf(Error);
    const { message } = error as Error;
    expect(message, name).toMatch(new RegExp(`^${name}\\(\\): `));
    expect(message, name).toMatch(
      /Is the emulator running at http:\/\/127\.0\.0\.1:\d+\? Start it in the project stripe-secret-store: `npm run emulator -- --port \d+`\.$/,
    );
    expect(error, name).toHaveProperty("cause");
  }
}

let hostile: Hostile | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await hostile?.close();
  hostile = undefined;
});

describe("rejects each call in time for a server that", () => {
  test.each(Object.entries(SERVERS))("%s", async (what, serve) => {
    hostile = await serve();
    const isObject = ["answers an object of others", "answers other kinds", "answers lists of null"].includes(what);
    const found = await endings(hostile.url, isObject ? PATIENCE : TIMEOUT);
    expectErrors(found, isObject ? [...ASKING_NOTHING, ...(what === "answers lists of null" ? ["world", "keys", "makeRequest"] : [])] : []);
    // A list of null counts as an empty world.
    if (what === "answers lists of null") expect(found.makeRequest).toBeInstanceOf(Error);
  });

  test("refuses the call with a reason", async () => {
    hostile = await answering(
      (response) =>
        void response
          .writeHead(400, { "content-type": "application/json" })
          .end('{"error":{"message":"`delay_ms` must be at most 600,000."}}'),
    );
    for (const [name, error] of Object.entries(await endings(hostile.url, PATIENCE))) {
      expect(error, name).toMatchObject({ status: 400, message: `${name}(): \`delay\` must be at most 600,000.` });
    }
  });
});

describe("rejects each call in time for a fetch that", () => {
  test.each(Object.entries(FETCHES))("%s", async (what, fetch) => {
    vi.stubGlobal("fetch", fetch);
    const found = await endings("http://127.0.0.1:12111");
    expectErrors(found, what.includes("stream") ? ["onRequest"] : []);
    // A stream may be silent for any time.
    if (what.includes("stream")) expect(found.onRequest).toBeTypeOf("function");
  });

  test.each(["never settles, whatever its signal says", "rejects with a text"])("%s, without AbortController", async (what) => {
    vi.stubGlobal("AbortController", undefined);
    vi.stubGlobal("fetch", FETCHES[what]);
    expectErrors(await endings("http://127.0.0.1:12111"));
  });
});

test("keeps the platform's error as the cause, with its code", async () => {
  hostile = await SERVERS["is not there"]!();
  const { health } = await endings(hostile.url);
  expect(health).toMatchObject({ code: "ECONNREFUSED", message: expect.stringContaining("No answer came: fetch failed.") });
  expect((health as Error & { cause: unknown }).cause).toBeInstanceOf(TypeError);
  vi.stubGlobal("fetch", FETCHES["rejects with a text"]);
  expect((await endings(hostile.url)).health).toMatchObject({
    cause: "a text",
    message: expect.stringContaining("No answer came: a text."),
  });
});

test("leaves no timer after a success or a failure", async () => {
  vi.useFakeTimers();
  const emulator = connectEmulator();
  for (const what of ["rejects with a text", "gives undefined", "throws at once", "never settles, whatever its signal says"]) {
    vi.stubGlobal("fetch", FETCHES[what]);
    const ends = Object.values(CALLS).map((call) => call(emulator, TIMEOUT).catch(() => {}));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(ends);
    expect(vi.getTimerCount(), what).toBe(0);
  }
  vi.stubGlobal("fetch", async () => new Response('{"data":[]}'));
  expect(await emulator.requests()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test("cancels a request that is too late", async () => {
  let signal: AbortSignal | undefined;
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    signal = init.signal ?? undefined;
    return new Promise(() => {});
  });
  await expect(connectEmulator(undefined, { timeout: 10 }).health()).rejects.toMatchObject({ code: "ETIMEDOUT" });
  expect(signal?.aborted).toBe(true);
});

test("gives the client connection_failed without a server, and timeout if the server hangs", async () => {
  const over = ({ url }: Hostile) =>
    new SecretStoreClient({ httpClient: connectEmulator(url).httpClient(), scope: "account", maxNetworkRetries: 0, timeout: TIMEOUT });
  hostile = await SERVERS["is not there"]!();
  const { code, cause } = await errorOf(() => over(hostile!).listSecrets());
  expect([code, (cause as { code?: string }).code]).toEqual(["connection_failed", "ECONNREFUSED"]);
  hostile = await SERVERS["never answers"]!();
  expect(await errorOf(() => over(hostile!).listSecrets())).toMatchObject({ code: "timeout" });
});

describe("the stream of requests", () => {
  const ENTRY =
    '{"method":"GET","path":"/v1/apps/secrets","parameters":[["limit","1"]],"headers":[],"duration_us":1,"request_id":"req_1","idempotency_key":false}';

  /** Starts a server that streams these pieces, and then ends or stays open. */
  const streaming = (pieces: (string | Buffer)[], ends = false) =>
    answering(async (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      for (const piece of pieces) {
        response.write(piece);
        await new Promise((sent) => setTimeout(sent, 5));
      }
      if (ends) response.destroy();
    });

  const endOf = ({ url }: Hostile, listener: (entry: unknown) => void) =>
    new Promise<Error>((ended, failed) => connectEmulator(url).onRequest(listener, ended).catch(failed));

  async function heard(pieces: (string | Buffer)[]) {
    hostile = await streaming(pieces, true);
    const entries: unknown[] = [];
    const error = await endOf(hostile, (entry) => entries.push(entry));
    return { entries, error };
  }

  const expected = expect.objectContaining({ requestId: "req_1", parameters: { limit: "1" }, idempotencyKey: false });

  test("is read in pieces of any size", async () => {
    const text = Buffer.from(`: hello\n\nevent: request\nid: 1\ndata: ${ENTRY.replace("secrets", "sécrets")}\n\n`);
    const pieces = Array.from(text, (byte) => Buffer.from([byte])).slice(0, 40);
    const { entries } = await heard([...pieces, text.subarray(40, 95), text.subarray(95)]);
    expect(entries).toEqual([expected]);
    expect(entries[0]).toMatchObject({ path: "/v1/apps/sécrets" });
  });

  test("is read with any line ends, and skips other events", async () => {
    const event = `event: request\r\ndata: ${ENTRY}\r\n\r\n`;
    const others = `: keep-alive\r\n\r\nevent: other\r\ndata: {}\r\n\r\nretry: 1\r\n\r\n\r\n`;
    expect((await heard([event, others, event, "event: request\ndata: half of"])).entries).toEqual([expected, expected]);
  });

  test("reports its end once, and does not connect again", async () => {
    const { error } = await heard([]);
    expect(error.message).toMatch(/^onRequest\(\): The stream of requests has ended\. Is the emulator running/);
  });

  test.each(["event: request\ndata: no JSON\n\n", "event: request\ndata: null\n\n", `data: ${"x".repeat(5_000_000)}`])(
    "ends after an invalid request (%#)",
    async (piece) => {
      hostile = await streaming([piece]);
      const error = await endOf(hostile, () => expect.fail());
      expect(error).toHaveProperty("cause");
    },
  );

  test("calls no listener after the last has left", async () => {
    let closed = () => {};
    const left = new Promise<void>((resolve) => (closed = resolve));
    let send = (_: string) => {};
    hostile = await answering((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      send = (text) => void response.write(text);
      response.on("close", closed);
    });
    const [listener, ended] = [vi.fn(), vi.fn()];
    const unsubscribe = await connectEmulator(hostile.url).onRequest(listener, ended);
    send(`event: request\ndata: ${ENTRY}\n\n`);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
    unsubscribe();
    unsubscribe();
    send(`event: request\ndata: ${ENTRY}\n\n`);
    await left;
    await new Promise((turn) => setTimeout(turn, 20));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(ended).not.toHaveBeenCalled();
  });

  test("closes the connection without AbortController too", async () => {
    // Node's own fetch needs an AbortController.
    const { AbortController, fetch } = globalThis;
    vi.stubGlobal("AbortController", undefined);
    vi.stubGlobal("fetch", (...request: Parameters<typeof fetch>) => {
      vi.stubGlobal("AbortController", AbortController);
      return fetch(...request);
    });
    let closed = () => {};
    const left = new Promise<void>((resolve) => (closed = resolve));
    hostile = await answering((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      response.on("close", closed);
    });
    (await connectEmulator(hostile.url).onRequest(() => {}))();
    await left;
  });
});

describe("explains the right use after", () => {
  test.each([["no address"], ["ftp://127.0.0.1"], [""], [wrong(null)], [wrong({})], [wrong(12111)]])("the address %j", (url) => {
    expect(() => connectEmulator(url)).toThrow(/`url` must be an address such as "http:\/\/127\.0\.0\.1:12111"/);
  });

  test.each([[0], [-1], [Number.NaN], [Infinity], [wrong("1")]])("the timeout %j", (timeout) => {
    expect(() => connectEmulator(undefined, { timeout })).toThrow(/`timeout` must be a number of milliseconds/);
  });

  test("an unknown option", () => {
    expect(() => connectEmulator(undefined, wrong({ timeouts: 1 }))).toThrow(/`timeouts` is unknown: pass \{ timeout/);
  });

  const emulator = connectEmulator("http://127.0.0.1:1");
  test.each<[what: string, act: () => unknown, pattern: RegExp]>([
    ["an unknown fault", () => emulator.fail(wrong({ kind: "colour" })), /`kind` must be one of/],
    ["a clock that goes backwards", () => emulator.advance(-1), /not negative/],
    ["a clock that goes by halves", () => emulator.advance(500), /whole seconds/],
    ["a secret without an id", () => emulator.secret(""), /`id` must be a text such as "appsecret_…"/],
    ["an invalid listener", () => emulator.onRequest(wrong(undefined)), /`listener` must be a function/],
    ["an invalid `ended`", () => emulator.onRequest(() => {}, wrong(1)), /`ended` must be a function/],
    ["a permission without an app", () => emulator.grant(wrong({})), /`app` must be a text such as "app_a"/],
    ["an installation of null", () => emulator.install(wrong(null)), /must be an object: \{ app, account/],
    ["an assumption by half", () => emulator.setAssumption("century", wrong("no")), /`enabled` must be true or false/],
    ["a reset with a slip", () => emulator.reset(wrong({ seeds: false })), /`seeds` is unknown/],
    [
      "a path of another server",
      () => emulator.httpClient().makeRequest("h", 1, "@example.com/", "GET", {}, null, "https", 1),
      /begin with/,
    ],
  ])("%s", async (_, act, pattern) => {
    await expect(async () => act()).rejects.toThrow(pattern);
  });
});

test("reports a closed connection as Node's fetch does", async () => {
  hostile = await connecting((socket) => socket.once("data", () => socket.destroy()));
  const { makeRequest } = await endings(hostile.url);
  // Node gives a connection 250 ms, which a busy machine may take.
  expect(makeRequest).toMatchObject({ code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET|ETIMEDOUT)$/) });
});
