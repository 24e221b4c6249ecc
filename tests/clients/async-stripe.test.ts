// Calls the emulator over HTTP with async-stripe, the Rust client, which must decode the answers to its four calls. It cannot decode the short answer to
// delete that Stripe's reference shows. Without the assumption `short_delete_answer` it can.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect } from "vitest";
import { program } from "./rust";
import { test, type Server } from "./server";

const run = promisify(execFile);

// The first build compiles the generated code of Stripe's whole API.
beforeAll(() => program("async-stripe"), 900_000);

/** Returns the result of each call. */
async function calls({ url }: Server, key: string, user: string | undefined): Promise<Record<string, unknown>> {
  const { EMULATOR_USER: _, ...inherited } = process.env;
  const env = { ...inherited, EMULATOR_URL: `${url}/`, EMULATOR_KEY: key, ...(user === undefined ? {} : { EMULATOR_USER: user }) };
  const { stdout } = await run(await program("async-stripe"), { env });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map(({ call, ...outcome }) => [call, outcome]));
}

const CALLERS = [
  { who: "a backend, for the account", key: "sk_test_app_a", user: undefined },
  { who: "a backend, for a user", key: "sk_live_app_a", user: "usr_2" },
  { who: "an extension, for its own user", key: "ek_test_app_a_usr_1", user: "usr_1" },
];

describe.each(CALLERS)("as $who", ({ key, user }) => {
  const secret = {
    id: expect.stringMatching(/^appsecret_/),
    name: "OAuth token",
    payload: null,
    expires_at: 4_000_000_000,
    livemode: key.startsWith("sk_live"),
    deleted: null,
    scope: { type: user === undefined ? "account" : "user", user: user ?? null },
  };
  const decoded = {
    create: { answer: secret },
    find: { answer: secret },
    "find, expanded": { answer: { ...secret, payload: "päylöad & more" } },
    "find a missing secret": { error: { status: 404, code: "resource_missing", param: null } },
    list: { answer: { data: [secret], has_more: false } },
  };

  test("decodes every answer except the short one to a delete that was carried out", async ({ server }) => {
    const { delete: deleted, ...others } = await calls(server, key, user);
    expect(others).toEqual(decoded);
    expect(deleted).toEqual({ error: { client: expect.stringContaining("error deserializing a request") } });
    expect((await server.requests()).at(-1)).toMatchObject({
      path: "/v1/apps/secrets/delete",
      status: 200,
      assumptions: expect.arrayContaining(["short_delete_answer"]),
    });
  });

  test("decodes every answer if delete returns the whole secret", async ({ server }) => {
    await server.setAssumption("short_delete_answer", false);
    expect(await calls(server, key, user)).toEqual({ ...decoded, delete: { answer: { ...secret, deleted: true } } });
  });
});
