// Checks secrets whose payload is JSON that fits a schema, by each of three libraries.

import { inspect } from "node:util";
import { SecretStoreClient, SecretStoreError, type Secret } from "stripe-secret-store";
import { isUnreadablePayload, jsonSecret, type JsonSecret, type StandardSchema, type UnreadablePayload } from "stripe-secret-store/json";
import { withLargePayloads } from "stripe-secret-store/oauth";
import { createEmulator } from "stripe-secret-store/testing";
import { type } from "arktype";
import * as v from "valibot";
import { beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import { LIBRARIES, LIST_OR_OPTIONS, SECRET } from "../cases/schemas";
import { USER, wrong } from "../support/client";

const emulator = createEmulator();
const secrets = new SecretStoreClient({ httpClient: emulator.httpClient({ user: USER }), userContext: { id: USER } });

beforeEach(() => emulator.reset({ seed: true }));

const store = (payload: string) => secrets.createSecret({ name: "settings", payload });
const stored = async () => (await secrets.findSecret({ name: "settings" }))?.payload;
const errorOf = (promise: Promise<unknown>): Promise<UnreadablePayload> =>
  promise.then(
    (value) => expect.fail(`no error but ${inspect(value)}`),
    (error) => error,
  );

/** Returns all that a log, a debugger or a crash report could read of an error. */
const allOf = (error: unknown) =>
  inspect(error, { showHidden: true, getters: true, depth: Infinity }) + JSON.stringify(error) + String(error);

describe.each(Object.entries(LIBRARIES))("with %s", (_, schemas) => {
  const secretOf = <I, O>(schema: StandardSchema<I, O>): JsonSecret<I, O> => jsonSecret(secrets, "settings", schema);

  test("stores a value as JSON, and finds the schema's output for it", async () => {
    const settings = secretOf(schemas.settings);
    expect(await settings.find()).toBeNull();
    const created = await settings.create({ theme: "dark" }, { expires_at: new Date("2050-01-01") });
    expect(created).toMatchObject({ object: "apps.secret", name: "settings", expires_at: 2_524_608_000 });
    expect(await stored()).toBe('{"theme":"dark"}');
    expect(await settings.find()).toEqual({ theme: "dark", size: 12 });
    expect(await settings.delete()).toMatchObject({ deleted: true });
    expect(await settings.find()).toBeNull();
  });

  test("takes the schema's input, and gives its output", async () => {
    const count = secretOf(schemas.count);
    await count.create({ count: "7" });
    expect(await stored()).toBe('{"count":"7"}');
    expect(await count.find()).toEqual({ count: 7 });
    const error = await errorOf(count.create(wrong({ count: 7 })));
    expect(error).toMatchObject({ code: "unreadable_payload", paths: [["count"]] });
    expect([error, null, undefined, "unreadable_payload", new Error("another")].map(isUnreadablePayload)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(await stored()).toBe('{"count":"7"}');
  });

  test("reports what does not fit by its paths, and shows nothing else of it", async () => {
    const payload = { windows: [{ token: "one" }, { token: SECRET }, { token: "two" }, {}] };
    // The test could not fail if the library never quoted the value.
    const { issues } = await schemas.short["~standard"].validate(payload);
    expect(issues).toHaveLength(2);
    await store(JSON.stringify(payload));
    const error = await errorOf(secretOf(schemas.short).find());
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      code: "unreadable_payload",
      message: "The payload does not fit the schema at windows.1.token, windows.3.token. Store a value that fits, or change the schema.",
      paths: [
        ["windows", 1, "token"],
        ["windows", 3, "token"],
      ],
    });
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(["code", "message", "paths", "stack"]);
    expect(allOf(error)).not.toContain(SECRET);
    const refused = await errorOf(secretOf(schemas.short).create(payload as never));
    expect(refused.message).toMatch(/^The value does not fit the schema at windows\.1\.token, windows\.3\.token\. /);
    expect(allOf(refused)).not.toContain(SECRET);
  });

  test("shows nothing of a payload that is not JSON, or of another type", async () => {
    for (const [payload, message] of [
      [SECRET, "The payload must be JSON."],
      [JSON.stringify(SECRET), expect.stringMatching(/^The payload does not fit the schema\. /)],
      [JSON.stringify({ theme: "dark", token: SECRET }), expect.stringMatching(/^The payload does not fit the schema( at token)?\. /)],
    ] as const) {
      await store(payload);
      const error = await errorOf(secretOf(schemas.strict).find());
      expect(error).toMatchObject({ code: "unreadable_payload", message });
      expect(allOf(error)).not.toContain(SECRET);
    }
  });

  test("awaits a promise that is the schema's output", async () => {
    await store('"dark"');
    expect(await secretOf(schemas.promised).find()).toBe("DARK");
  });

  test("shows nothing of an error that a function of the schema throws or rejects with", async () => {
    await store(JSON.stringify(SECRET));
    for (const schema of [schemas.throwing, schemas.rejecting ?? schemas.throwing]) {
      const error = await errorOf(secretOf<string, unknown>(schema).find());
      expect(error).toMatchObject({ code: "unreadable_payload", message: expect.stringContaining("the schema threw. ") });
      expect(allOf(error)).not.toContain(SECRET);
    }
  });

  test.each(["[]", '["a"]'])("refuses %s for an object whose fields are all optional", async (payload) => {
    await store(payload);
    expect(await errorOf(secretOf(schemas.options).find())).toMatchObject({ code: "unreadable_payload", paths: [[]] });
    const error = await errorOf(secretOf(schemas.options).create(JSON.parse(payload)));
    expect(error).toMatchObject({ code: "unreadable_payload", paths: [[]] });
  });

  test("accepts an array where the schema accepts arrays", async () => {
    await store('["a"]');
    expect(await secretOf(schemas.list).find()).toEqual(["a"]);
    expect(await secretOf(schemas.anything).find()).toEqual(["a"]);
  });

  test("checks a value no more often than the library does", async () => {
    let runs = 0;
    const schema = schemas.counting(() => (runs += 1));
    await schema["~standard"].validate("a");
    const once = runs;
    runs = 0;
    await secretOf(schema).create("a");
    expect(runs).toBe(once);
    await secretOf(schema).find();
    expect(runs).toBe(2 * once);
  });
});

