// Answers as real providers write them: what the store makes of each field, at a sign-in and at a refresh.

import { createOAuthProvider, createTokenStore, OAuthError, type Tokens } from "stripe-secret-store/oauth";
import { describe, expect, test, vi } from "vitest";
import { clientOver, USER, wrong } from "../../support/client";
import {
  client,
  emulator,
  ended,
  failure,
  keep,
  lets,
  NAME,
  now,
  provider,
  storeOver,
  stored,
  time,
  value,
} from "../../support/oauth/token-simulation";

/** Returns a store after a refresh that the provider answered in this way. */
async function refreshedWith(answer: object, options = {}) {
  const asked: Tokens[] = [];
  const refresh = async (tokens: Tokens) => {
    asked.push(tokens);
    return { access_token: "new", ...answer };
  };
  const store = storeOver({ refresh, ...options });
  await store.save({ ...ended(), scope: "read", account_id: "dbid:1", refresh_token_expires_in: 86_400 });
  expect(await value(store.getAccessToken())).toBe("new");
  return { store, asked };
}

test("refuses an access token that is blank, and keeps the refresh token", async () => {
  const store = storeOver({ refresh: async () => ({ access_token: " ", refresh_token: "r-2" }) });
  await store.save(ended());
  expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
  expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
});

