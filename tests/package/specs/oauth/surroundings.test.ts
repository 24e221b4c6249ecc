// Runs where other scripts have changed the platform, and where options are misspelt.

import {
  createLease,
  createOAuthProvider,
  createTokenStore,
  OAuthError,
  type OAuthProviderOptions,
  type TokenResponse,
  type Tokens,
} from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import {
  client,
  emulator,
  ended,
  failure,
  lets,
  NAME,
  provider,
  storeOver,
  stored,
  time,
  value,
} from "../../support/oauth/token-simulation";

const PROVIDER: OAuthProviderOptions = {
  authorizationEndpoint: "https://provider.example/authorize",
  tokenEndpoint: "https://provider.example/token",
  clientId: "id",
  redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
};

describe("keeps the code of an error", () => {
  const made = () => new OAuthError("denied", "No.", { error: "access_denied" }, { access_token: "a" }, { error_description: "no" });
  const parts = { name: "OAuthError", code: "denied", error: "access_denied", error_description: "no", tokens: { access_token: "a" } };

  test("if Error.prototype is frozen", async () => {
    // A copy of the package in a realm of its own, since nothing can thaw the prototype again.
    const { runInNewContext } = await import("node:vm");
    const { readFileSync } = await import("node:fs");
    const { createRequire } = await import("node:module");
    const source = readFileSync(createRequire(import.meta.url).resolve("stripe-secret-store/oauth"), "utf8");
    const script = `Object.freeze(Error.prototype); Object.freeze(Object.prototype); const module = { exports: {} }; ${source}; module.exports`;
    const copy = runInNewContext(script, { require: () => ({}) }) as { OAuthError: typeof OAuthError };
    const error = new copy.OAuthError("denied", "No.", { error: "access_denied" }, { access_token: "a" }, { error_description: "no" });
    expect({ ...error }).toMatchObject({ name: "OAuthError", code: "denied", error: "access_denied" });
    expect([error.tokens, error.error_description, copy.OAuthError.is(error)]).toEqual([{ access_token: "a" }, "no", true]);
  });

  test.each(["get", "set", "value", "writable", "failure"])("if Object.prototype has `%s`", (name) => {
    Object.defineProperty(Object.prototype, name, { value: "polluted", enumerable: true, configurable: true, writable: true });
    let error;
    try {
      error = made();
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
    expect(error).toMatchObject(parts);
  });
});

test("ignores what another script has added to Object.prototype, and sends nothing of it to the provider", async () => {
  const prototype = Object.prototype as { polluted?: string };
  Object.defineProperty(prototype, "polluted", { value: "", enumerable: true, configurable: true, writable: true });
  let body = "";
  try {
    prototype.polluted = "polluted";
    const fetch = async (_: unknown, init?: RequestInit) => ((body = String(init!.body)), new Response('{"access_token":"new"}'));
    const { refresh } = createOAuthProvider({ ...PROVIDER, fetch: fetch as typeof globalThis.fetch });
    prototype.polluted = "";
    const store = createTokenStore({ client, name: NAME, refresh });
    prototype.polluted = "polluted";
    await store.save(ended());
    expect(await value(store.getAccessToken())).toBe("new");
  } finally {
    delete prototype.polluted;
  }
  expect(body).toContain("grant_type=refresh_token");
  expect(body).not.toContain("polluted");
});

describe("keeps its tokens if the app changes", () => {
  const changed = (tokens: Tokens) => (delete tokens.refresh_token, (tokens.access_token = "***"));

  test("the result of save or get", async () => {
    const store = storeOver();
    changed(await store.save(provider.signIn()));
    expect(await store.getAccessToken()).toBe("access-1");
    changed((await store.get())!);
    expect(await store.getAccessToken()).toBe("access-1");
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("the tokens of an error", async () => {
    const store = storeOver({ onNotStored: ({ tokens }) => changed(tokens!) });
    await store.save(ended());
    emulator.fail({ kind: "status", status: 403, method: "POST", count: 1 });
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test.each([null, "", undefined])("the argument of refresh, where the provider sends the refresh token %o", async (refresh_token) => {
    const refresh = async (tokens: Tokens) =>
      Object.assign(tokens as TokenResponse, { access_token: "new", refresh_token, expires_in: 3600 });
    const store = storeOver({ refresh });
    await store.save(ended());
    expect(await value(store.getAccessToken())).toBe("new");
    expect(await stored()).toMatchObject({ access_token: "new", refresh_token: "refresh-1" });
  });
});

test("stores a sign-in although a lease of the app's own never settles", async () => {
  const store = storeOver({ lease: { hold: () => new Promise(() => undefined) } });
  await store.save(ended());
  expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
  await value(store.save({ access_token: "theirs", refresh_token: "theirs" }));
  expect(await stored()).toMatchObject({ access_token: "theirs" });
  expect(time.timers()).toBe(0);
});

describe("the check of the options", () => {
  test.each<[string, () => unknown]>([
    ["leway", () => storeOver(wrong({ leway: 60 }))],
    ["refreshon", () => storeOver(wrong({ refreshon: [403] }))],
    ["clientID", () => createOAuthProvider({ ...PROVIDER, ...Object({ clientID: "id" }) })],
    ["scopes", () => createOAuthProvider({ ...PROVIDER, ...Object({ scopes: "read" }) })],
    ["life", () => createLease(wrong({ life: 1 }))],
  ])("refuses the unknown option %s", (name, act) => {
    expect(act).toThrow(
      expect.objectContaining({ code: "invalid_option", message: expect.stringMatching(`^${name} is unknown: pass \\{ `) }),
    );
  });

  test.each(["client", "name", "refresh"])("requires %s", (name) => {
    expect(() => storeOver(wrong({ [name]: undefined }))).toThrow(`${name} is missing: createTokenStore needs { client, name, refresh }.`);
  });

  test.each([{ clientAuthentication: "header" }, { encoding: "JSON" }])("refuses the wrong value in %o", (options) => {
    expect(() => createOAuthProvider({ ...PROVIDER, ...Object(options) })).toThrow(expect.objectContaining({ code: "invalid_option" }));
  });

  test("accepts a value where a list is expected", async () => {
    const store = storeOver(Object({ omit: "id_token", refreshOn: 403 }));
    await store.save({ ...ended(), expires_at: undefined, id_token: "hidden" });
    expect(await store.get()).not.toHaveProperty("id_token");
    const call = async (token: string) => ({ status: token === "access-2" ? 200 : 403 });
    expect(await store.withToken(call)).toEqual({ status: 200 });
  });

  test("accepts a timeout that is longer than a timer can be", async () => {
    const store = storeOver({
      timeout: Infinity,
      refresh: () => new Promise((resolve) => setTimeout(() => resolve({ access_token: "new" }), 60_000)),
    });
    await store.save(ended());
    expect(await value(store.getAccessToken())).toBe("new");
  });

  test("accepts an undefined option", async () => {
    const store = storeOver({ ...Object({ leeway: undefined, lease: undefined, scope: undefined, clock: undefined }) });
    await store.save({ access_token: "a" });
    expect(await store.getAccessToken()).toBe("a");
    expect(await failure(store.withToken(async () => ({ status: 401 })))).toMatchObject({ code: "signed_out" });
  });
});
