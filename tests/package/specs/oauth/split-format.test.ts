// The token set in one secret, and a header value for other programs in another. The two agree in the end, whatever happens between their writes.

import {
  createLease,
  splitFormat,
  withLargePayloads,
  type TokenClient,
  type Tokens,
  type TokenStore,
  type TokenStoreOptions,
} from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { client, emulator, ended, failure, NAME, now, storeOver, stored, time, value } from "../../support/oauth/token-simulation";

const splitStore = (options: Partial<TokenStoreOptions> = {}) => storeOver({ format: splitFormat(), ...options });
const payloadOf = async (name: string) => (await client.findSecret({ name }))?.payload;
const header = () => payloadOf(`${NAME}.header`);
const names = async () => (await client.listSecrets({ limit: 100 })).data.map(({ name }) => name).sort();
const TOKENS = { access_token: "access", refresh_token: "refresh", account_id: "dbid:1" };

describe("keeps the access token as a header value of its own", () => {
  test("after a sign-in, next to the token set", async () => {
    expect(await splitStore().save(TOKENS)).toMatchObject(TOKENS);
    expect(await header()).toBe("Bearer access");
    expect(await stored()).toEqual({ v: 1, ...TOKENS });
    expect(await splitStore().get()).toEqual(TOKENS);
  });

  test("after a refresh", async () => {
    const store = splitStore();
    await store.save(ended());
    const token = await value(store.getAccessToken());
    expect([await header(), await splitStore().getAccessToken()]).toEqual([`Bearer ${token}`, token]);
  });

  test("never in the place of the token set itself", async () => {
    await storeOver({}).save(TOKENS);
    const store = splitStore({ format: splitFormat({ name: NAME }) });
    const refused = { code: "invalid_option", message: "splitFormat needs a name other than the store's." };
    expect(await failure(store.get())).toMatchObject(refused);
    expect(await failure(store.save(ended()))).toMatchObject({ code: "not_stored", cause: refused });
    expect(await failure(store.clear())).toMatchObject(refused);
    expect(await stored()).toMatchObject(TOKENS);
  });

  test("under a name and in a form that the app chooses", async () => {
    const format = splitFormat({ name: "CRM_TOKEN", value: ({ access_token, account_id }) => `${access_token};${String(account_id)}` });
    await splitStore({ format }).save(TOKENS);
    expect(await payloadOf("CRM_TOKEN")).toBe("access;dbid:1");
    expect(await names()).toEqual(["CRM_TOKEN", NAME].sort());
  });

  test("in the store's scope, until the token set ends", async () => {
    await splitStore({ scope: "account" }).save({ ...TOKENS, refresh_token_expires_in: 3600 });
    const place = { name: `${NAME}.header`, scope: "account" } as const;
    expect(await client.findSecret(place)).toMatchObject({ payload: "Bearer access", expires_at: now() + 3600 });
    await splitStore({ scope: "account" }).clear();
    expect(await client.findSecret(place)).toBeNull();
  });

  test("with a lease, whose secret stays as it is", async () => {
    const store = splitStore({ lease: createLease({ delay: 100 }) });
    await store.save(ended());
    const token = await value(store.getAccessToken());
    expect(await header()).toBe(`Bearer ${token}`);
    expect(await names()).toEqual([NAME, `${NAME}.header`]);
  });

  test("where the token set takes several secrets", async () => {
    const large = { ...TOKENS, refresh_token: "r".repeat(6_000) };
    const store = splitStore({ client: withLargePayloads(client) });
    await store.save(large);
    expect([await header(), await store.get()]).toEqual(["Bearer access", large]);
  });

  test("from a token set that was stored without it", async () => {
    await storeOver().save(TOKENS);
    expect(await splitStore().getAccessToken()).toBe("access");
    expect(await header()).toBe("Bearer access");
  });
});

test("deletes both at a sign-out, and writes neither again", async () => {
  const store = splitStore();
  await store.save(TOKENS);
  await store.clear();
  expect([await names(), await store.get()]).toEqual([[], null]);
  await store.clear();
});

test("leaves a secret of that name alone while no user is signed in", async () => {
  await client.createSecret({ name: `${NAME}.header`, payload: "Bearer by hand" });
  expect(await splitStore().get()).toBeNull();
  expect(await header()).toBe("Bearer by hand");
});

test("reads nothing more while it has a good token, and two secrets otherwise", async () => {
  const store = splitStore();
  await store.save(TOKENS);
  const before = emulator.requests.length;
  await store.getAccessToken();
  expect(emulator.requests.length).toBe(before);
  await store.get();
  expect(emulator.requests.length).toBe(before + 2);
});

describe("a header value that is not stored", () => {
  /** Returns a client whose Secret Store refuses the header value. */
  const without = (): TokenClient => ({
    findSecret: (...given) => client.findSecret(...given),
    deleteSecret: (...given) => client.deleteSecret(...given),
    createSecret: async (params, options) => {
      if (params.name.endsWith(".header")) throw Object.assign(new Error("full"), { code: "scope_full" });
      return client.createSecret(params, options);
    },
  });

  test("is reported at a sign-in, and the token set is stored", async () => {
    const error = await failure(splitStore({ client: without() }).save(TOKENS));
    expect(error).toMatchObject({ code: "not_stored", cause: { code: "scope_full" } });
    expect([await stored(), await header()]).toEqual([{ v: 1, ...TOKENS }, undefined]);
    expect(await splitStore({ client: without() }).getAccessToken(), "the app goes on").toBe("access");
    expect(await splitStore().getAccessToken()).toBe("access");
    expect(await header()).toBe("Bearer access");
  });

  test("is reported after a refresh, and the token is used", async () => {
    await splitStore().save(ended());
    const reported: unknown[] = [];
    const store = splitStore({ client: without(), onNotStored: ({ code }) => reported.push(code) });
    const token = await value(store.getAccessToken());
    expect([reported, (await stored()).access_token]).toEqual([["not_stored"], token]);
    await splitStore().get();
    expect(await header()).toBe(`Bearer ${token}`);
  });

  test("says its length if it is too long for a secret", async () => {
    const error = await failure(splitStore({ client: withLargePayloads(client) }).save({ access_token: "a".repeat(5_000) }));
    expect(error).toMatchObject({ code: "not_stored", message: "The header value has 5007 characters. A secret holds 5000." });
  });
});

