// Reads the answers to a code: in any form, without tokens, and with words of the provider that may repeat a token.

import { inspect } from "node:util";
import { createTokenStore } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { anotherCode, json, providerOf } from "../../support/oauth/answering-provider";
import { client, failure, NAME } from "../../support/oauth/token-simulation";

describe("an answer to a code that cannot be read", () => {
  test.each<[string, () => Response, unknown]>([
    ["has its tokens elsewhere", json({ data: { access_token: "hidden" } }), { data: { access_token: "hidden" } }],
    ["is a list", json([{ access_token: "hidden" }]), [{ access_token: "hidden" }]],
    ["is a page", () => new Response("<p>hidden</p>"), "<p>hidden</p>"],
    ["is empty", () => new Response(""), ""],
    ["is null", json(null), null],
    ["has another status", json({ access_token: "hidden" }, { status: 500 }), { access_token: "hidden" }],
  ])("is in the error but not in its printed form if it %s", async (_, answer, parsed) => {
    const error = await failure(providerOf(answer).provider.exchange({ code: anotherCode() }));
    expect(error).toMatchObject({ code: "exchange_failed" });
    expect(error.answer).toEqual(parsed);
    const prints = [inspect(error, { depth: null, showHidden: true }), JSON.stringify([error, { ...error }]), String(error), error.stack];
    for (const print of prints) expect(print).not.toContain("hidden");
  });

  test.each([408, 409, 425, 429, 500, 503])("leaves the code to be sent again after %d", async (status) => {
    const answers = [json({ error: "temporarily_unavailable" }, { status }), json({ access_token: "a" })];
    const [{ provider }, code] = [providerOf(() => answers.shift()!()), anotherCode()];
    await failure(provider.exchange({ code }));
    expect(await provider.exchange({ code })).toMatchObject({ access_token: "a" });
  });
});

describe("reads an answer of any content type", () => {
  const FORM = "access_token=gho_1&scope=repo%2Cgist&token_type=bearer&refresh_token=ghr_1&expires_in=28800";
  const TOKENS = { access_token: "gho_1", scope: "repo,gist", token_type: "bearer", refresh_token: "ghr_1", expires_in: "28800" };
  test.each([JSON.stringify(TOKENS), FORM])("from a fetch that leaves a byte order mark: %s", async (body) => {
    const answer = { ok: true, status: 200, text: async () => `\uFEFF${body}\r\n` };
    const { provider } = providerOf(() => wrong(undefined), { fetch: wrong(async () => answer) });
    expect(await provider.exchange({ code: anotherCode() })).toEqual(TOKENS);
  });

  const bytes = (text: string) => new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);

  test.each<[string, BodyInit, string]>([
    ["a form", FORM, "application/x-www-form-urlencoded"],
    ["a form that says that it is JSON", `${FORM}\n`, "application/json"],
    ["JSON that says that it is a page", JSON.stringify(TOKENS), "text/html"],
    ["JSON with a byte order mark", bytes(JSON.stringify(TOKENS)), "application/json"],
    ["a form with a byte order mark", bytes(FORM), "text/plain"],
  ])("sent as %s", async (_, body, type) => {
    const { provider } = providerOf(() => new Response(body, { headers: { "Content-Type": type } }));
    expect(await provider.exchange({ code: anotherCode() })).toEqual(TOKENS);
  });

  test("with whole numbers that JavaScript cannot represent, as texts", async () => {
    const body = '{"access_token":"a 1234567890123456789","team_id":3074457358607431473,"ids":[-12345678901234567,1.2345678901234567,12]}';
    const { provider } = providerOf(() => new Response(body));
    expect(await provider.exchange({ code: anotherCode() })).toEqual({
      access_token: "a 1234567890123456789",
      team_id: "3074457358607431473",
      ids: ["-12345678901234567", 1.2345678901234567, 12],
    });
  });

  test("sent as a form with an error", async () => {
    const { provider } = providerOf(() => new Response("error=bad_verification_code&error_description=The+code+is+wrong."));
    const error = await failure(provider.exchange({ code: anotherCode() }));
    expect(error).toMatchObject({ error: "bad_verification_code", error_description: "The code is wrong.", status: 200 });
  });
});

describe("the provider's own words", () => {
  test("reach the error, and are not printed, since they may repeat a token", async () => {
    const description = "The refresh token refresh-secret has expired.";
    const answer = json({ error: "invalid_grant", error_description: description }, { status: 400, headers: { "Retry-After": "7" } });
    const { provider } = providerOf(answer);
    const error = await failure(provider.refresh({ access_token: "a", refresh_token: "refresh-secret" }));
    expect(error).toMatchObject({ error: "invalid_grant", error_description: description, status: 400, retryAfter: 7_000 });
    expect(error.message).toBe("The provider refused the request: invalid_grant. See error, status and error_description.");
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain("refresh-secret");
    const outer = await failure(createTokenStore({ client, name: NAME, refresh: () => Promise.reject(error) }).save(wrong({})));
    expect(outer.error_description).toBeUndefined();
  });

  test("stay out of the message unless they are a code", async () => {
    const { provider } = providerOf(json({ error: "The token refresh-secret is wrong" }, { status: 400 }));
    const error = await failure(provider.refresh({ access_token: "a", refresh_token: "refresh-secret" }));
    expect(error.message).toBe("The provider refused the request: 400. See error, status and error_description.");
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain("refresh-secret");
  });

  test.each<[string, unknown, number, string]>([
    ["an answer without tokens", { ok: true }, 200, "The provider answered 200 without an access_token. See answer, or pass tokensFrom."],
    [
      "an error with status 200",
      { error: "slow" },
      200,
      "The provider refused the request: slow. See error, status and error_description.",
    ],
    ["a failure", { error: "temporarily_unavailable" }, 503, "The provider failed with status 503. Retry later."],
  ])("tell apart %s", async (_, answer, status, message) => {
    const { provider } = providerOf(json(answer, { status }));
    expect((await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).message).toBe(message);
  });

  test.each<[string, () => string, number | undefined]>([
    ["seconds", () => "120", 120],
    ["nothing to wait for", () => "0", 1],
    ["a date", () => new Date(Date.now() + 90_000).toUTCString(), 90],
    ["a date that has passed", () => "Wed, 21 Oct 2015 07:28:00 GMT", 1],
    ["more than a day", () => "31536000", 86_400],
    ["something else", () => "soon", undefined],
    ["nothing", () => "", undefined],
  ])("set the time to wait by Retry-After: %s", async (_, header, seconds) => {
    const { provider } = providerOf(() => new Response("", { status: 503, headers: { "Retry-After": header() } }));
    const { retryAfter } = await failure(provider.refresh({ access_token: "a", refresh_token: "r" }));
    if (seconds === undefined) expect(retryAfter).toBeUndefined();
    else expect(Math.abs(retryAfter! - 1_000 * seconds)).toBeLessThanOrEqual(1_000);
  });

  test.each<[unknown, number | undefined]>([
    [64.5, 64_500],
    ["7", 7_000],
    [0.2, 1_000],
    ["soon", undefined],
    [{ seconds: 7 }, undefined],
    [null, undefined],
  ])("set the time to wait by the answer's `retry_after`, since a browser may not show the header: %o", async (retry_after, expected) => {
    const { provider } = providerOf(json({ message: "You are being rate limited.", retry_after }, { status: 429 }));
    expect((await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).retryAfter).toBe(expected);
  });
});
