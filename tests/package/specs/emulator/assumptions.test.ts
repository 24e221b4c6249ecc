// Checks the assumptions through the client of the package.

import { readFileSync } from "node:fs";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator, type AssumptionName, type Emulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { packageFolder } from "../../support/paths";
import { ask, over } from "../../support/emulator-worlds";

describe("assumptions", () => {
  test("types the names of the table", () => {
    const declared = readFileSync(`${packageFolder}dist/testing/assumptions.d.ts`, "utf8");
    const union = /type AssumptionName = ([^;]+);/.exec(declared)?.[1] ?? "";
    const names = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(createEmulator().assumptions.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(30);
  });

  test("describes each, and switches it off and on", () => {
    const emulator = createEmulator();
    for (const { name, does, instead, why, enabled } of emulator.assumptions) {
      expect(
        [does, instead, why].every((text) => text.length > 5),
        name,
      ).toBe(true);
      expect(enabled).toBe(true);
      emulator.setAssumption(name, false);
      expect(emulator.assumptions.filter((one) => !one.enabled).map((one) => one.name)).toEqual([name]);
      emulator.setAssumption(name, true);
    }
  });

  const WITHOUT: [name: AssumptionName, act: (emulator: Emulator) => Promise<unknown>, held: unknown, off: unknown][] = [
    ["reads_are_free", (emulator) => revoked(emulator).listSecrets(), undefined, "permission_missing"],
    ["delete_missing", (emulator) => over(emulator).deleteSecret({ name: "none" }), "not_found", "invalid_request"],
    [
      "card_numbers_kept",
      (emulator) => over(emulator).createSecret({ name: "4242424242424242", payload: "p" }),
      undefined,
      "invalid_request",
    ],
    ["any_name", (emulator) => over(emulator).createSecret({ name: "ключ", payload: "p" }), undefined, "invalid_request"],
    ["only_account", (emulator) => byKey(emulator).listSecrets(), undefined, "invalid_request"],
  ];
  const byKey = (emulator: Emulator) =>
    new SecretStoreClient({ httpClient: emulator.httpClientByKey(), apiKey: "sk_test_app_a", scope: "account", maxNetworkRetries: 0 });
  const revoked = (emulator: Emulator) => {
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    return over(emulator);
  };
  const outcome = (act: Promise<unknown>) =>
    act.then(
      () => undefined,
      (error) => error.code,
    );

  test.each(WITHOUT)("switches %s on and off", async (name, act, held, off) => {
    const holding = createEmulator();
    expect(await outcome(act(holding))).toBe(held);
    expect(holding.requests.at(-1)?.assumptions).toContain(name);
    const switched = createEmulator({ assumptions: { [name]: false } });
    expect(await outcome(act(switched))).toBe(off);
    expect(switched.requests.at(-1)?.assumptions).toContain(name);
  });

  test("names the assumptions behind an answer", async () => {
    const response = await ask(createEmulator().httpClient(), "/v1/apps/secrets?scope[type]=account&limit=0", {
      Authorization: "Bearer k",
    });
    expect(response.getHeaders()["emulator-assumption"]).toContain("bad_limit");
  });

  test("keeps only those of the start switched off after reset()", () => {
    const emulator = createEmulator({ assumptions: { century: false } });
    emulator.setAssumption("any_name", false);
    emulator.setAssumption("century", true);
    emulator.reset();
    expect(emulator.assumptions.filter(({ enabled }) => !enabled).map(({ name }) => name)).toEqual(["century"]);
  });
});