describe("a program that ends", () => {
  /** Returns a client whose program ends at a request: before it is sent, or before its answer comes. */
  function endingAt(step: number, isSent: boolean) {
    let count = 0;
    const act = (method: "createSecret" | "findSecret" | "deleteSecret") => async (place: never) => {
      if (++count === step && !isSent) return new Promise(() => undefined);
      const answer = await client[method](place);
      return count >= step ? new Promise(() => undefined) : answer;
    };
    const methods = { findSecret: act("findSecret"), createSecret: act("createSecret"), deleteSecret: act("deleteSecret") };
    return { client: wrong({ ...methods, locate: () => ({ account: `ending-${step}-${isSent}` }) }) as TokenClient, steps: () => count };
  }

  /** Runs a program to each of its steps, and checks what another program finds there. */
  async function atEachStep(
    isSent: boolean,
    act: (store: TokenStore) => Promise<unknown>,
    check: (step: number, saved: Tokens) => Promise<void>,
  ) {
    for (let step = 1; ; step++) {
      await client.deleteSecret({ name: NAME }).catch(() => undefined);
      await client.deleteSecret({ name: `${NAME}.header` }).catch(() => undefined);
      const saved = await splitStore().save(ended());
      const { client: ending, steps } = endingAt(step, isSent);
      act(splitStore({ client: ending })).catch(() => undefined);
      await time.settled(new Promise((resolve) => setTimeout(resolve, 10)));
      if (steps() < step) return;
      await check(step, saved);
    }
  }

  describe.each([true, false])("at each request (sent: %s)", (isSent) => {
    test("of a refresh leaves the old token set or the new one, whole, and the next reader mends the header value", async () => {
      const found: string[] = [];
      await atEachStep(
        isSent,
        (store) => store.getAccessToken(),
        async (step, saved) => {
          const tokens = (await splitStore().get())!;
          expect(tokens.access_token.replace("access", "refresh"), `step ${step}`).toBe(tokens.refresh_token);
          expect(await header(), `step ${step}`).toBe(`Bearer ${tokens.access_token}`);
          found.push(tokens.access_token === saved.access_token ? "old" : "new");
        },
      );
      // Two reads, the write of the token set, that of the header value, and a read that checks both.
      expect(found).toEqual(["old", "old", isSent ? "new" : "old", "new", "new"]);
    });

    test("of a sign-out leaves the user signed in with both secrets, or signed out with none", async () => {
      const found: string[] = [];
      await atEachStep(
        isSent,
        (store) => store.clear(),
        async (step) => {
          const isSignedIn = (await splitStore().get()) !== null;
          expect(await names(), `step ${step}`).toEqual(isSignedIn ? [NAME, `${NAME}.header`] : []);
          found.push(isSignedIn ? "signed in" : "signed out");
        },
      );
      expect(found).toEqual(["signed in", isSent ? "signed out" : "signed in"]);
    });
  });
});

test("writes no old header value over a new one, if another program writes both between two reads", async () => {
  await splitStore().save(TOKENS);
  const writes: string[] = [];
  const reader: TokenClient = {
    findSecret: async (place) => {
      if (place.name.endsWith(".header")) await splitStore().save({ access_token: "newer", refresh_token: "newer" });
      return client.findSecret(place);
    },
    createSecret: (params) => (writes.push(params.payload), client.createSecret(params)),
    deleteSecret: (place) => client.deleteSecret(place),
  };
  expect(await splitStore({ client: reader }).get()).toEqual({ access_token: "newer", refresh_token: "newer" });
  expect([writes, await header()]).toEqual([[], "Bearer newer"]);
});

test("agrees in the end when programs write, read and sign out at the same time over a slow network", async () => {
  for (let seed = 1; seed <= 25; seed++) {
    let state = seed * 7919;
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const wait = () => new Promise((done) => setTimeout(done, chance() * 100));
    const slow = (): TokenClient => {
      const account = `slow-${seed}-${chance()}`;
      const over = (method: "createSecret" | "findSecret" | "deleteSecret") => async (params: never) => {
        await wait();
        return client[method](params).finally(wait);
      };
      return wrong({
        findSecret: over("findSecret"),
        createSecret: over("createSecret"),
        deleteSecret: over("deleteSecret"),
        locate: () => ({ account }),
      });
    };
    const programs = ["a", "b", "c"].map(async (letter) => {
      const store = splitStore({ client: slow() });
      for (let i = 0; i < 4; i++) {
        const act = chance();
        if (act < 0.15) await store.clear();
        else if (act < 0.3) await store.get();
        else await store.save({ access_token: `${letter}${i}`, refresh_token: `${letter}${i}` });
      }
    });
    await value(Promise.all(programs));
    const tokens = await storeOver().get();
    expect(await header(), `seed ${seed}`).toBe(tokens ? `Bearer ${tokens.access_token}` : undefined);
  }
});