describe("an empty field", () => {
  test.each([null, "", undefined, " ", "\r\n", "null", "undefined"])("counts as not sent: %o", async (empty) => {
    const fields = ["refresh_token", "scope", "token_type", "refresh_token_expires_in", "account_id", "expires_in"];
    await refreshedWith(Object.fromEntries(fields.map((field) => [field, empty])));
    const end = now() + 86_400;
    const kept = { refresh_token: "refresh-1", scope: "read", token_type: "bearer", account_id: "dbid:1", refresh_token_expires_at: end };
    expect(await stored()).toEqual({ v: 1, access_token: "new", ...kept });
    expect((await client.findSecret({ name: NAME }))!.expires_at, "the secret lives as long as the refresh token").toBe(end);
  });

  test("is not stored after a sign-in either", async () => {
    await storeOver().save(wrong({ access_token: "a", refresh_token: "", scope: null, token_type: "", expires_in: null }));
    expect(await stored()).toEqual({ v: 1, access_token: "a" });
  });

  test.each([{}, [], false, true])("counts as not sent if a refresh token has another type: %o", async (refresh_token) => {
    await refreshedWith({ refresh_token });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("a lifetime", () => {
  const NEVER: unknown[] = [0, "0", "", null, -1, "-3600", Number.NaN, "NaN", "never", "1 hour", {}, [], false, true, { toString: 1 }];

  test.each(NEVER)("keeps a token without a refresh token until the provider refuses it: %o", async (expires_in) => {
    const store = storeOver();
    await store.save(wrong({ access_token: "eternal", expires_in }));
    lets(1e8);
    expect(await store.getAccessToken()).toBe("eternal");
    expect(await storeOver().getAccessToken()).toBe("eternal");
    expect(await failure(store.withToken(async () => ({ status: 401 })))).toMatchObject({ code: "signed_out" });
  });

  test.each(NEVER)("causes no refresh at each call with a refresh token: %o", async (expires_in) => {
    const { store, asked } = await refreshedWith({ expires_in });
    for (let i = 0; i < 5; i++, lets(100)) expect(await value(store.getAccessToken())).toBe("new");
    expect(await value(storeOver({ refresh: () => expect.fail() }).getAccessToken())).toBe("new");
    expect(asked).toHaveLength(1);
  });

  test("does not end a token without a refresh token that the provider still accepts", async () => {
    const store = storeOver();
    await store.save({ access_token: "short", expires_in: 3600 });
    lets(3590);
    expect(await store.getAccessToken()).toBe("short");
    lets(1e6);
    expect(await store.getAccessToken()).toBe("short");
  });

  test.each([10, 30, 59, 60, 100, 119])("lasts for at least half of its %d seconds in every program", async (life) => {
    const { store, asked } = await refreshedWith({ expires_in: life });
    lets(life / 2 - 1.5);
    for (const one of [store, storeOver({ refresh: () => expect.fail() })]) expect(await value(one.getAccessToken())).toBe("new");
    expect(asked).toHaveLength(1);
    lets(life / 2 + 1.5);
    await value(store.getAccessToken());
    expect(asked).toHaveLength(2);
  });

  test.each([0, 250, 500, 750, 900])("lasts for more than one call if it is a second, %d ms after the last", async (passed) => {
    time.advance(1_000 - (time.now() % 1_000) + passed);
    const { store, asked } = await refreshedWith({ expires_in: 1 });
    for (let i = 0; i < 5; i++) expect(await value(store.getAccessToken())).toBe("new");
    expect(asked).toHaveLength(1);
  });

  test("lasts for at least half of it if the leeway is longer", async () => {
    const { store, asked } = await refreshedWith({ expires_in: 900 }, { leeway: 3_600_000 });
    lets(440);
    await value(store.getAccessToken());
    expect(asked).toHaveLength(1);
    lets(20);
    await value(store.getAccessToken());
    expect(asked).toHaveLength(2);
  });

  test.each<[string, () => object, number]>([
    ["a number", () => ({ expires_in: 3600 }), 3600],
    ["a text", () => ({ expires_in: "3600" }), 3600],
    ["a fraction", () => ({ expires_in: 3599.9 }), 3599],
    ["a point in time", () => ({ expires_in: now() + 3600 }), 3600],
    ["a point in time, as text", () => ({ expires_in: String(now() + 3600) }), 3600],
    ["a point in time, in milliseconds", () => ({ expires_in: time.now() + 3_600_000 }), 3600],
    ["an end", () => ({ expires_at: now() + 3600 }), 3600],
    ["an end, as text", () => ({ expires_at: String(now() + 3600) }), 3600],
    ["an end, in milliseconds", () => ({ expires_at: time.now() + 3_600_000 }), 3600],
    ["an end, in ISO 8601", () => ({ expires_at: new Date(time.now() + 3_600_000).toISOString() }), 3600],
    ["an end, with an offset", () => ({ expires_at: `${new Date(time.now() + 7_200_000).toISOString().slice(0, 19)}+01:00` }), 3600],
    ["a life and an end of another clock", () => ({ expires_in: 3600, expires_at: now() + 3000 }), 3600],
    ["an end without a zone, which is UTC", () => ({ expires_at: new Date(time.now() + 3_600_000).toISOString().slice(0, 19) }), 3600],
    ["the same, with a space", () => ({ expires_at: new Date(time.now() + 3_600_000).toISOString().slice(0, 19).replace("T", " ") }), 3600],
    ["an end, as a Date of another library", () => ({ expires_at: new Date(time.now() + 3_600_000) }), 3600],
    ["a text with a fraction", () => ({ expires_in: "3600.0" }), 3600],
    ["a text with a unit", () => ({ expires_in: "3600s" }), 3600],
    ["milliseconds, with the seconds in another field", () => ({ expires_in: 3_600_000, expires_in_sec: 3600 }), 3600],
    ["thousands of years", () => ({ expires_in: 1e15 }), 1e12],
  ])("is understood as %s", async (_, fields, life) => {
    await refreshedWith(fields());
    const { expires_at } = await stored();
    if (life < 1e9) expect(Math.abs(Number(expires_at) - now() - life)).toBeLessThanOrEqual(1);
    else expect(Number(expires_at)).toBeGreaterThan(now() + 1e9);
  });

  test("counts as not sent if it has passed on arrival", async () => {
    const { store, asked } = await refreshedWith({ expires_at: now() - 3600 });
    for (let i = 0; i < 5; i++) await value(store.getAccessToken());
    expect(asked).toHaveLength(1);
  });
});

test("reads times without a zone as UTC, wherever the computer is", async () => {
  const { TZ } = process.env;
  try {
    process.env.TZ = "Australia/Sydney";
    await storeOver().save({ access_token: "a", refresh_token: "r", expires_at: "2026-12-01 12:00:00" });
    expect((await stored()).expires_at).toBe(Date.UTC(2026, 11, 1, 12) / 1000);
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
});

test.each([
  0.1 + 0.2,
  0.1234567890123456,
  -0.1234567890123456,
  1795600000.1234567,
  1234567890123.5,
  1.2345678901234567e25,
  5e-324,
  1.7976931348623157e308,
])("stores the number %d as it is", async (number) => {
  await storeOver().save({ access_token: "a", refresh_token: "r", nested: { list: [number, [number]] }, number });
  expect(await stored()).toMatchObject({ refresh_token: "r", nested: { list: [number, [number]] }, number });
  expect(await storeOver().get()).toMatchObject({ number });
});

test("refuses a text of a million characters by its size, and not by the depth of a search", async () => {
  const long = `${'a\\"'.repeat(300_000)}`;
  expect(await failure(storeOver().save({ access_token: "a", long }))).toMatchObject({
    code: "not_stored",
    cause: { code: "invalid_payload" },
  });
});

describe("an unknown field", () => {
  test("is stored unchanged", async () => {
    const odd = { token_type: 7, expires_on: "1795600000", realm: { id: [1, null, ""] }, x_refresh_token_expires_in: 8_726_400, ok: true };
    await refreshedWith(odd);
    expect(await stored()).toMatchObject(odd);
  });

  test("does not make an answer unreadable by the name `v`", async () => {
    expect(await storeOver().save({ access_token: "a", refresh_token: "r", v: "5.131" })).toMatchObject({ access_token: "a" });
    expect(await stored()).toMatchObject({ v: 1, refresh_token: "r" });
  });

  test("is dropped after a sign-in and after each refresh if `omit` names it", async () => {
    const refresh = async () => ({ access_token: "new", id_token: "hidden", other: 1 });
    const store = storeOver({ omit: ["id_token", "session"], refresh });
    const tokens = await store.save({ ...ended(), id_token: "hidden", session: { id: "hidden" } });
    expect(JSON.stringify([tokens, await stored()])).not.toContain("hidden");
    expect(await value(store.getAccessToken())).toBe("new");
    expect(JSON.stringify(await stored())).not.toContain("hidden");
    expect(await stored()).toMatchObject({ other: 1, refresh_token: "refresh-1" });
  });

  test("is dropped, but for the access token", async () => {
    const store = storeOver({ omit: ["access_token", "expires_at"] });
    await store.save(provider.signIn());
    expect(await store.getAccessToken()).toBe("access-1");
    expect(await stored()).toEqual({ v: 1, access_token: "access-1", refresh_token: "refresh-1", token_type: "bearer" });
  });

  test("is dropped at a refresh if another program had stored it", async () => {
    await keep({ v: 1, ...ended(), id_token: "hidden" });
    await value(storeOver({ omit: ["id_token"] }).getAccessToken());
    expect(JSON.stringify(await stored())).not.toContain("hidden");
  });
});

test.each([
  ["a number", 4242424242424242],
  ["a text", "4242424242424242"],
  ["nineteen digits", "6011000990139424000"],
  ["digits in groups", "4242 4242 4242 4242, or 4242-4242-4242-4242"],
  ["digits next to escapes", '"\\4242424242424242"\n4242424242424242é4242424242424242'],
  ["a list of numbers", [4242424242424242, -4242424242424242, 1.5, 4242424242424242.5, 1e21]],
  ["the name of a field", { "4242424242424242": 1 }],
])("stores a company's id unchanged that looks like a card number: %s", async (_, id) => {
  const store = storeOver();
  expect((await store.save({ access_token: "a", realm_id: id })).realm_id).toEqual(id);
  expect(await stored()).toMatchObject({ realm_id: id });
  expect(await storeOver().get()).toMatchObject({ realm_id: id });
});

test("puts an unreadable refresh answer in the error but not in its printed form", async () => {
  const store = storeOver({ refresh: wrong(async () => ({ data: { access_token: "hidden" } })) });
  await store.save(ended());
  const error = await failure(store.getAccessToken());
  expect(error.answer).toEqual({ data: { access_token: "hidden" } });
  expect(JSON.stringify([error, { ...error }, String(error), error.stack])).not.toContain("hidden");
});

test("follows fake timers that are set after the store was created", async () => {
  const real = Date.now;
  const store = createTokenStore({ client, name: NAME, refresh: provider.refresh });
  await store.save(provider.signIn());
  Date.now = () => real() + 4_000_000;
  try {
    expect(await value(store.getAccessToken())).toBe("access-2");
  } finally {
    Date.now = real;
  }
});

describe("tokens that are elsewhere in an answer", () => {
  const providerOf = (answer: unknown, tokensFrom: (answer: any) => any) =>
    createOAuthProvider({
      authorizationEndpoint: "https://provider.example/authorize",
      tokenEndpoint: "https://provider.example/token",
      clientId: "id",
      redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
      tokensFrom,
      fetch: async () => new Response(JSON.stringify(answer)),
    });
  const SLACK = {
    ok: true,
    access_token: "bot",
    authed_user: { id: "U1", access_token: "user-1", refresh_token: "xoxe-1", expires_in: 43_200 },
  };

  test("are found by `tokensFrom`, at a sign-in and at a refresh", async () => {
    const slack = providerOf(SLACK, ({ authed_user, ...answer }) => authed_user ?? answer);
    const store = storeOver({ refresh: slack.refresh });
    await store.save((await slack.exchange({ code: "c-1" }))!);
    expect(await stored()).toMatchObject({ access_token: "user-1", refresh_token: "xoxe-1", expires_at: now() + 43_200 });
    lets(50_000);
    expect(await value(store.getAccessToken())).toBe("user-1");
    expect(await slack.exchange({ code: "c-1" }), "and the code is known to be spent").toBeNull();
  });

  test("are found at the top of the answer to a refresh where `tokensFrom` finds none, as Slack has them there", async () => {
    const tokensFrom = (answer: typeof SLACK) => answer.authed_user;
    const slack = providerOf({ ok: true, access_token: "user-2", refresh_token: "xoxe-2", expires_in: 43_200 }, tokensFrom);
    const store = storeOver({ refresh: slack.refresh });
    await store.save(ended());
    expect(await value(store.getAccessToken())).toBe("user-2");
    expect(await stored()).toMatchObject({ refresh_token: "xoxe-2" });
    // The answer to a code may have the token of a bot there.
    const bot = providerOf({ ok: true, access_token: "bot", authed_user: { id: "U1" } }, tokensFrom);
    expect(await failure(bot.exchange({ code: "c-3" }))).toMatchObject({ code: "exchange_failed" });
  });

  test("are found by the store's own `tokensFrom`, where an answer has no access token itself", async () => {
    let answer: object = { data: { access_token: "new", refresh_token: "r-2" }, error: null };
    const store = storeOver({ refresh: wrong(async () => answer), tokensFrom: ({ data }) => data });
    await store.save(wrong({ data: { ...ended(), access_token: "first" } }));
    expect(await stored()).toMatchObject({ access_token: "first", refresh_token: "refresh-1" });
    expect(await value(store.getAccessToken())).toBe("new");
    expect(await stored()).toEqual({ v: 1, access_token: "new", refresh_token: "r-2", token_type: "bearer" });
    const tokens = (await store.get())!;
    await store.save({ ...tokens, expires_at: now() - 1 });
    answer = { error: "invalid_grant" };
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant", answer });
  });

  test("end the sign-in if `tokensFrom` throws for a refusal", async () => {
    const wrapped = providerOf({ error: "invalid_grant" }, (answer) => ({ access_token: answer.data.token }));
    const store = storeOver({ refresh: wrapped.refresh });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant" });
  });

  test("can be saved as a part of the answer, and mark the code as spent", async () => {
    const slack = providerOf(SLACK, (answer) => answer);
    const answer = (await slack.exchange({ code: "c-2" }))!;
    await storeOver().save(wrong(answer.authed_user));
    expect(await slack.exchange({ code: "c-2" })).toBeNull();
  });
});

test("follows fake timers of the framework in a store of another client", async () => {
  const store = createTokenStore({ client: clientOver(emulator.httpClient({ user: USER })), name: NAME, refresh: provider.refresh });
  await store.save(provider.signIn());
  const spy = vi.spyOn(Date, "now").mockReturnValue(time.now() + 4_000_000);
  expect(await value(store.getAccessToken())).toBe("access-2");
  spy.mockRestore();
  expect(OAuthError.is(undefined)).toBe(false);
});
