// Checks that errors after a misuse explain the right use.

import { createEmulator, type Emulator, type EmulatorOptions } from "stripe-secret-store/testing";
import { describe, expect, test, vi } from "vitest";
import { wrong } from "../../support/client";
import { APPS, WORLD, messageOf } from "../../support/emulator-worlds";

describe("explains the right use after", () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

  test.each<[what: string, options: EmulatorOptions, pattern: RegExp]>([
    ["an unknown option", wrong({ wrold: {} }), /`wrold` is unknown: pass \{ now, snapshot, world, seeded, assumptions/],
    ["null", wrong(null), /must be an object/],
    ["a clock that is not a function", { now: wrong(0) }, /`now` must be a function/],
    ["an invalid snapshot", { snapshot: "{}" }, /not a snapshot/],
    ["a snapshot that is not a text", { snapshot: wrong({}) }, /`snapshot` must be/],
    ["a snapshot and seeds", { snapshot: "{}", seeded: true }, /Pass one of them/],
    ["seeded that is neither", { seeded: wrong(1) }, /`seeded` must be true or false/],
    ["a world that is a number", { world: wrong(1) }, /`world` must be/],
    ["a world that is not plain data", { world: wrong(cyclic) }, /plain data/],
    ["an empty world", { world: wrong({}) }, /missing field `apps`/],
    ["a world without apps", { world: { apps: [], accounts: [] } }, /has no app/],
    ["a world with a slip", { world: wrong({ ...WORLD, secret: [] }) }, /unknown field `secret`/],
    ["a world that is not TOML", { world: "no world" }, /The world is not valid: .*line 1/],
    ["an app twice", { world: { ...WORLD, apps: [APPS[0], APPS[0]] } }, /`apps\[1\]\.id`: names `app_first`, which is there twice/],
    ["an app that is not there", { world: { ...WORLD, accounts: [{ id: "acct_1", installed: ["app_x"] }] } }, /no app `app_x`/],
    ["assumptions that are a list", { assumptions: wrong(["century"]) }, /must be an object/],
    ["an unknown assumption", { assumptions: wrong({ colour: false }) }, /no assumption `colour`.*scope_full, /],
    ["an assumption that is text", { assumptions: wrong({ century: "no" }) }, /`century` must be true or false/],
  ])("createEmulator(): %s", (_, options, pattern) => {
    expect(messageOf(() => createEmulator(options))).toMatch(pattern);
  });

  test("a wrong world, without a payload in the message", () => {
    const payload = "s3cr3t ".repeat(1_000);
    const secrets = [{ app: "app_first", account: "acct_shop", name: "n", payload }];
    expect(messageOf(() => createEmulator({ world: { ...WORLD, secrets } }))).not.toContain("s3cr3t");
    const numbered = wrong([{ ...secrets[0], payload: 123_454_321 }]);
    expect(messageOf(() => createEmulator({ world: { ...WORLD, secrets: numbered } }))).not.toContain("123");
  });

  test.each<[what: string, act: (emulator: Emulator) => unknown, pattern: RegExp]>([
    ["httpClient() of null", (emulator) => emulator.httpClient(wrong(null)), /must be an object/],
    ["httpClient() with a slip", (emulator) => emulator.httpClient(wrong({ usr: "usr_1" })), /`usr` is unknown/],
    ["httpClient() of an empty user", (emulator) => emulator.httpClient({ user: "" }), /`user` must be a text such as "usr_1"/],
    ["httpClient() in no mode", (emulator) => emulator.httpClient({ livemode: wrong("yes") }), /`livemode` must be true or false/],
    ["advance() backwards", (emulator) => emulator.advance(-1), /not negative/],
    ["advance() by nothing", (emulator) => emulator.advance(Number.NaN), /not negative/],
    [
      "grant() without an app",
      (emulator) => emulator.grant(wrong(undefined)),
      /grant\(\): the argument must be an object: \{ app, account, permission/,
    ],
    [
      "revoke() of a permission that does not matter",
      (emulator) => emulator.revoke({ app: "app_a", account: "acct_cactus", permission: wrong(1) }),
      /`permission` must be/,
    ],
    ["install() nowhere", (emulator) => emulator.install(wrong({ app: "app_a" })), /`account` must be a text such as "acct_cactus"/],
    ["setAssumption() nothing", (emulator) => emulator.setAssumption(wrong("__proto__"), true), /no assumption `__proto__`/],
    ["setAssumption() by half", (emulator) => emulator.setAssumption("century", wrong(undefined)), /`enabled` must be true or false/],
    ["reset() with a slip", (emulator) => emulator.reset(wrong({ seeds: true })), /`seeds` is unknown/],
  ])("%s", (_, act, pattern) => {
    expect(messageOf(() => act(createEmulator()))).toMatch(pattern);
  });

  test("a clock without a time, by a rejection", async () => {
    const now = vi.fn(() => 1_900_000_000_000);
    const { makeRequest } = createEmulator({ now }).httpClient();
    now.mockReturnValue(Number.NaN);
    const asked = makeRequest("h", 1, "/v1/apps/secrets", "GET", {}, null, "https", 1);
    await expect(asked).rejects.toThrow(/`now` must return milliseconds/);
  });

  test.each([
    ["path", [null, "GET", {}, null]],
    ["method", ["/", 1, {}, null]],
    ["requestData", ["/", "POST", {}, {}]],
  ])("a request whose %s is not a text, by a rejection", async (field, [path, method, headers, data]) => {
    const asked = createEmulator().httpClient().makeRequest("h", 1, wrong(path), wrong(method), wrong(headers), wrong(data), "https", 1);
    await expect(asked).rejects.toThrow(`\`${field}\` must be a string`);
  });
});
