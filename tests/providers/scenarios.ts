// Runs the same scenarios against each server, in each of its modes. Each test has its own Secret Store, a server of the emulator.

import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import {
  createOAuthProvider,
  createTokenStore,
  type OAuthContext,
  type OAuthError,
  type OAuthProvider,
  type OAuthProviderOptions,
  type TokenResponse,
  type TokenStore,
  type TokenStoreOptions,
} from "stripe-secret-store/oauth";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { test, type Server } from "../clients/server";
import { startMember, type Member, type MemberOptions } from "./members";
import {
  getsTokens,
  post,
  REPLAY,
  signIn,
  startServer,
  type Authentication,
  type ProviderServer,
  type ServerDescription,
} from "./provider-server";
import { createTokenProxy, type Answer, type TokenProxy } from "./token-proxy";

/** Holds a user's sign-in: the token set is in the Secret Store. */
interface SignIn {
  readonly proxy: TokenProxy;
  readonly options: OAuthProviderOptions;
  readonly provider: OAuthProvider;
  readonly store: TokenStore;
  /** Holds the view's `oauthContext`, which has the code still. */
  readonly context: OAuthContext;
  /** Holds the provider's answer to the code. */
  readonly first: TokenResponse;
  /** Makes another store on the same secret, as another program would. */
  another(options?: Partial<TokenStoreOptions>): TokenStore;
  /** Moves the stores' clock on by the life of an access token. */
  passLife(): void;
}

const NAME = "crm";
const LIFE = 3600;
/** Limits the time that another process may take to store its token set: the `conflictWait` of the processes. */
const CONFLICT_WAIT = 4_000;
/** Configures the lease of the processes. Reading and writing a secret takes less than the delay also where other programs keep the machine busy. */
const LEASED = { lease: { delay: 500, ttl: 20_000 }, timeout: 15_000 };
/** Limits the time that a process may take for its next step, in milliseconds. */
const WAIT = 15_000;

/** Gives tests with processes more time. */
const PROCESSES = { timeout: 60_000 };