test.each(Object.entries(LIST_OR_OPTIONS))("reads a list and an object by a schema of %s for both", async (_, schema) => {
  const settings = jsonSecret(secrets, "settings", schema);
  for (const payload of ['["a"]', '{"theme":"a"}']) {
    await store(payload);
    expect(await settings.find()).toEqual({ theme: "a" });
  }
});

test("quotes nothing that these versions of valibot and arktype quote", async () => {
  const quoted = async (schema: StandardSchema<{ windows: { token: string }[] }>) =>
    inspect((await schema["~standard"].validate({ windows: [{ token: SECRET }] })).issues, { depth: Infinity }).includes(SECRET);
  expect(await quoted(LIBRARIES.valibot.short)).toBe(true);
  expect(await quoted(LIBRARIES.arktype.short)).toBe(true);
});

test("runs a check of zod twice only if zod does", async () => {
  let runs = 0;
  await LIBRARIES.zod.counting(() => (runs += 1))["~standard"].validate("a");
  expect(runs).toBe(2);
});

/** Returns a schema of no library, whose `validate` is this function. */
const own = (validate: (value: unknown) => unknown): StandardSchema<unknown, unknown> => ({
  "~standard": { version: 1, vendor: "own", validate: wrong(validate) },
});

describe("with a schema of no library", () => {
  const finding = async (schema: StandardSchema<unknown, unknown>) => {
    await store('{"theme":"dark"}');
    return jsonSecret(secrets, "settings", schema).find();
  };

  test("tells a success by `issues` alone", async () => {
    const error = await errorOf(finding(own((value) => ({ value, issues: [{ message: "no" }] }))));
    expect(error).toMatchObject({ code: "unreadable_payload", paths: [[]] });
    expect(await finding(own((value) => ({ value, issues: undefined })))).toEqual({ theme: "dark" });
    expect(await finding(own(() => ({})))).toBeUndefined();
  });

  test("reads issues that are a getter, and a path of objects, symbols and other values", async () => {
    class Failure {
      get issues() {
        return [{ path: [{ key: "a", value: SECRET }, 1, Symbol(SECRET), { key: { toString: () => SECRET } }] }];
      }
    }
    const error = await errorOf(finding(own(() => new Failure())));
    expect(error.paths).toEqual([["a", 1, "?", "?"]]);
    expect(allOf(error)).not.toContain(SECRET);
  });

  test("awaits a result that is a promise of any kind", async () => {
    expect(await finding(own(async (value) => ({ value })))).toEqual({ theme: "dark" });
    const value = { then: (resolve: (value: string) => void) => resolve("later") };
    expect(await finding(own(() => ({ then: (resolve: (result: object) => void) => resolve({ value }) })))).toBe("later");
  });

  test.each([
    ["throws", () => expect.fail(SECRET)],
    ["rejects", () => Promise.reject(SECRET)],
    ["gives a promise that rejects", () => ({ value: Promise.reject(new Error(SECRET)) })],
    ["gives no result", () => undefined],
    ["gives issues that are not a list", () => ({ issues: 1 })],
    ["has issues that throw", () => ({ issues: [new Proxy({}, { get: () => expect.fail(SECRET) })] })],
  ])("fails as unreadable if it %s", async (_, validate) => {
    const error = await errorOf(finding(own(validate)));
    expect(error.code).toBe("unreadable_payload");
    expect(allOf(error)).not.toContain(SECRET);
  });

  test("may be a function", async () => {
    expect(
      await finding(
        Object.assign(
          () => expect.fail("was called"),
          own((value) => ({ value })),
        ),
      ),
    ).toEqual({ theme: "dark" });
  });

  test("names at most three paths in a message, and a part of a long one", async () => {
    const issues = [["a".repeat(5_000)], ["b"], ["c"], ["d"]].map((path) => ({ path }));
    const error = await errorOf(finding(own(() => ({ issues }))));
    expect(error.message).toContain(` at ${"a".repeat(100)}, b, c. `);
    expect(error.paths).toHaveLength(4);
  });
});

