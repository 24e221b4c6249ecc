// Token sets that do not fit one secret: kept in several, and never half-written.

import { withLargePayloads, type TokenClient, type Tokens } from "stripe-secret-store/oauth";
import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
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
  time,
  value,
} from "../../support/oauth/token-simulation";

const large = (letter: string, length = 4_000) => letter.repeat(length);
const tokenSet = (letter: string, length?: number): Tokens => ({
  access_token: large(letter, length),
  refresh_token: `${letter}-refresh-${large(letter, length)}`,
});
const largeStore = (options = {}) => storeOver({ client: withLargePayloads(client), ...options });
const names = async () => (await client.listSecrets({ limit: 100 })).data.map(({ name }) => name).sort();

describe("without help, a token set of over 5,000 characters", () => {
  test("is refused at a sign-in, and is in the error", async () => {
    const error = await failure(storeOver().save(tokenSet("a")));
    expect(error).toMatchObject({ code: "not_stored", cause: { code: "invalid_payload" } });
    expect(error.tokens).toEqual(tokenSet("a"));
  });

  test("is used after a refresh, although it cannot be stored", async () => {
    const store = storeOver({ refresh: async () => tokenSet("b") });
    await store.save(ended());
    for (let i = 0; i < 3; i++) expect(await value(store.getAccessToken())).toBe(large("b"));
  });
});

describe("withLargePayloads", () => {
  test.each([2_000, 2_600, 4_000, 6_000, 9_700])(
    "keeps a token set with two tokens of %d characters, and finds it again",
    async (length) => {
      await largeStore().save(tokenSet("a", length));
      expect(await largeStore().get()).toEqual(tokenSet("a", length));
      expect((await names()).length).toBe(length === 2_000 ? 1 : Math.ceil((2 * length + 60) / 4_900));
    },
  );

  test("keeps letters beyond ASCII whole, at every cut", async () => {
    const tokens = { access_token: `a${large("😀é", 3_000)}`, refresh_token: "r" };
    await largeStore().save(tokens);
    expect(await largeStore().get()).toEqual(tokens);
  });

  test("refuses a token set that takes more than four secrets, with the sizes of its fields", async () => {
    const error = await failure(largeStore().save(tokenSet("a", 10_000)));
    expect(error).toMatchObject({ code: "not_stored", cause: { code: "not_stored" } });
    expect(error.message).toContain("access_token 10002,refresh_token 10012");
    expect(error.message).not.toContain("aaa");
    expect(await names()).toEqual([]);
  });

  test("takes at most four secrets, seven while it replaces, and none after clear", async () => {
    const store = largeStore();
    await store.save(tokenSet("a", 9_000));
    const most = { count: 0 };
    const watched: TokenClient = {
      findSecret: (...given) => client.findSecret(...given),
      deleteSecret: (...given) => client.deleteSecret(...given),
      createSecret: async (...given) => {
        const created = await client.createSecret(...given);
        most.count = Math.max(most.count, (await names()).length);
        return created;
      },
    };
    await storeOver({ client: withLargePayloads(watched) }).save(tokenSet("b", 9_000));
    expect([most.count, (await names()).length]).toEqual([7, 4]);
    await largeStore().save({ access_token: "small" });
    expect(await names()).toEqual([NAME]);
    await store.save(tokenSet("c"));
    await store.clear();
    expect(await names()).toEqual([]);
  });

  test("refreshes a large token set once for all calls of several stores of a page", async () => {
    const refresh = async (tokens: Tokens) => (provider.asked.push(tokens.refresh_token!), { ...tokenSet("b"), expires_in: 3600 });
    await largeStore().save({ ...tokenSet("a"), expires_in: 3600 });
    lets(4000);
    const stores = [largeStore({ refresh }), largeStore({ refresh })];
    const all = await value(Promise.all([0, 1, 0, 1, 0].map((i) => stores[i]!.getAccessToken())));
    expect(new Set(all)).toEqual(new Set([large("b")]));
    expect(provider.asked).toHaveLength(1);
  });

  test("expires each part with the head", async () => {
    await largeStore().save({ ...tokenSet("a"), refresh_token_expires_in: 86_400 });
    const { data } = await client.listSecrets({ limit: 100 });
    expect(data.map(({ expires_at }) => expires_at)).toEqual([now() + 86_400, now() + 86_400]);
  });

  test("reports a token set as unreadable if a part is missing", async () => {
    await largeStore().save(tokenSet("a"));
    await client.deleteSecret({ name: (await names())[1]! });
    expect(await failure(largeStore().get())).toMatchObject({ code: "unreadable_tokens" });
    expect(await failure(storeOver().get()), "as it is without help").toMatchObject({ code: "unreadable_tokens" });
  });

  test("leaves a lease in a small secret of its own", async () => {
    const helped = withLargePayloads(client);
    await helped.createSecret({ name: "crm.lease", payload: "lease-1" });
    expect((await helped.findSecret({ name: "crm.lease" }))!.payload).toBe("lease-1");
    await helped.deleteSecret({ name: "crm.lease" });
    expect(await helped.findSecret({ name: "crm.lease" })).toBeNull();
  });
});

