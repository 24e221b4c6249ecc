// Runs three uses of the Secret Store that public apps have, with stripe-node alone and with this package: uses/use.ts describes them. The steps that both take are the
// same. Then come the cases that differ.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { beforeEach, describe, expect, vi } from "vitest";
import { test } from "../clients/server";
import * as tokensAfter from "./uses/account-tokens/after";
import * as tokensBefore from "./uses/account-tokens/before";
import type { AccountTokens, Answer, WorkerOptions } from "./uses/use";
import * as settingsAfter from "./uses/user-settings/after";
import * as settingsBefore from "./uses/user-settings/before";
import * as workerAfter from "./uses/worker-token/after";
import * as workerBefore from "./uses/worker-token/before";

const USER = "usr_1";
const FAILING = { kind: "status", status: 500, method: "POST" } as const;

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator();
  vi.spyOn(console, "debug").mockReturnValue();
  return () => vi.restoreAllMocks();
});

const stripe = () => new Stripe("sk", { httpClient: emulator.httpClient({ user: USER }), maxNetworkRetries: 0 });
const client = () =>
  new SecretStoreClient({ httpClient: emulator.httpClient({ user: USER }), userContext: { id: USER }, maxNetworkRetries: 0 });

/** Returns a client of the app's backend, which reads payloads unchanged. */
const backend = () => new SecretStoreClient({ httpClient: emulator.httpClient(), apiKey: "sk" });

describe("tokens of the account that Stripe's egress reads", () => {
  /** A provider that rotates refresh tokens. */
  class Provider {
    private number = 1;
    answer = (): Answer => ({ access_token: `access-${this.number}`, refresh_token: `refresh-${this.number}` });
    expire() {
      this.number += 0.5;
    }
    refresh = async (refreshToken: string) => {
      if (refreshToken !== `refresh-${Math.floor(this.number)}`)
        throw Object.assign(new Error("refused"), { status: 400, error: "invalid_grant" });
      this.number = Math.floor(this.number) + 1;
      return this.answer();
    };
    request = async (authorization: string) => ({ status: authorization === `Bearer access-${this.number}` ? 200 : 401 });
  }

  const egress = async () => (await backend().findSecret({ name: "CRM_AUTHORIZATION", scope: "account" }))?.payload;
  const VERSIONS = {
    before: (provider: Provider) => tokensBefore.accountTokens(stripe(), provider.refresh),
    after: (provider: Provider) => tokensAfter.accountTokens(client(), provider.refresh),
  };

  test.for(Object.entries(VERSIONS))("%s: signs in, refreshes and signs out", async ([, start]) => {
    const provider = new Provider();
    const tokens = start(provider);
    expect(await tokens.call(provider.request)).toBeUndefined();
    await tokens.save({ ...provider.answer(), region: "eu" });
    expect(await egress()).toBe("Bearer access-1");
    expect(await tokens.call(provider.request)).toEqual({ status: 200 });
    provider.expire();
    expect(await tokens.call(provider.request)).toEqual({ status: 200 });
    expect(await egress()).toBe("Bearer access-2");
    expect(await tokens.region()).toBe("eu");
    await tokens.clear();
    expect(await egress()).toBeUndefined();
    expect(await start(provider).call(provider.request)).toBeUndefined();
  });

  /** Refreshes while two writes fail, tries once more, and then signs in from another page. */
  async function refreshWithFailingWrites(start: (provider: Provider) => AccountTokens) {
    const provider = new Provider();
    const tokens = start(provider);
    await tokens.save({ ...provider.answer(), region: "eu" });
    provider.expire();
    emulator.fail({ ...FAILING, count: 2 });
    for (let attempt = 0; attempt < 2; attempt += 1) await tokens.call(provider.request).catch(() => {});
    return start(provider)
      .call(provider.request)
      .catch((error) => error.message);
  }

  test("before: loses the sign-in when the new tokens cannot be stored", async () => {
    expect(await refreshWithFailingWrites(VERSIONS.before)).toBe("refused");
  });

  test("after: keeps the sign-in when the new tokens cannot be stored at first", async () => {
    expect(await refreshWithFailingWrites(VERSIONS.after)).toEqual({ status: 200 });
  });

  test("before: takes a failure of the store for a sign-out", async () => {
    const tokens = VERSIONS.before(new Provider());
    emulator.fail({ kind: "status", status: 500, count: 3 });
    expect(await tokens.call(async () => ({ status: 200 }))).toBeUndefined();
  });

  test("after: distinguishes a failure of the store from a sign-out", async () => {
    const tokens = VERSIONS.after(new Provider());
    emulator.fail({ kind: "status", status: 500, count: 3 });
    await expect(tokens.call(async () => ({ status: 200 }))).rejects.toMatchObject({ code: "service_failure" });
  });
});