/** Defines the tests of a server. */
export function testProvider(description: ServerDescription): void {
  let server: ProviderServer;
  let members: Member[];
  const modes: Record<string, unknown> = {};
  const observed: Record<string, unknown> = { package: description.package, registry: description.registry, version: "", modes };
  const cleanUp: (() => unknown)[] = [];

  beforeAll(async () => {
    server = await startServer(description);
    cleanUp.push(server.close);
    members = await Promise.all([startMember(), startMember(), startMember()]);
    cleanUp.push(...members.map(({ close }) => close));
    observed.version = server.version;
    // The first time the Python servers' packages are installed.
  }, 600_000);
  afterAll(async () => {
    for (const close of cleanUp) await close();
  });

  /** Signs a new user in and stores the token set in the account's scope. */
  async function newSignIn(secretStore: Server, authentication?: Authentication): Promise<SignIn> {
    const proxy = await createTokenProxy(server.tokenEndpoint);
    cleanUp.push(proxy.close);
    const options = server.options(randomUUID(), proxy.url, authentication);
    const provider = createOAuthProvider(options);
    const { host, port } = secretStore;
    const httpClient = Stripe.createFetchHttpClient();
    const client = new SecretStoreClient({ httpClient, host, port, protocol: "http", apiKey: "sk_test_app_a", scope: "account" });
    let passed = 0;
    const another = (options: Partial<TokenStoreOptions> = {}) =>
      createTokenStore({
        client,
        name: NAME,
        refresh: provider.refresh,
        refreshOn: [server.refusalStatus],
        // No other program stores anything meanwhile.
        conflictWait: 0,
        clock: () => Date.now() + passed,
        ...options,
      });
    const store = another();
    const context = await signIn(options);
    const first = (await provider.exchange(context))!;
    await store.save(first);
    return { proxy, options, provider, store, context, first, another, passLife: () => void (passed += LIFE * 1000) };
  }

  /** Calls the protected resource with the store's token, and returns the last status or the error's code. */
  const call = (store: TokenStore): Promise<string> =>
    store.withToken(async (token) => ({ status: await server.statusOf(token) })).then(({ status }) => String(status), codeOf);

  /** Checks that the provider still honours the sign-in: it refreshes, and the new token opens the resource. */
  async function expectAlive({ another, proxy }: SignIn): Promise<void> {
    const before = proxy.refreshes.length;
    await server.expireAccessTokens();
    expect(await call(another())).toBe("200");
    expect(proxy.refreshes.length - before).toBe(1);
  }

  const memberOptions = (secretStore: Server, { options }: SignIn): MemberOptions => ({
    emulator: secretStore.url,
    name: NAME,
    provider: options,
    resource: server.resource,
    refreshOn: [server.refusalStatus],
    conflictWait: CONFLICT_WAIT,
  });

  /** Makes the three processes join the token set and ask once, so that each has its token in memory. */
  async function joinAll(secretStore: Server, signedIn: SignIn, options: Partial<MemberOptions> = {}): Promise<void> {
    for (const member of members) {
      await member.join({ ...memberOptions(secretStore, signedIn), ...options });
      expect(await member.ask()).toBe("200");
    }
  }

  const askAll = () => Promise.all(members.map((member) => member.ask()));

  describe.each(description.modes)("$name", (mode) => {
    const seen: Record<string, unknown> = { settings: mode.settings };

    beforeAll(async () => {
      await server.configure({ ...mode.settings, accessTokenLife: LIFE });
      modes[mode.name] = seen;
    });

    test("exchanges a code with PKCE for tokens that open the resource", async ({ server: secretStore }) => {
      const { store, first } = await newSignIn(secretStore);
      seen.fieldsOfAnswer = Object.keys(first).sort();
      expect(first).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
      // Some servers have subtracted the time that has passed since.
      expect(first.expires_in).toBeGreaterThan(LIFE - 60);
      expect(await call(store)).toBe("200");
    });

    test("refuses a code without its verifier", async () => {
      const options = server.options(randomUUID(), server.tokenEndpoint);
      const { code } = await signIn(options);
      const exchange = createOAuthProvider(options).exchange({ code: code!, verifier: "x".repeat(43) });
      await expect(exchange).rejects.toMatchObject({ code: "exchange_failed", error: "invalid_grant" });
    });

    test("refreshes, and keeps the refresh token that the answer has or implies", async ({ server: secretStore }) => {
      const { store, proxy, first, passLife } = await newSignIn(secretStore);
      passLife();
      expect(await store.getAccessToken()).not.toBe(first.access_token);
      seen.olderAccessTokenAfterRefresh = await server.statusOf(first.access_token);
      const answer = proxy.refreshes[0]!.answer!.body;
      seen.refreshTokenOfAnswer = !answer.refresh_token ? "none" : answer.refresh_token === first.refresh_token ? "the same" : "a new one";
      expect(seen.refreshTokenOfAnswer === "a new one").toBe(mode.settings.rotate);
      expect((await store.get())!.refresh_token).toBe(answer.refresh_token ?? first.refresh_token);
      passLife();
      expect(await call(store)).toBe("200");
      expect(proxy.refreshes.map(({ answer }) => answer!.status)).toEqual([200, 200]);
    });

    test("sends one refresh request for five calls at once in one store", async ({ server: secretStore }) => {
      const { store, proxy, first, passLife } = await newSignIn(secretStore);
      passLife();
      const tokens = await Promise.all(Array.from({ length: 5 }, () => store.getAccessToken()));
      expect(new Set(tokens).size).toBe(1);
      expect(tokens[0]).not.toBe(first.access_token);
      expect(proxy.refreshes).toHaveLength(1);
      expect(await call(store)).toBe("200");
    });

    test("sends one refresh request for three processes with a lease, and serves them all", PROCESSES, async ({ server: secretStore }) => {
      const signedIn = await newSignIn(secretStore);
      await joinAll(secretStore, signedIn, LEASED);
      await server.expireAccessTokens();
      expect(await askAll()).toEqual(["200", "200", "200"]);
      expect(signedIn.proxy.refreshes).toHaveLength(1);
      await expectAlive(signedIn);
    });

    const endsGrant = mode.spent === "ends the grant";
    test(
      `${endsGrant ? "ends the sign-in" : "keeps the sign-in"} when three processes refresh at once without a lease`,
      PROCESSES,
      async ({ server: secretStore }) => {
        const signedIn = await newSignIn(secretStore);
        await joinAll(secretStore, signedIn, endsGrant ? { conflictWait: 500 } : {});
        await server.expireAccessTokens();
        signedIn.proxy.gather(3);
        const outcomes = await askAll();
        if (endsGrant) {
          // The first process gets a token set. The grant has ended by then, so the resource refuses its token.
          expect(outcomes).not.toContain("200");
          expect(await askAll()).toEqual(["signed_out", "signed_out", "signed_out"]);
          seen.threeProcessesWithoutLease = "all are signed out";
          return;
        }
        if (mode.hasOneAccessToken) {
          // The tokens of two processes have ended before they are used, and each call is repeated once.
          expect(outcomes).not.toContain("signed_out");
          for (const member of members) expect(await member.ask()).toBe("200");
          seen.threeProcessesWithoutLease = "none is signed out; a call may be refused once";
        } else {
          expect(outcomes).toEqual(["200", "200", "200"]);
          seen.threeProcessesWithoutLease = "all are served";
        }
        await expectAlive(signedIn);
      },
    );

    test("takes the tokens that another program has stored, without a refresh of its own", async ({ server: secretStore }) => {
      const { store, proxy, another } = await newSignIn(secretStore);
      expect(await call(store)).toBe("200");
      const other = another({ clock: () => Date.now() + LIFE * 1000 });
      await other.getAccessToken();
      // Some providers end the older access token with the refresh.
      for (let i = 0; i < 3; i++) for (const each of [store, other]) expect(await call(each)).toBe("200");
      expect(proxy.refreshes).toHaveLength(1);
    });

    test(REPLAY[mode.spent], async ({ server: secretStore }) => {
      const signedIn = await newSignIn(secretStore);
      const { provider, proxy, first, store, passLife } = signedIn;
      passLife();
      await store.getAccessToken();
      const again = await provider.refresh(first as never).catch((error: OAuthError) => error);
      const { answer } = proxy.refreshes[1]!;
      seen.spentRefreshToken = answer!.status === 200 ? "answered with tokens" : recordOf(answer!);
      expect(again instanceof Error).toBe(!getsTokens[mode.spent]);
      const kept = (await store.get())!;
      if (mode.spent === "gets the same token set") expect(answer!.body).toMatchObject({ refresh_token: kept.refresh_token });
      await server.expireAccessTokens();
      const ended = await call(store);
      expect(ended).toBe(endsGrant ? "signed_out" : "200");
      seen.grantAfterReplay = ended === "200" ? "alive" : "ended";
    });

    test("is signed out after a revocation at the provider, and asks the provider once", async ({ server: secretStore }) => {
      const { store, proxy, first } = await newSignIn(secretStore);
      expect(await call(store)).toBe("200");
      await server.revoke(first.refresh_token!);
      seen.accessTokenAfterRevocation = await server.statusOf(first.access_token);
      await server.expireAccessTokens();
      expect(await call(store)).toBe("signed_out");
      seen.revokedRefreshToken = recordOf(proxy.refreshes[0]!.answer!);
      for (let i = 0; i < 3; i++) expect(await call(store)).toBe("signed_out");
      expect(proxy.refreshes).toHaveLength(1);
      expect(await store.get(), "nothing was deleted").toMatchObject({ refresh_token: first.refresh_token });
    });

    test("does not send a refresh token again while the first request is under way", async ({ server: secretStore }) => {
      const signedIn = await newSignIn(secretStore);
      const { proxy, passLife, another } = signedIn;
      const store = another({ timeout: 300 });
      passLife();
      const release = proxy.holdAnswers();
      // Each call waits for the request under way until its own `timeout`.
      for (let i = 0; i < 3; i++) expect(await store.getAccessToken().catch(codeOf)).toBe("refresh_failed");
      expect(proxy.refreshes).toHaveLength(1);
      release();
      await vi.waitFor(async () => expect(await call(store)).toBe("200"), WAIT);
      expect(proxy.refreshes).toHaveLength(1);
      await expectAlive(signedIn);
    });

    test("keeps the lease while a refresh request is under way", PROCESSES, async ({ server: secretStore }) => {
      const signedIn = await newSignIn(secretStore);
      const [first, ...others] = members;
      await joinAll(secretStore, signedIn, LEASED);
      await first!.join({ ...memberOptions(secretStore, signedIn), ...LEASED, timeout: 500 });
      await server.expireAccessTokens();
      const release = signedIn.proxy.holdAnswers();
      expect(await first!.ask()).toBe("refresh_failed");
      await vi.waitFor(() => expect(signedIn.proxy.refreshes).toHaveLength(1), WAIT);
      const outcomes = Promise.all(others.map((other) => other.ask()));
      const reads = () => secretStore.requests().then((all) => all.filter(readsLease).length);
      const before = await reads();
      // The others find the lease taken twice each, unless one of them sends the refresh token again.
      await vi.waitFor(async () => expect((await reads()) - before >= 4 || signedIn.proxy.refreshes.length > 1).toBe(true), WAIT);
      release();
      expect(await outcomes).toEqual(["200", "200"]);
      expect(await first!.ask()).toBe("200");
      expect(signedIn.proxy.refreshes).toHaveLength(1);
      await expectAlive(signedIn);
    });

    const lost = getsTokens[mode.spent] ? "recovers from" : "is signed out by";
    test(`${lost} an answer that is lost after the provider has given it`, async ({ server: secretStore }) => {
      const { proxy, store, passLife } = await newSignIn(secretStore);
      passLife();
      proxy.loseNextAnswer();
      let ended: string;
      do ended = await call(store);
      while (ended === "refresh_failed" && proxy.refreshes.length < 3);
      expect(ended).toBe(getsTokens[mode.spent] ? "200" : "signed_out");
      seen.afterLostAnswer = ended;
    });
  });

  describe("in every mode", () => {
    beforeAll(() => server.configure({ ...description.modes[0]!.settings, accessTokenLife: LIFE }));

    test.for(["post", "basic"] as const)(
      "lets a confidential client exchange and refresh with the client authentication %s",
      async (authentication, { server: secretStore }) => {
        const { store, passLife } = await newSignIn(secretStore, authentication);
        passLife();
        expect(await call(store)).toBe("200");
      },
    );

    test("keeps the tokens when the client's secret is wrong, and repeats the provider's words", async ({ server: secretStore }) => {
      const { store, proxy, options, another, passLife } = await newSignIn(secretStore, "post");
      const { refresh } = createOAuthProvider({ ...options, clientSecret: "wrong" });
      passLife();
      const before = await store.get();
      const error = await another({ refresh })
        .getAccessToken()
        .catch((error: OAuthError) => error);
      const answer = proxy.refreshes[0]!.answer!;
      observed.wrongClientSecret = recordOf(answer);
      expect(error).toMatchObject({ code: "refresh_failed", error: "invalid_client", status: answer.status });
      expect((error as OAuthError).error_description).toBe(answer.body.error_description);
      expect(await store.get()).toEqual(before);
      expect(await call(store)).toBe("200");
    });

    test("does not bring the spent token set back when a view exchanges its code again", async ({ server: secretStore }) => {
      const { provider, options, store, context, first, passLife } = await newSignIn(secretStore);
      passLife();
      expect(await call(store)).toBe("200");
      for (const each of [provider, createOAuthProvider(options)]) expect(await each.exchange({ ...context })).toBeNull();
      expect((await store.get())!.access_token).not.toBe(first.access_token);
    });

    test("leaves omitted fields out after a refresh", async ({ server: secretStore }) => {
      const { proxy, another, passLife } = await newSignIn(secretStore);
      const store = another({ omit: ["scope"] });
      passLife();
      expect(await call(store)).toBe("200");
      expect(proxy.refreshes[0]!.answer!.body).toHaveProperty("scope");
      expect(await store.get()).not.toHaveProperty("scope");
    });

    test("hands out a token whose life is shorter than the leeway, and refreshes it once", async ({ server: secretStore }) => {
      await server.configure({ accessTokenLife: 30 });
      const { store, proxy, first, passLife } = await newSignIn(secretStore);
      await server.configure({ accessTokenLife: LIFE });
      expect(first.expires_in).toBeLessThanOrEqual(30);
      for (let i = 0; i < 3; i++) expect(await call(store)).toBe("200");
      expect(proxy.refreshes).toHaveLength(0);
      passLife();
      for (let i = 0; i < 3; i++) expect(await call(store)).toBe("200");
      expect(proxy.refreshes).toHaveLength(1);
    });

    test("records the answers to tokens and clients that the server does not know", async () => {
      const refresh = (fields: Record<string, string>, headers?: Record<string, string>) =>
        post(server.tokenEndpoint, { grant_type: "refresh_token", refresh_token: "made-up", ...fields }, headers);
      const basic = { Authorization: `Basic ${btoa("basic-client:wrong")}` };
      observed.unknownRefreshToken = recordOf(await refresh({ client_id: "none-client" }));
      observed.unknownClient = recordOf(await refresh({ client_id: "made-up" }));
      observed.wrongClientSecretInHeader = recordOf(await refresh({}, basic));
      observed.resourceWithWrongToken = await server.statusOf("made-up");
      expect(observed.resourceWithWrongToken).toBe(server.refusalStatus);
    });

    test("behaves as the record in observed/ says", async () => {
      const file = fileURLToPath(new URL(`observed/${description.package.replace(/^@.*\//, "")}.json`, import.meta.url));
      if (process.env.UPDATE) writeFileSync(file, await format(JSON.stringify(observed), { parser: "json", printWidth: 140 }));
      expect(observed).toEqual(JSON.parse(readFileSync(file, "utf8")));
    });
  });
}

const codeOf = (error: { code?: string }) => error.code ?? String(error);

/** Picks the fields of a refusal that a client can act on. */
const recordOf = ({ status, body: { error, error_description } }: Answer) => ({ status, error, error_description });

const readsLease = ({ path, parameters }: { path: string; parameters: [string, string][] }) =>
  path.endsWith("/find") && parameters.some(([name, value]) => name === "name" && value === `${NAME}.lease`);