describe("deletes nothing that another program needs:", () => {
  test("secrets with similar names", async () => {
    const neighbours = ["google", "github", "g1.1", "gmail.2", "g.1", "g3k9xabcdef.1"].map((suffix) => `${NAME}.${suffix}`);
    for (const name of neighbours) await client.createSecret({ name, payload: '{"access_token":"theirs"}' });
    lets(1_000);
    await largeStore().save(tokenSet("a"));
    await largeStore().clear();
    expect(await names()).toEqual(neighbours.sort());
  });

  test("the token set that replaced the one that it had read", async () => {
    const [mine, theirs] = [largeStore(), largeStore()];
    await mine.save(tokenSet("a"));
    await theirs.get();
    await theirs.save(tokenSet("b"));
    lets(1_000);
    emulator.fail({ kind: "status", status: 403, method: "POST", count: 2 });
    await failure(mine.save(tokenSet("c")));
    expect(await largeStore().get(), "the token set of the other program is whole").toMatchObject(tokenSet("b"));
  });

  test("parts that are being written, even if this computer's clock is fast", async () => {
    const served = clientOver(createEmulator({ now: () => time.now() }).httpClient({ user: USER }));
    // The other program has written its part, and not yet its head.
    const part = { name: `${NAME}.g0123456789.1` };
    await served.createSecret({ ...part, payload: "g0123456789xtheirsx" });
    const { now } = Date;
    Date.now = () => now() + 86_400_000;
    try {
      await largeStore({ client: withLargePayloads(served) }).save(tokenSet("a"));
    } finally {
      Date.now = now;
    }
    expect(await served.findSecret(part)).not.toBeNull();
  });
});

test.each([0, 0.5, 0.999])("replaces a token set, even if Math.random always gives %d", async (number) => {
  const { random } = Math;
  Math.random = () => number;
  try {
    for (const letter of ["a", "b", "c"]) {
      await largeStore().save(tokenSet(letter));
      expect(await largeStore().get()).toEqual(tokenSet(letter));
    }
  } finally {
    Math.random = random;
  }
});

test("deletes what programs left if the scope is full", async () => {
  for (let i = 1; i < 4; i++) await client.createSecret({ name: `${NAME}.g0123456789.${i}`, payload: "g0123456789xleftx" });
  for (let i = 0; i < 6; i++) await client.createSecret({ name: `other-${i}`, payload: "x" });
  lets(1_000);
  await largeStore().save(tokenSet("a"));
  expect(await largeStore().get()).toEqual(tokenSet("a"));
  expect((await names()).length).toBe(8);
});