describe("create", () => {
  const settings = jsonSecret(secrets, "settings", LIBRARIES.zod.settings);

  test("awaits a promise of a value", async () => {
    await settings.create(Promise.resolve({ theme: "dark" }));
    expect(await stored()).toBe('{"theme":"dark"}');
  });

  test("refuses what would not be the same once it is JSON", async () => {
    const dated = jsonSecret(secrets, "settings", z.object({ at: z.date() }));
    expect(await errorOf(dated.create({ at: new Date() }))).toMatchObject({ code: "unreadable_payload", paths: [["at"]] });
    const coerced = jsonSecret(secrets, "settings", z.object({ at: z.coerce.date() }));
    const at = new Date("2030-01-01");
    await coerced.create({ at });
    expect(await coerced.find()).toEqual({ at });
    const forgotten = wrong({ theme: Promise.resolve("dark") });
    expect(await errorOf(settings.create(forgotten))).toMatchObject({ code: "unreadable_payload", paths: [["theme"]] });
  });

  test.each([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a bigint", 1n],
    ["a value whose toJSON throws", { toJSON: () => expect.fail(SECRET) }],
  ])("refuses %s before it is sent", async (_, value) => {
    const sent = emulator.requests.length;
    const error = await errorOf(jsonSecret(secrets, "settings", z.unknown()).create(value));
    expect(SecretStoreError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: "invalid_payload", message: "The value must be one that JSON.stringify can write." });
    expect(allOf(error)).not.toContain(SECRET);
    expect(emulator.requests).toHaveLength(sent);
  });

  test("sends nothing that does not fit", async () => {
    const sent = emulator.requests.length;
    await errorOf(settings.create(wrong({ theme: 1 })));
    expect(emulator.requests).toHaveLength(sent);
  });

  test("stores more than 5,000 characters with a client for large payloads", async () => {
    const text = jsonSecret(withLargePayloads(secrets), "text", v.string());
    expect(await errorOf(jsonSecret(secrets, "text", v.string()).create("a".repeat(5_000)))).toMatchObject({ code: "invalid_payload" });
    await text.create("a".repeat(9_000));
    expect(await text.find()).toHaveLength(9_000);
  });
});

test("passes scope and options of a call on, and the client's errors back", async () => {
  const settings = jsonSecret(secrets, "settings", LIBRARIES.arktype.settings, { scope: "account" });
  await settings.create({ theme: "dark" });
  expect((await secrets.listSecrets({ scope: "account" })).data.map(({ name }) => name)).toContain("settings");
  expect(await stored()).toBeUndefined();
  for (const call of [
    settings.find({ signal: AbortSignal.abort() }),
    settings.create({ theme: "dark" }, {}, { signal: AbortSignal.abort() }),
    settings.delete({ signal: AbortSignal.abort() }),
  ])
    await expect(call).rejects.toMatchObject({ code: "aborted" });
});

test("knows the types of each library", async () => {
  const byZod = jsonSecret(secrets, "settings", z.object({ count: z.string().transform(Number) }));
  const byValibot = jsonSecret(secrets, "settings", v.object({ count: v.pipe(v.string(), v.transform(Number)) }));
  const byArktype = jsonSecret(secrets, "settings", type({ count: type("string").pipe(Number) }));
  expectTypeOf(byZod).toEqualTypeOf<JsonSecret<{ count: string }, { count: number }>>();
  expectTypeOf(byValibot).toEqualTypeOf<JsonSecret<{ count: string }, { count: number }>>();
  expectTypeOf(byArktype).toEqualTypeOf<JsonSecret<{ count: string }, { count: number }>>();
  expectTypeOf(byZod.create).returns.toEqualTypeOf<Promise<Secret>>();
  // @ts-expect-error It takes the schema's input, and this is its output.
  await errorOf(byZod.create({ count: 7 }));
  // @ts-expect-error
  await errorOf(byArktype.create({ count: 7 }));
});
