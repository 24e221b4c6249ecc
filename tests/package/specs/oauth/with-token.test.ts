// Makes calls with an access token, and refreshes it when it is refused.

import { describe, expect, test } from "vitest";
import { held } from "../../support/oauth/provider-model";
import { clientOfAnotherProgram, failure, keep, provider, storeOver } from "../../support/oauth/token-simulation";

describe("withToken", () => {
  const answering = (status: number) => ({ status });

  test("runs a call with the token, and again with a new one when that was refused", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    const seen: string[] = [];
    const call = async (token: string) => {
      seen.push(token);
      return answering(token === "access-2" ? 200 : 401);
    };
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(seen).toEqual(["access-1", "access-2", "access-2"]);
  });

  test.each([
    ["status", { status: 401 }],
    ["statusCode", { statusCode: 401 }],
    ["the status of its response", { response: { status: 401 } }],
  ])("recognises a thrown refusal by %s", async (_, error) => {
    const store = storeOver();
    await store.save(provider.signIn());
    const result = await store.withToken(async (token) => (token === "access-1" ? Promise.reject(error) : "well"));
    expect(result).toBe("well");
  });

  test("uses the statuses of `refreshOn`", async () => {
    const store = storeOver({ refreshOn: [403] });
    await store.save(provider.signIn());
    expect(await store.withToken(async (token) => answering(token === "access-1" ? 403 : 200))).toEqual({ status: 200 });
    expect(await store.withToken(async () => answering(401))).toEqual({ status: 401 });
  });

  test("passes through a second refusal, other refusals, and errors", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    expect(await store.withToken(async () => answering(401))).toEqual({ status: 401 });
    expect(await store.withToken(async () => answering(403))).toEqual({ status: 403 });
    expect(provider.asked).toHaveLength(1);
    const error = new Error("mine");
    await expect(store.withToken(() => Promise.reject(error))).rejects.toBe(error);
    await expect(store.withToken(() => Promise.reject(undefined))).rejects.toBeUndefined();
    expect(await store.withToken(async () => undefined)).toBeUndefined();
  });

  test("refreshes once for all calls with a refused token", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    const { promise, release } = held();
    const calls = Array.from({ length: 100 }, () =>
      store.withToken(async (token) => {
        if (token === "access-1") await promise;
        return answering(token === "access-1" ? 401 : 200);
      }),
    );
    release();
    for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("refreshes if the token that another store had stored is refused too", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    await another.withToken(async (token) => answering(token === "access-1" ? 401 : 200));
    const seen: string[] = [];
    const call = async (token: string) => {
      seen.push(token);
      return answering(token === "access-3" ? 200 : 401);
    };
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(seen).toEqual(["access-1", "access-2", "access-3"]);
    expect(provider.asked).toEqual(["refresh-1", "refresh-2"]);
  });

  test("uses the token that another store has stored instead of a refresh", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    await another.withToken(async (token) => answering(token === "access-1" ? 401 : 200));
    expect(await store.withToken(async (token) => answering(token === "access-1" ? 401 : 200))).toEqual({ status: 200 });
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("uses the token of another program's refresh, also without rotation and with 403", async () => {
    // As django-oauth-toolkit does: a refresh ends the access tokens before it, and protected resources answer 403.
    let count = 0;
    const refresh = async () => ({ access_token: `renewed-${++count}`, expires_in: 3600 });
    const call = async (token: string) => answering(token === `renewed-${count}` ? 200 : 403);
    const options = { refresh, refreshOn: [401, 403] };
    const [store, another] = [storeOver(options), storeOver({ ...options, client: clientOfAnotherProgram() })];
    await store.save(provider.signIn());
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(await another.withToken(async () => answering(200))).toEqual({ status: 200 });
    count += 1;
    await keep({ v: 1, access_token: "renewed-2", refresh_token: "refresh-1" });
    for (const one of [store, another]) expect(await one.withToken(call)).toEqual({ status: 200 });
    expect(count, "nothing was refreshed").toBe(2);
  });

  test("reports the end of the sign-in", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    provider.spent.set("refresh-1", "elsewhere");
    expect(await failure(store.withToken(async () => answering(401)))).toMatchObject({ code: "signed_out" });
  });
});