test.each([4_999, 5_000, 5_001])("keeps a payload of %d characters in as few secrets as possible", async (length) => {
  const payload = large("a", length);
  const helped = withLargePayloads(client);
  await helped.createSecret({ name: NAME, payload });
  expect((await helped.findSecret({ name: NAME }))!.payload).toBe(payload);
  expect((await names()).length).toBe(length > 5_000 ? 2 : 1);
});

describe("a program that ends while it writes", () => {
  /** Returns a client whose program ends at a request: before it is sent, or before its answer comes. */
  function endingAt(step: number, isSent: boolean) {
    let count = 0;
    const act = (method: "createSecret" | "findSecret" | "deleteSecret") => async (place: never) => {
      if (++count === step && !isSent) return new Promise(() => undefined);
      const answer = await client[method](place);
      return count >= step ? new Promise(() => undefined) : answer;
    };
    return {
      client: wrong({ findSecret: act("findSecret"), createSecret: act("createSecret"), deleteSecret: act("deleteSecret") }) as TokenClient,
      steps: () => count,
    };
  }

  test.each([true, false])("leaves the old token set or the new one, whole, at each step (sent: %s)", async (isSent) => {
    const found = new Set<string>();
    for (let step = 1; step <= 12; step++) {
      await largeStore().clear();
      await largeStore().save(tokenSet("a", 9_000));
      const { client: ending, steps } = endingAt(step, isSent);
      void withLargePayloads(ending).createSecret({ name: NAME, payload: JSON.stringify({ v: 1, ...tokenSet("b", 9_000) }) });
      await time.settled(new Promise((resolve) => setTimeout(resolve, 10)));
      if (steps() < step) break;
      const left = await value(withLargePayloads(client).findSecret({ name: NAME }));
      const tokens = JSON.parse(left!.payload);
      const letter = tokens.access_token[0];
      expect(tokens).toEqual({ v: 1, ...tokenSet(letter, 9_000) });
      found.add(letter);
      // A later write deletes the remaining parts.
      lets(1_000);
      await value(withLargePayloads(client).createSecret({ name: NAME, payload: large("c", 9_000) }));
      expect((await names()).length, `step ${step}`).toBe(2);
    }
    expect(found).toEqual(new Set(["a", "b"]));
  });
});

test("keeps one whole token set when programs write at the same time over a slow network", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    let state = seed * 7919;
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const http = createEmulator().httpClient({ user: USER });
    const slow = () =>
      clientOver({
        getClientName: () => "slow",
        async makeRequest(...request) {
          await new Promise((done) => setTimeout(done, chance() * 100));
          const response = await http.makeRequest(...request);
          await new Promise((done) => setTimeout(done, chance() * 100));
          return response;
        },
      });
    const programs = ["a", "b"].map((letter) => {
      const helped = withLargePayloads(slow());
      const payload = (i: number) => JSON.stringify([letter, i, large(letter, 5_000 + i)]);
      return async () => {
        for (let i = 0; i < 3; i++)
          await helped.createSecret({ name: "crm", payload: payload(i) }).catch((error) => expect(error.code).toBe("scope_full"));
      };
    });
    const reader = withLargePayloads(slow());
    const read = async () => {
      for (let i = 0; i < 10; i++) {
        const found = await reader.findSecret({ name: "crm" });
        if (found) expect(JSON.parse(found.payload)[2]).toMatch(/^(a+|b+)$/);
      }
    };
    const outcome = await time.settled(Promise.all([...programs.map((program) => program()), read()]));
    expect(outcome.status === "rejected" ? outcome.reason : "", `seed ${seed}`).toBe("");
    const last = await time.settled(reader.findSecret({ name: "crm" }));
    expect(last.status === "fulfilled" && JSON.parse(last.value!.payload)[2], `seed ${seed}`).toMatch(/^(a+|b+)$/);
  }
});

test("reads a payload that was stored without it", async () => {
  await keep({ v: 1, access_token: "plain" });
  expect(await largeStore().getAccessToken()).toBe("plain");
});
