// Runs programs that were written for stripe-node with one changed line, which puts `stripe-secret-store/stripe` in the place of stripe-node's client: the two of
// Stripe's example (uses/guide/), and the three uses of public apps.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import Stripe from "stripe";
import { createSecrets } from "stripe-secret-store/stripe";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, vi } from "vitest";
import { test } from "../clients/server";
import { accountTokens } from "./uses/account-tokens/before";
import type * as backend from "./uses/guide/backend";
import type * as extension from "./uses/guide/extension";
import { userSettings } from "./uses/user-settings/before";
import type * as worker from "./uses/worker-token/before";

const USER = "usr_1";
const KEY = "sk_test_app_a";
const uses = join(import.meta.dirname, "uses");

let folder: string;
beforeAll(() => {
  // In the project, so that the programs find their packages.
  const target = join(import.meta.dirname, "../../target");
  mkdirSync(target, { recursive: true });
  folder = mkdtempSync(join(target, "drop-in-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator();
  vi.stubGlobal("createHttpClientOfTest", () => emulator.httpClient({ user: USER }));
  vi.spyOn(console, "debug").mockReturnValue();
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

/** Loads a program as it is, and with another expression in the place of `new Stripe(…)`. */
async function versionsOf<Program>(file: string, expression: string): Promise<Record<string, Program>> {
  const source = readFileSync(join(uses, file), "utf8");
  const constructing = source.split("\n").filter((line) => line.includes("new Stripe("));
  expect(constructing).toHaveLength(1);
  const added = `import { createSecrets } from "stripe-secret-store/stripe";\n`;
  const changed = added + source.replace(/new Stripe\(.*\);$/m, `{ apps: { secrets: ${expression} } };`);
  const load = async (contents: string, name: string) => {
    const outfile = join(folder, `${file.replaceAll("/", "-")}.${name}.mjs`);
    await build({
      stdin: { contents, resolveDir: join(uses, file, ".."), loader: "ts" },
      ...{ outfile, bundle: true, packages: "external", format: "esm", logLevel: "error" },
      banner: { js: `const createHttpClientOfTest = () => globalThis.createHttpClientOfTest();` },
      plugins: [SDK],
    });
    return import(/* @vite-ignore */ outfile) as Promise<Program>;
  };
  return { "stripe-node": await load(source, "before"), "this package": await load(changed, "after") };
}

/** The part of the SDK that sends requests, over the test's emulator. */
const SDK = {
  name: "sdk",
  setup(setup: import("esbuild").PluginBuild) {
    setup.onResolve({ filter: /ui-extension-sdk/ }, ({ path }) => ({ path, namespace: "sdk" }));
    setup.onLoad({ filter: /.*/, namespace: "sdk" }, () => ({
      contents: `export const STRIPE_API_KEY = "DO_NOT_PASS_A_REAL_API_KEY"; export const createHttpClient = createHttpClientOfTest;`,
    }));
  },
};

describe("Stripe's example", () => {
  test("works in its backend, with the same answers and statuses", async ({ server }) => {
    const { hostname: host, port } = new URL(server.url);
    const expression = "createSecrets({ ...connection, apiKey: key, httpClient: Stripe.createFetchHttpClient() })";
    const versions = await versionsOf<typeof backend>("guide/backend.ts", expression);
    const results: unknown[][] = [];
    for (const [index, { guideBackend }] of Object.values(versions).entries()) {
      const origin = await listen(guideBackend({ key: KEY, host, port: Number(port), protocol: "http" }));
      const user_id = `usr_of_drop_in_${index}`;
      const ask = async (path: string, fields: Record<string, string>) => {
        const form = new URLSearchParams({ user_id, ...fields });
        const response = /^\/(find|list)/.test(path)
          ? await fetch(`${origin}${path}?${form}`)
          : await fetch(origin + path, { method: "POST", body: form });
        return [response.status, comparable(await response.json())];
      };
      results.push([
        await ask("/set_secret", { secret_name: "token", secret_value: "made up", secret_expiry: "4000000000" }),
        await ask("/set_secret", { secret_name: "other", secret_value: "made up" }),
        await ask("/find_secret", { secret_name: "token" }),
        await ask("/list_secrets", {}),
        await ask("/delete_secret", { secret_name: "token" }),
        await ask("/find_secret", { secret_name: "token" }),
        await ask("/delete_secret", { secret_name: "token" }),
        // The messages of a refusal differ: this package refuses it before it is sent.
        (await ask("/set_secret", { secret_name: "", secret_value: "made up" }))[0],
        (await ask("/set_secret", { secret_name: "token", secret_value: "made up", secret_expiry: "soon" }))[0],
        (await ask("/set_secret", { secret_name: "token", secret_value: "made up", secret_expiry: "1" }))[0],
        (await ask("/set_secret", { secret_name: "token", secret_value: "made up", secret_expiry: "" }))[0],
      ]);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[0]!.slice(-6)).toEqual([[404, expect.anything()], [404, expect.anything()], 400, 400, 400, 400]);
  });

  test("works in its view, with the same texts", async () => {
    const versions = await versionsOf<typeof extension>(
      "guide/extension.ts",
      'createSecrets({ httpClient: createHttpClient(), userContext: { id: "usr_1" } })',
    );
    const texts: string[][] = [];
    for (const { guideForm } of Object.values(versions)) {
      const form = guideForm(USER);
      await form.list();
      await form.set("token", "made up", "4000000000");
      await form.set("other", "made up");
      await form.get("token");
      await form.list();
      await form.remove("token");
      await form.get("token");
      texts.push(form.logs);
      await form.remove("other");
    }
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[0]).toContain("token has value made up, expiration 4000000000");
  });
});

describe("a public app", () => {
  const secrets = () =>
    createSecrets({
      httpClient: emulator.httpClient({ user: USER }),
      userContext: { id: USER },
      errors: Stripe.errors,
      maxNetworkRetries: 0,
    });
  const stripe = () => ({ apps: { secrets: secrets() } }) as unknown as Stripe;

  test("keeps tokens of the account in three secrets", async () => {
    const refresh = async () => ({ access_token: "second", refresh_token: "second" });
    const tokens = accountTokens(stripe(), refresh);
    await tokens.save({ access_token: "first", refresh_token: "first", region: "eu" });
    const answer = await tokens.call(async (authorization) => ({ status: authorization === "Bearer second" ? 200 : 401 }));
    expect([answer, await tokens.region()]).toEqual([{ status: 200 }, "eu"]);
    await tokens.clear();
    expect(await tokens.region()).toBeNull();
  });

  test("keeps a user's settings as JSON, and recognises stripe-node's error", async () => {
    const settings = userSettings(stripe(), USER);
    expect(await settings.load()).toBeNull();
    await settings.save({ theme: "dark" });
    expect(await settings.load()).toEqual({ theme: "dark" });
    await settings.clear();
    await settings.clear();
    expect(await settings.load()).toBeNull();
  });

  test("reads an account's token in a worker", async ({ server }) => {
    const { hostname: host, port } = new URL(server.url);
    const expression = "createSecrets({ ...connection, apiKey: keys[mode], httpClient: Stripe.createFetchHttpClient() })";
    const versions = await versionsOf<typeof worker>("worker-token/before.ts", expression);
    const body = new URLSearchParams({ name: "NOTION_AUTH_TOKEN", payload: "made up", "scope[type]": "account" });
    const headers = { Authorization: `Bearer ${KEY}`, "Stripe-Account": "acct_cactus" };
    await fetch(`${server.url}/v1/apps/secrets`, { method: "POST", headers, body });
    for (const { workerToken } of Object.values(versions)) {
      const find = workerToken({ keys: { test: KEY, live: "sk_live_app_a" }, host, port: Number(port), protocol: "http" });
      expect(await find("acct_cactus", "test")).toBe("made up");
      expect(await find("acct_cactus", "live")).toBeNull();
    }
  });
});

/** Serves a program, and returns its origin. */
async function listen(app: unknown): Promise<string> {
  const server = createServer(app as RequestListener).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Returns an answer without what differs between two runs. */
const comparable = (answer: unknown) =>
  JSON.parse(
    JSON.stringify(answer, (name, value) => (/^(created|headers|requestId|user|request_log_url)$/.test(name) ? undefined : value)).replace(
      /appsecret_\w+/g,
      "appsecret",
    ),
  ) as unknown;