describe("settings of a user as JSON", () => {
  const VERSIONS = {
    before: () => settingsBefore.userSettings(stripe(), USER),
    after: () => settingsAfter.userSettings(client()),
  };
  const put = (payload: string) => backend().createSecret({ name: "settings", payload, scope: { type: "user", user: USER } });

  test.for(Object.entries(VERSIONS))("%s: saves, loads and clears", async ([, start]) => {
    const settings = start();
    expect(await settings.load()).toBeNull();
    await settings.save({ theme: "dark" });
    expect(await start().load()).toEqual({ theme: "dark" });
    await settings.clear();
    await settings.clear();
    expect(await settings.load()).toBeNull();
  });

  test("before: gives whatever is stored the type of the settings", async () => {
    await put('{"theme":1}');
    expect(await VERSIONS.before().load()).toEqual({ theme: 1 });
  });

  test("after: refuses settings that do not fit", async () => {
    await put('{"theme":1}');
    await expect(VERSIONS.after().load()).rejects.toMatchObject({ code: "unreadable_payload", paths: [["theme"]] });
  });
});

describe("a token of an account that a worker reads", () => {
  const VERSIONS = { before: workerBefore.workerToken, after: workerAfter.workerToken };
  const KEYS = { test: "sk_test_app_a", live: "sk_live_app_a" };
  const optionsOf = ({ host, port }: { host: string; port: number }, keys = KEYS): WorkerOptions => ({
    keys,
    host,
    port,
    protocol: "http",
  });

  test("before and after: read the token of an account and a mode", async ({ server }) => {
    await fetch(`${server.url}/v1/apps/secrets`, {
      method: "POST",
      headers: { Authorization: `Bearer ${KEYS.live}`, "Stripe-Account": "acct_cactus" },
      body: new URLSearchParams({ name: "NOTION_AUTH_TOKEN", payload: "made up", "scope[type]": "account" }),
    });
    for (const version of Object.values(VERSIONS)) {
      const find = version(optionsOf(server));
      expect(await find("acct_cactus", "live")).toBe("made up");
      expect(await find("acct_cactus", "test")).toBeNull();
    }
  });

  test("before: takes a wrong key for a missing token", async ({ server }) => {
    const find = VERSIONS.before(optionsOf(server, { test: "sk_test_wrong", live: "sk_live_wrong" }));
    expect(await find("acct_cactus", "live")).toBeNull();
  });

  test("after: reports a wrong key", async ({ server }) => {
    const find = VERSIONS.after(optionsOf(server, { test: "sk_test_wrong", live: "sk_live_wrong" }));
    await expect(find("acct_cactus", "live")).rejects.toMatchObject({ code: "unauthorized" });
  });
});

describe("the lines of code in docs/guide.md", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../docs/guide.md"), "utf8");
  const linesOf = (file: string) =>
    readFileSync(join(import.meta.dirname, "uses", file), "utf8")
      .split("\n")
      .filter((line) => line.trim() && !line.startsWith("//")).length;

  test.for(["account-tokens", "user-settings", "worker-token"])("are those of %s", (use) => {
    const [before, after] = [linesOf(`${use}/before.ts`), linesOf(`${use}/after.ts`)];
    const row = guide.split("\n").find((line) => line.includes(`uses/${use}/`));
    expect(row, `${before} and ${after}`).toMatch(new RegExp(`\\| +${before} +\\| +${after} +\\|`));
    expect(after).toBeLessThan(before);
  });
});
