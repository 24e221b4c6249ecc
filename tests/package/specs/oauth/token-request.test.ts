// Looks at the requests to a token endpoint: how the app is identified, how the body is encoded, and when a request ends.

import type { OAuthProviderOptions } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { anotherCode, json, providerOf, type Sent } from "../../support/oauth/answering-provider";
import { failure, time } from "../../support/oauth/token-simulation";

describe("a token request", () => {
  const tokens = json({ access_token: "a" });
  const refresh = async (change: Partial<OAuthProviderOptions>) => {
    const { provider, sent } = providerOf(tokens, change);
    await provider.refresh({ access_token: "a", refresh_token: "r" });
    return sent[0]!;
  };
  const grant = { grant_type: "refresh_token", refresh_token: "r" };
  const fields = ({ body }: Sent) => Object.fromEntries(new URLSearchParams(body));

  test("identifies the app by its id alone", async () => {
    for (const change of [{}, { clientAuthentication: "none", clientSecret: "s" } as const]) {
      const sent = await refresh(change);
      expect(fields(sent)).toEqual({ ...grant, client_id: "the id" });
      expect(sent.headers.has("Authorization")).toBe(false);
    }
  });

  test("identifies the app by its id and secret in the body", async () => {
    for (const change of [{ clientSecret: "s&s" }, { clientAuthentication: "post", clientSecret: "s&s" } as const])
      expect(fields(await refresh(change))).toEqual({ ...grant, client_id: "the id", client_secret: "s&s" });
  });

  test("identifies the app by a header with escaped parts", async () => {
    const sent = await refresh({ clientAuthentication: "basic", clientSecret: "s:ü~" });
    expect(fields(sent)).toEqual(grant);
    expect(sent.headers.get("Authorization")).toBe(`Basic ${btoa("the%20id:s%3A%C3%BC~")}`);
  });

  test("is JSON if the provider requires it", async () => {
    const sent = await refresh({
      encoding: "json",
      clientAuthentication: "basic",
      clientSecret: "s",
      refreshParams: { resource: ["a", "b"] },
    });
    expect(sent.headers.get("Content-Type")).toBe("application/json");
    expect(JSON.parse(sent.body)).toEqual({ ...grant, resource: ["a", "b"] });
  });

  test("has other parameters for each grant, and may repeat names", async () => {
    const { provider, sent } = providerOf(tokens, {
      tokenParams: { audience: "all" },
      exchangeParams: { resource: ["https://a.example", "https://b.example"] },
      refreshParams: { scope: "read", resource: "https://a.example" },
      authorizationParams: { resource: ["https://a.example", "https://b.example"] },
    });
    await provider.exchange({ code: anotherCode(), verifier: "v" });
    await provider.refresh({ access_token: "a", refresh_token: "r" });
    const [first, second] = sent.map(({ body }) => new URLSearchParams(body)) as [URLSearchParams, URLSearchParams];
    expect(first.getAll("resource")).toEqual(["https://a.example", "https://b.example"]);
    expect([first.get("audience"), first.get("code_verifier"), first.has("scope")]).toEqual(["all", "v", false]);
    expect(Object.fromEntries(second)).toEqual({
      ...grant,
      client_id: "the id",
      audience: "all",
      scope: "read",
      resource: "https://a.example",
    });
    const link = new URL(provider.authorizationUrl({ state: "s", challenge: "c" }));
    expect(link.searchParams.getAll("resource")).toEqual(["https://a.example", "https://b.example"]);
  });

  test("follows no redirect, which would take the refresh token elsewhere", async () => {
    const { provider, sent } = providerOf(() => new Response(null, { status: 307, headers: { Location: "https://elsewhere.example" } }));
    expect(await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).toMatchObject({
      code: "refresh_failed",
      status: 307,
    });
    expect(sent).toHaveLength(1);
  });
});

test("cancels a token request after a minute without an answer", async () => {
  let signal: AbortSignal | null | undefined;
  const never: typeof fetch = (_, init) => {
    signal = init!.signal;
    return new Promise(() => undefined);
  };
  const { provider } = providerOf(() => new Response(), { fetch: never });
  const begun = time.now();
  expect(await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).toMatchObject({ code: "refresh_failed" });
  expect([time.now() - begun, signal!.aborted]).toEqual([60_000, true]);
});
