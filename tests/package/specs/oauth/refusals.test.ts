// Tells apart what providers say when they refuse a refresh: about the refresh token, about the app, or about themselves.

import { createLease, createOAuthProvider } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { ended, failure, keep, lets, storeOver, stored, time, value } from "../../support/oauth/token-simulation";

/** Returns a store with a sign-in that has ended, and the number of requests to its provider, which answers every refresh in this way. */
async function storeWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked = { count: 0 };
  const { refresh } = createOAuthProvider({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "id",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
    fetch: async () => (asked.count++, new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers })),
  });
  const store = storeOver({ refresh });
  await store.save(ended());
  return { store, asked };
}

describe("keeps the sign-in when the provider", () => {
  test.each<[string, number, object | string]>([
    ["names the app's id in another field, as HubSpot does", 400, { status: "BAD_CLIENT_ID", message: "missing or unknown client id" }],
    ["names the app's secret in another field", 401, { code: "bad_client_secret" }],
    ["writes the code in capitals", 401, { error: "INVALID_CLIENT" }],
    ["writes the code in camel case", 400, { error: "invalidClientId" }],
    ["refuses the resource", 400, { error: "invalid_target" }],
    ["refuses the resource, as Microsoft does", 400, { error: "invalid_resource" }],
    ["has a fault of an unknown kind, as Salesforce does", 400, { error: "unknown_error", error_description: "retry your request" }],
    [
      "limits requests, as Exact Online does",
      400,
      { error: "access_denied", error_description: "Rate limit exceeded: access_token not expired" },
    ],
    ["limits requests, as Zoho does", 400, { error: "Access Denied", error_description: "You have made too many requests continuously." }],
    ["does not take the grant", 400, { error: "unsupported_grant_type", error_description: "The grant refresh_token is not supported." }],
    [
      "limits requests in an object, as Facebook does",
      400,
      { error: { message: "(#4) Application request limit reached", type: "OAuthException", code: 4 } },
    ],
    ["limits requests in a message, as TikTok for Business does", 200, { code: 40_100, message: "Too many requests. Retry in some time." }],
    ["limits requests in an error that is a sentence, as Withings does", 200, { status: 601, body: {}, error: "Too Many Requests" }],
    ["limits requests with a page, as Cloudflare does", 403, "<html><title>Access denied</title>You are being rate limited</html>"],
    ["asks to try again later", 400, { error: "invalid_request", error_description: "Service temporarily unavailable." }],
    ["refuses the app in a list, as Strava does", 400, { errors: [{ resource: "Application", field: "client_id", code: "invalid" }] }],
    ["refuses the app in a list of codes", 401, { errors: [{ code: "INVALID_CLIENT", title: "Unauthorized" }] }],
    [
      "refuses the app in another field, as Okta does",
      401,
      { errorCode: "invalid_client", errorSummary: "Invalid value for 'client_id'." },
    ],
    ["refuses the app in a field with a capital, as Azure DevOps does", 400, { Error: "invalid_client" }],
    ["refuses the app in a sentence, as Twitch does", 403, { status: 403, message: "invalid client secret" }],
    ["refuses the app in an object, as Facebook does", 400, { error: { message: "Error validating client secret.", code: 1 } }],
    ["has failed, in an answer that its server wrote", 200, { statusCode: 500, error: "Internal Server Error" }],
    ["has failed, in an answer that a gateway wrote", 200, { message: "Endpoint request timed out" }],
    ["has failed, in the words of HTTP", 400, { title: "Bad Gateway", status: 502 }],
    ["is closed", 400, { fault: { faultstring: "The service is currently unavailable" } }],
    ["has a fault of an unexpected kind", 400, { error: "invalid_request", error_description: "An unexpected error. Try again later." }],
    ["asks to wait", 403, { error: "forbidden", retry_after: 3_600 }],
    [
      "refuses the app's registration for another kind of program, as Microsoft does",
      400,
      { error: "invalid_request", error_description: "AADSTS9002327: Tokens may only be redeemed via cross-origin requests." },
    ],
  ])("%s", async (_, status, body) => {
    const { store } = await storeWith(status, body);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", status });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("ends the sign-in when the provider", () => {
  test.each<[string, number, object | string]>([
    [
      "names the token in another field, as HubSpot does",
      400,
      { status: "BAD_REFRESH_TOKEN", message: "missing or unknown refresh token" },
    ],
    [
      "names the client and means the token, as Atlassian does",
      403,
      { error: "unauthorized_client", error_description: "refresh_token is invalid" },
    ],
    ["says that the refresh token has expired", 400, { error: "invalid_client", error_description: "The refresh token is expired." }],
    ["names the token first", 400, { error: "unknown_error", error_description: "Invalid refresh token" }],
    ["does not know the refresh token", 400, { error: "unknown_refresh_token" }],
    ["lists the refresh token, as Strava does", 400, { errors: [{ resource: "RefreshToken", field: "refresh_token", code: "invalid" }] }],
    ["describes a token of a client, as DocuSign does", 400, { error: "invalid_grant", error_description: "expired_client_token" }],
    ["adds a code of its own, as Microsoft does", 400, { error: "invalid_grant", suberror: "client_mismatch" }],
    ["has a page for it", 403, "<html>Forbidden</html>"],
    ["speaks of another client", 400, { error: "invalid_grant", error_description: "The token was issued to another client." }],
    ["speaks of an unknown error with the token", 400, { error: "invalid_grant", error_description: "Unknown error: token expired." }],
    ["asks to wait all the same", 400, { error: "invalid_grant", retry_after: 3_600 }],
    ["describes a time-out of the session", 401, { type: "https://provider.example/expired", title: "The session timed out." }],
    ["has a list without a word in it", 200, { errors: [] }],
    ["answers with numbers", 400, { code: 20_037, status: 400, message: "revoked" }],
  ])("%s", async (_, status, body) => {
    const { store } = await storeWith(status, body);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", status });
    expect(await stored(), "and deletes nothing").toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("reads the status in a body, if `refresh` ignores that of the answer:", () => {
  test.each<[string, () => unknown, string]>([
    ["500", () => ({ status: 500, message: "x" }), "refresh_failed"],
    ["429", () => ({ statusCode: 429, message: "x" }), "refresh_failed"],
    ["400", () => ({ status: 400, message: "x" }), "signed_out"],
    ["a whole response with 503", () => new Response("{}", { status: 503 }), "refresh_failed"],
    ["a whole response with 400", () => new Response("{}", { status: 400 }), "signed_out"],
    ["a status that is a word", () => ({ status: "BAD_REFRESH_TOKEN" }), "signed_out"],
  ])("%s", async (_, answer, code) => {
    const store = storeOver({ refresh: wrong(async () => answer()) });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("reads the error of a `refresh` over", () => {
  const CLIENTS: [string, (status: number, answer: object) => object][] = [
    ["axios", (status, data) => ({ code: "ERR_BAD_REQUEST", response: { status, data } })],
    ["got", (statusCode, answer) => ({ code: "ERR_NON_2XX_3XX_RESPONSE", response: { statusCode, body: JSON.stringify(answer) } })],
    ["ofetch", (status, data) => ({ status, statusCode: status, data })],
    ["superagent", (status, body) => ({ status, response: { status, body } })],
    ["client-oauth2", (status, body) => ({ code: "EAUTH", status, body })],
    ["oauth4webapi", (status, answer) => ({ code: "OAUTH_RESPONSE_BODY_ERROR", status, cause: answer, ...answer })],
  ];

  test.each(CLIENTS)("%s", async (_, errorOf) => {
    let answer: [number, object] = [400, { error: "invalid_client", error_description: "No such client" }];
    const store = storeOver({ refresh: () => Promise.reject(Object.assign(new Error("failed"), errorOf(...answer))) });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    answer = [400, { error: "invalid_grant", error_description: "expired_client_token" }];
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("while the provider answers another program with the same refresh token, as Salesforce does", () => {
  const pending = { error: "invalid_grant", error_description: "token request is already being processed" };

  test("waits for the tokens of that program, and uses them", async () => {
    const { store, asked } = await storeWith(400, pending);
    const call = store.getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token: "refresh-1" }), 3_000);
    expect(await value(call)).toBe("theirs");
    expect(asked.count).toBe(1);
  });

  test("keeps the sign-in if that program stores nothing, and lets the next call send the refresh token again", async () => {
    const { store, asked } = await storeWith(400, pending);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", error: "invalid_grant" });
    await failure(store.getAccessToken());
    expect(asked.count).toBe(2);
  });
});

test("reports a code in another field, but no text that may repeat a token", async () => {
  const { store } = await storeWith(400, { error: { message: "refresh-1" }, code: "refresh-1 is wrong", status: "BAD_REFRESH_TOKEN" });
  expect(await failure(store.getAccessToken())).toMatchObject({ error: "BAD_REFRESH_TOKEN", message: "Signed out: sign in again." });
});

describe("after a provider has asked to wait", () => {
  const refusing = (retryAfter: unknown) => {
    const asked = { count: 0 };
    const refresh = () => {
      asked.count++;
      return Promise.reject(Object.assign(new Error("busy"), { status: 503, retryAfter }));
    };
    return { asked, refresh };
  };

  test.each([0, -5, Number.NaN, null, "", "soon", false, {}])("sends one request if the time to wait is %o", async (retryAfter) => {
    const { asked, refresh } = refusing(retryAfter);
    const store = storeOver({ refresh });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", status: 503, cause: { status: 503 } });
    expect(asked.count).toBe(1);
  });

  test("keeps the lease for a shorter time than its ttl, however slow the provider is", async () => {
    const begun = time.now();
    const asked: number[] = [];
    const refresh = () => {
      asked.push(time.now() - begun);
      return new Promise<never>((_, reject) =>
        setTimeout(() => reject(Object.assign(new Error("busy"), { status: 429, retryAfter: 4_000 })), 20_000),
      );
    };
    const store = storeOver({ refresh, lease: createLease({ delay: 10 }) });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    await time.settled(new Promise((resolve) => setTimeout(resolve, 600_000)));
    expect(asked).toHaveLength(2);
    expect(asked[1], "a request takes a minute at most, and the ttl is two").toBeLessThan(30_000);
  });

  test("sends the next request when the clock has been corrected", async () => {
    const { asked, refresh } = refusing(3_600_000);
    let fast = 1e11;
    const store = storeOver({ refresh, clock: () => time.now() + fast });
    await store.save({ ...ended(), expires_at: 1 });
    await failure(store.getAccessToken());
    fast = 0;
    await failure(store.getAccessToken());
    expect(asked.count).toBe(2);
  });

  test("reports the status after ten requests to wait", async () => {
    const { asked, refresh } = refusing(1_000);
    const store = storeOver({ refresh });
    await store.save(ended());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", status: 503 });
    expect(asked.count).toBeLessThanOrEqual(12);
  });

  test.each([Infinity, 1e12])("waits for at most a day if the provider asks for %d milliseconds", async (retryAfter) => {
    const { asked, refresh } = refusing(retryAfter);
    const store = storeOver({ refresh });
    await store.save(ended());
    await failure(store.getAccessToken());
    lets(86_399);
    await failure(store.getAccessToken());
    expect(asked.count).toBe(1);
    lets(1);
    await failure(store.getAccessToken());
    expect(asked.count).toBe(2);
  });

  test("waits by the clock of the provider if the answer has a date", async () => {
    const headers = { Date: "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:28:40 GMT" };
    const { store } = await storeWith(503, {}, headers);
    expect((await failure(store.getAccessToken())).retryAfter).toBe(40_000);
    lets(40);
    expect(await value(failure(store.getAccessToken()))).toMatchObject({ retryAfter: 40_000 });
  });
});
