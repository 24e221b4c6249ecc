// Checks the log of requests.

import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { errorOf } from "../../support/client";
import { ask } from "../../support/emulator-worlds";

describe("the log of requests", () => {
  test("has each request without its payload and its keys", async () => {
    const emulator = createEmulator({ now: () => 1_900_000_000_000 });
    const secrets = new SecretStoreClient({
      httpClient: emulator.httpClient({ user: "usr_1" }),
      userContext: { id: "usr_1" },
      apiKey: "sk_test_not_for_the_log",
    });
    await secrets.createSecret({ name: "token", payload: "not for the log" }, { idempotencyKey: "nor-is-this" });
    await errorOf(() => secrets.deleteSecret({ name: "none" }));
    expect(emulator.requests[0]).toEqual({
      time: 1_900_000_000,
      caller: { app: "app_a", account: "acct_cactus", user: "usr_1", livemode: false },
      method: "POST",
      path: "/v1/apps/secrets",
      parameters: { name: "token", payload: "[hidden]", "scope[type]": "user", "scope[user]": "usr_1" },
      headers: { "stripe-version": expect.any(String) },
      status: 200,
      code: null,
      requestId: expect.stringMatching(/^req_/),
      idempotencyKey: true,
      attempt: 1,
      replayed: false,
      fault: null,
      assumptions: expect.any(Array),
      duration: expect.any(Number),
      answer: expect.objectContaining({ object: "apps.secret", name: "token" }),
    });
    expect(emulator.requests[1]).toMatchObject({ status: 404, code: "resource_missing", path: "/v1/apps/secrets/delete" });
    expect(JSON.stringify(emulator.requests)).not.toMatch(/for_the_log|for the log|nor-is-this/);
  });

  test("keeps the latest 1,000, in one list", async () => {
    const emulator = createEmulator();
    const { requests } = emulator;
    for (let index = 0; index < 1_002; index += 1) await ask(emulator.httpClient(), `/v1/${index}`);
    expect([requests.length, requests[0]?.path, requests.at(-1)?.path]).toEqual([1_000, "/v1/2", "/v1/1001"]);
    emulator.reset();
    expect(requests).toEqual([]);
  });

  test("has U+FFFD in the place of a lone surrogate, as UTF-8 has", async () => {
    const emulator = createEmulator();
    const path = "/v1/apps/secrets/find?scope[type]=account&name=";
    await ask(emulator.httpClient(), `${path}a\ud800 \\ud800 \ud83d\ude00 \udc00`);
    expect(emulator.requests[0]?.parameters).toHaveProperty("name", "a\ufffd \\ud800 \ud83d\ude00 \ufffd");
  });
});
