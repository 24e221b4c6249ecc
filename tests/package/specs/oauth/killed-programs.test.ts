// A program that is killed while it refreshes: at no step is there neither the old token set nor the new one, and no half of one.

import { execFile } from "node:child_process";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createTokenStore, splitFormat } from "stripe-secret-store/oauth";
import { describe, expect } from "vitest";
import { createOAuthServer } from "../../../../examples/oauth-server/server";
import { test } from "../../../clients/server";
import { entry } from "../../support/client";
import { here } from "../../support/paths";
import { consent, providerAt } from "../../support/oauth/consent";

/** Each step, which token set is stored when it ends there, and whether the next program gets a token by it. */
const STEPS = [
  ["before it asks to read", "old", true],
  ["before it hears that it has read", "old", true],
  ["before it asks for new tokens", "old", true],
  // From here to where they are stored the provider has spent what is stored. No order of the steps does without this gap: see docs/oauth.md.
  ["before it hears the new tokens", "old", false],
  ["before it stores the new tokens", "old", false],
  ["before it asks to store", "old", false],
  ["before it hears that it has stored", "new", true],
  ["when all is done", "new", true],
  // The header value is the second of the two secrets of `splitFormat`.
  ["before it asks to store the header value", "new", true],
  ["before it hears that it has stored the header value", "new", true],
] as const;

describe.each(STEPS)("a program that ends %s", (step, kept, works) => {
  const isSplit = step.includes("header");
  test(`leaves the whole ${kept} token set, ${works ? "which works" : "and the next program reports the end of the sign-in"}`, async ({
    server,
  }) => {
    const oauth = await createOAuthServer();
    const provider = providerAt(oauth.origin);
    const { host, port } = server;
    const options = { httpClient: Stripe.createFetchHttpClient(), host, port, protocol: "http", apiKey: "sk_test_app_a" } as const;
    const client = new SecretStoreClient({ ...options, scope: "account" });
    const format = isSplit ? splitFormat() : undefined;
    const store = createTokenStore({ client, name: "crm", refresh: provider.refresh, conflictWait: 300, ...(format && { format }) });
    const old = await store.save((await provider.exchange(await consent(provider)))!);

    const program = JSON.stringify({ step, emulator: server.url, provider: oauth.origin, name: "crm", isSplit });
    const env = { ...process.env, ENTRY: entry, PROGRAM: program, ENDED: old.access_token };
    const signal = await new Promise((ended) => {
      execFile(process.execPath, ["support/oauth/killed-program.mjs"], { cwd: here, env }, (error) => ended(error?.signal ?? error));
    });
    expect(signal, "it got as far as this step, and no farther").toBe("SIGKILL");

    const stored = (await createTokenStore({ client, name: "crm", refresh: provider.refresh, ...(format && { format }) }).get())!;
    if (isSplit) expect((await client.findSecret({ name: "crm.header" }))!.payload).toBe(`Bearer ${stored.access_token}`);
    expect(stored.access_token && stored.refresh_token).toBeTruthy();
    if (kept === "old") expect(stored).toEqual(old);
    else expect([stored.access_token, stored.refresh_token]).not.toContain(old.refresh_token);

    // The old access token is good for an hour still: the next program finds it refused.
    const outcome = await store
      .withToken(async (token) => ({ status: token === old.access_token ? 401 : 200 }))
      .catch(({ code }: { code: string }) => ({ status: code }));
    expect(outcome.status).toBe(works ? 200 : "signed_out");
    await oauth.close();
  });
});
