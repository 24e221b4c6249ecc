// Runs fifty programs on one token set: forty processes of a backend and ten pages of an extension. All of them refresh it at the same time when it has
// ended. The Secret Store is the server, the provider is examples/oauth-server.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createTokenStore, type OAuthProvider, type TokenStore } from "stripe-secret-store/oauth";
import { describe, expect } from "vitest";
import { createOAuthServer, type OAuthServer } from "../../../../examples/oauth-server/server";
import { test as base, type Server } from "../../../clients/server";
import { consent, providerAt } from "../../support/oauth/consent";
import { startPrograms, type Fleet, type MemberOptions, type MemberOutcome } from "../../support/oauth/fleet/fleet";

const NAME = "crm";
const MEMBERS = { processes: 40, pages: 10 };
const ALL = MEMBERS.processes + MEMBERS.pages;
// A hundred take six to ten minutes: docs/oauth.md has the figures.
const EXPIRIES = Number(process.env.EXPIRIES ?? 10);

interface Scene {
  oauth: OAuthServer;
  provider: OAuthProvider;
  store: TokenStore;
  fleet: Fleet;
  /** Signs in, and stores the token set. */
  signIn(): Promise<void>;
  /** Ends the access token for all programs. */
  expire(): Promise<void>;
}

const withFleet = base.extend<{ fleet: Fleet }>({
  fleet: [
    async ({}, use) => {
      const fleet = await startPrograms(MEMBERS);
      await use(fleet);
      await fleet.close();
    },
    { scope: "file" },
  ],
});

const test = withFleet.extend<{ sceneOf: (replay: "refuse" | "revoke_family", options?: Partial<MemberOptions>) => Promise<Scene> }>({
  sceneOf: async ({ server, fleet }, use) => {
    const started: OAuthServer[] = [];
    await use(async (replay, options = {}) => {
      const oauth = await createOAuthServer({ replay });
      started.push(oauth);
      await fleet.join({ emulator: server.url, provider: oauth.origin, name: NAME, ...options });
      return sceneOf(server, oauth, fleet);
    });
    await Promise.all(started.map((oauth) => oauth.close()));
  },
});

function sceneOf({ host, port }: Server, oauth: OAuthServer, fleet: Fleet): Scene {
  const provider = providerAt(oauth.origin);
  const client = new SecretStoreClient({
    httpClient: Stripe.createFetchHttpClient(),
    host,
    port,
    protocol: "http",
    apiKey: "sk_test_app_a",
    scope: "account",
  });
  const store = createTokenStore({ client, name: NAME, refresh: provider.refresh });
  return {
    oauth,
    provider,
    store,
    fleet,
    signIn: async () => void (await store.save((await provider.exchange(await consent(provider)))!)),
    expire: async () => void (await fetch(`${oauth.origin}/control`, { method: "POST", headers: JSON_BODY, body: '{"expire":"access"}' })),
  };
}

const JSON_BODY = { "content-type": "application/json" };

/** Counts the results. */
function endings(outcomes: MemberOutcome[]) {
  const counts: Record<string, number> = {};
  for (const { ended } of outcomes) counts[ended] = (counts[ended] ?? 0) + 1;
  return counts;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Returns whether the stored token opens the resource. */
async function works({ store, oauth }: Scene) {
  const { access_token } = (await store.get())!;
  return (await fetch(`${oauth.origin}/me`, { headers: { Authorization: `Bearer ${access_token}` } })).status === 200;
}

describe.skipIf(process.env.ENTRY)("a provider that refuses a refresh token that comes a second time", () => {
  test("signs no program out", { timeout: 600_000 }, async ({ sceneOf }) => {
    const scene = await sceneOf("refuse");
    await scene.signIn();
    const took: number[] = [];
    for (let expiry = 0; expiry < EXPIRIES; expiry++) {
      await scene.expire();
      const outcomes = await scene.fleet.ask();
      expect(endings(outcomes), `expiry ${expiry}`).toEqual({ "200": ALL });
      expect(await works(scene), `expiry ${expiry}`).toBe(true);
      took.push(median(outcomes.map(({ took }) => took)));
    }
    const { refreshes, replays } = scene.oauth.stats;
    console.log(`${EXPIRIES} expiries: ${refreshes} refreshes, ${replays} replays refused; ${median(took)} ms (median)`);
    expect(refreshes).toBe(EXPIRIES);
  });
});

describe.skipIf(process.env.ENTRY)("a provider that then revokes everything", () => {
  test("ends some sign-ins without a lease", { timeout: 600_000 }, async ({ sceneOf }) => {
    const scene = await sceneOf("revoke_family", { conflictWait: 500 });
    const rows = [];
    for (const programs of [2, 10, ALL]) {
      for (const within of [0, 2_000]) {
        let ended = 0;
        const rounds = Math.ceil(EXPIRIES / 4);
        for (let round = 0; round < rounds; round++) {
          await scene.signIn();
          await scene.expire();
          const outcomes = endings(await scene.fleet.ask({ within, programs }));
          if (outcomes["200"] !== programs) ended++;
        }
        rows.push({ programs, "asked within (ms)": within, expiries: rounds, "sign-ins ended": ended });
      }
    }
    console.table(rows);
    expect(rows[4]!["sign-ins ended"], "all at once").toBeGreaterThan(0);
  });

  test("ends no sign-in with a lease", { timeout: 900_000 }, async ({ sceneOf }) => {
    const scene = await sceneOf("revoke_family", { lease: { delay: 1_000, ttl: 60_000 } });
    await scene.signIn();
    const took: number[] = [];
    const longest: number[] = [];
    for (let expiry = 0; expiry < EXPIRIES; expiry++) {
      await scene.expire();
      const outcomes = await scene.fleet.ask();
      expect(endings(outcomes), `expiry ${expiry}`).toEqual({ "200": ALL });
      took.push(median(outcomes.map(({ took }) => took)));
      longest.push(Math.max(...outcomes.map(({ took }) => took)));
    }
    const { refreshes, replays, revokedFamilies } = scene.oauth.stats;
    console.log(
      `${EXPIRIES} expiries: ${refreshes} refreshes, ${replays} replays; ${median(took)} ms (median), ${median(longest)} ms for the last of the fifty (median), ${Math.max(...longest)} ms at most`,
    );
    expect({ refreshes, replays, revokedFamilies }).toEqual({ refreshes: EXPIRIES, replays: 0, revokedFamilies: 0 });
    expect(await works(scene)).toBe(true);
  });
});
