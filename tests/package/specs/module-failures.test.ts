// Throws through the module: by a trap, which the module itself does not have, or by JavaScript's full stack. The call ends in an error that says so, nothing
// of it stays, and the next call has a new module.

import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { hasWasm, watchModule } from "../support/module-watch";
import { aSecret, errorOf, recording, respond, type RecordingClient } from "../support/client";

const watch = watchModule();
afterAll(() => watch.end());
const { SecretStoreClient: Client } = await import("stripe-secret-store");

const PAYLOAD = "s3cr3t-of-a-user/0123456789";
const params = { name: "token", payload: PAYLOAD };

let httpClient: RecordingClient;
let secrets: SecretStoreClient;

beforeEach(() => {
  watch.before = () => {};
  httpClient = recording((_, { body }) =>
    respond({ status: 200, json: aSecret({ name: new URLSearchParams(body ?? "").get("name") ?? "" }) }),
  );
  secrets = new Client({ httpClient, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
});

const memoryHolds = (text: string) => Buffer.from(watch.memory()).includes(text);

/** Expects that the module works, and sends the right request. */
async function expectWell() {
  const before = httpClient.sent.length;
  await secrets.createSecret({ name: "after", payload: "a b", expires_at: 4_000_000_000 });
  expect(httpClient.sent.slice(before).map(({ path, method, body }) => ({ path, method, body }))).toEqual([
    {
      path: "/v1/apps/secrets",
      method: "POST",
      body: "name=after&payload=a%20b&scope[type]=user&scope[user]=usr_1&expires_at=4000000000",
    },
  ]);
  expect(memoryHolds(PAYLOAD.slice(0, 8))).toBe(false);
}

describe.runIf(hasWasm)("after a trap", () => {
  const trap = new WebAssembly.RuntimeError("unreachable");

  /** Makes the next call of this export trap. */
  function trapIn(name: string) {
    watch.before = (called) => {
      if (called !== name) return;
      watch.before = () => {};
      throw trap;
    };
  }

  test("reports no attempt if nothing was sent, and loads a new module", async () => {
    const instances = watch.instances;
    trapIn("begin_call");
    const error = await errorOf(() => secrets.createSecret(params));
    expect(error).toMatchObject({ code: "unexpected_failure", attempts: 0, retryable: false, cause: trap });
    expect(error.message).toContain("cause");
    expect(httpClient.sent).toEqual([]);
    await expectWell();
    expect(watch.instances).toBe(instances + 1);
  });

  test("counts a write that was sent, and reports that it may have happened", async () => {
    trapIn("end_attempt");
    const error = await errorOf(() => secrets.createSecret(params));
    expect(error).toMatchObject({ code: "unexpected_failure", attempts: 1, cause: trap });
    expect(error.message).toContain("may have happened");
    await expectWell();
  });

  test("makes the next client if the constructor trapped", async () => {
    trapIn("read_options");
    expect(await errorOf(() => new Client({ httpClient }))).toMatchObject({ code: "unexpected_failure", cause: trap });
    secrets = new Client({ httpClient, userContext: { id: "usr_1" } });
    await expectWell();
  });

  test("completes the other pending calls", async () => {
    const others = Array.from({ length: 10 }, (_, index) => secrets.createSecret({ name: `token ${index}`, payload: PAYLOAD }));
    trapIn("begin_call");
    await errorOf(() => secrets.createSecret(params));
    expect((await Promise.all(others)).map(({ name }) => name)).toEqual(others.map((_, index) => `token ${index}`));
    await expectWell();
  });
});

describe("on a full stack", () => {
  test("answers a call or rejects it with a typed error, and works afterwards", async () => {
    const endings = new Map<string, number>();
    const count = (ending: string) => endings.set(ending, (endings.get(ending) ?? 0) + 1);
    // Frames of many sizes, so that the brink comes at every place within the call.
    for (const size of [0, 3, 7]) {
      const calls: Promise<unknown>[] = [];
      fillingTheStack(size, () => calls.push(secrets.createSecret(params)));
      expect(calls.length).toBeGreaterThan(0);
      for (const { status, reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
        if (status !== "rejected") count("answered");
        else {
          count((reason as SecretStoreError).code ?? String(reason));
          if ((reason as SecretStoreError).code === "unexpected_failure") expect((reason as Error).cause).toBeInstanceOf(RangeError);
        }
      }
      await expectWell();
    }
    expect([...endings.keys()].filter((ending) => !["answered", "unexpected_failure", "invalid_parameter"].includes(ending))).toEqual([]);
    expect(endings.get("answered")).toBeGreaterThan(100);
    expect(endings.get("unexpected_failure")).toBeGreaterThan(0);
  });

  test("throws from the constructor, and works afterwards", async () => {
    let made = 0;
    for (const size of [0, 3, 7]) {
      fillingTheStack(size, () => {
        new Client({ httpClient, userContext: { id: "usr_1" } });
        made++;
      });
    }
    expect(made).toBeGreaterThan(0);
    await expectWell();
  });

  /** Acts at each of the last frames before the stack is full, from the fullest on; each frame takes so many values more. */
  function fillingTheStack(size: number, act: () => void) {
    let acts = 0;
    const filler = Array.from({ length: size }, () => 0);
    const deeper = (...values: number[]): number => {
      try {
        deeper(...filler);
      } catch {
        // The frame behind this one had no place.
      }
      if (acts < 2_000) {
        acts++;
        act();
      }
      return values.length;
    };
    try {
      deeper();
    } catch {
      // The acts of the first frames have no effect either.
    }
  }
});

test.runIf(hasWasm)("runs no code of a caller or a host inside the module", async () => {
  const seen: string[] = [];
  const inside: string[] = [];
  /** Returns an object that reports each use of itself and of its values. */
  const spied = (name: string, target: object): never => {
    const report = (use: string) => {
      seen.push(use);
      if (watch.isInside) inside.push(use);
    };
    return new Proxy(target, {
      get(of, key) {
        report(`${name}.${String(key)}`);
        const value: unknown = Reflect.get(of, key);
        if (typeof value === "function") return value.bind(of) as unknown;
        return typeof value === "object" && value && !(value instanceof Date) ? spied(`${name}.${String(key)}`, value) : value;
      },
      ownKeys(of) {
        report(`keys of ${name}`);
        return Reflect.ownKeys(of);
      },
      getOwnPropertyDescriptor(of, key) {
        report(`descriptor of ${name}`);
        return Reflect.getOwnPropertyDescriptor(of, key);
      },
    }) as never;
  };
  const scope = { type: "user", user: "usr_1" };
  const json = (path: string) =>
    path.includes("find") || path.includes("?") ? { object: "list", has_more: false, data: [aSecret()] } : aSecret();
  const host = {
    makeRequest: (_host: string, _port: string, path: string) =>
      Promise.resolve({
        getStatusCode: () => 200,
        getHeaders: () => spied("headers", {}),
        toJSON: () => Promise.resolve(spied("json", json(path))),
      }),
    getClientName: () => "test",
  };
  const contexts = { userContext: { id: "usr_1" }, appContext: { authorizedPermissions: ["secret_write"] } };
  const client = new Client(spied("options", { httpClient: host, ...contexts, maxNetworkRetries: 0 }));
  const signal = new AbortController().signal;
  await client.createSecret(
    spied("params", { name: "token", payload: PAYLOAD, scope, expires_at: new Date("2100-01-01") }),
    spied("call", { signal }),
  );
  await client.listSecrets(spied("page", { scope }));
  await errorOf(() => client.findSecret(spied("unknown", { name: "token", nam: new Date() })));
  for (const use of [
    "options.userContext.id",
    "options.httpClient.makeRequest",
    "params.scope.user",
    "call.signal.aborted",
    "json.scope.type",
    "json.data.0",
  ])
    expect(seen).toContain(use);
  expect(inside).toEqual([]);
});

describe("a call within the getter of another", () => {
  const within = (act: () => unknown) => ({
    get type() {
      act();
      return "user" as const;
    },
  });

  /** Calls create within create, to a depth. */
  function nested(depth: number, calls: Promise<unknown>[]) {
    calls.push(
      secrets.createSecret({
        name: `depth ${depth}`,
        payload: `payload ${depth}`,
        scope: within(() => depth > 0 && nested(depth - 1, calls)),
      }),
    );
  }

  test.each([1, 20, 500])("sends its own request at a depth of %i", async (depth) => {
    const calls: Promise<unknown>[] = [];
    nested(depth, calls);
    await Promise.all(calls);
    const bodies = new Set(httpClient.sent.map(({ body }) => body));
    for (let at = 0; at <= depth; at++) {
      expect(bodies).toContain(`name=depth%20${at}&payload=payload%20${at}&scope[type]=user&scope[user]=usr_1`);
    }
    await expectWell();
  });

  test("sends the longest texts inside a call with the longest texts", async () => {
    const longest = "😀".repeat(5_000);
    let inner: Promise<unknown> | undefined;
    const outer = secrets.createSecret({
      name: longest,
      payload: longest,
      scope: within(() => (inner ??= secrets.createSecret({ name: longest, payload: PAYLOAD + longest.slice(100) }))),
    });
    await Promise.all([inner, outer]);
    const names = "name=&payload=&scope[type]=user&scope[user]=usr_1".length;
    const lengths = httpClient.sent.map(({ body }) => body!.length - names).sort();
    expect(lengths).toEqual([encodeURIComponent(longest + PAYLOAD + longest.slice(100)).length, 120_000]);
    await expectWell();
  });

  test.runIf(hasWasm)("leaves the outer call intact when it fails", async () => {
    let inner: Promise<SecretStoreError> | undefined;
    const outer = secrets.createSecret({
      ...params,
      scope: within(() => {
        watch.before = () => {
          watch.before = () => {};
          throw new WebAssembly.RuntimeError("unreachable");
        };
        inner = errorOf(() => secrets.createSecret({ name: "inner", payload: PAYLOAD }));
      }),
    });
    expect(await inner).toMatchObject({ code: "unexpected_failure" });
    await outer;
    expect(httpClient.sent.map(({ body }) => body)).toEqual([
      `name=token&payload=${encodeURIComponent(PAYLOAD)}&scope[type]=user&scope[user]=usr_1`,
    ]);
    await expectWell();
  });
});
