// The declarations, as strict consumers compile them.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { declarations, here } from "../support/paths";
import { typeCheck } from "../support/type-check";

/** Gives undefined for every optional option and parameter, as a caller does who passes on what it was given. */
const OPTIONAL = `
import { SecretStoreClient, SecretStoreError, type HttpClient, type CallOptions, type UserContext } from "stripe-secret-store";

declare const httpClient: HttpClient;
const none = undefined;
const context: UserContext = { id: none };
const call: CallOptions = { signal: none, timeout: none, maxNetworkRetries: none, idempotencyKey: none, stripeAccount: none, stripeContext: none };
const secrets = new SecretStoreClient({
  httpClient, userContext: context, scope: none, appContext: { authorizedPermissions: none }, apiKey: none, apiVersion: none, stripeAccount: none,
  stripeContext: none, host: none, port: none, protocol: none, timeout: none, maxNetworkRetries: none, cardNumbers: none,
});
export async function run(): Promise<string | undefined> {
  await secrets.createSecret({ name: "n", payload: "p", scope: none, expires_at: none }, call);
  await secrets.listSecrets({ scope: none, limit: none, starting_after: none, ending_before: none }, none);
  await secrets.deleteSecret({ name: "n", scope: { type: "user", user: none } });
  secrets.locate({ scope: none });
  new SecretStoreError("not_found", "m", { param: none, status: none, retryable: none, attempts: none, cause: none });
  const found = await secrets.findSecret({ name: "n", scope: none });
  return found?.payload;
}
`;

/** Uses every entry with types of its own for what the DOM library declares. */
const WITHOUT_DOM = `
import type { AbortSignalLike } from "stripe-secret-store";
import { createOAuthProvider, createTokenStore, OAuthError, type Fetch } from "stripe-secret-store/oauth";
import { jsonSecret, type StandardSchema } from "stripe-secret-store/json";
import { createHttpClient, SignatureError, verifyStripeExpress, verifyStripeHono, verifyStripeRequest, withReadCache } from "stripe-secret-store/node";
import { observe } from "stripe-secret-store/observe";
import { withBulk } from "stripe-secret-store/bulk";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";
import { SecretStoreClient } from "stripe-secret-store/js";
import * as wasm from "stripe-secret-store/wasm";

const fetch: Fetch = async (url, { method, headers, body }) => ({
  ok: true,
  status: [url, method, headers, body].length,
  headers: { get: (name) => name },
  text: async () => "{}",
});
declare const signal: AbortSignalLike;
const secrets = new SecretStoreClient({ httpClient: createEmulator().httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
const options = { authorizationEndpoint: "https://a.example", tokenEndpoint: "https://t.example", clientId: "c", redirectUri: "r", fetch };
const provider = createOAuthProvider(options);
const tokens = createTokenStore({ client: secrets, name: "oauth", refresh: provider.refresh });
const server = connectEmulator({ href: "http://127.0.0.1:12111" });
declare const schema: StandardSchema<{ theme: string }>;
const settings = jsonSecret(secrets, "settings", schema, { scope: "account" });
const signed = { secret: "absec_made_up" };
const request = { headers: { get: () => null }, bodyUsed: false };
export const bulk = withBulk(withReadCache(secrets, { ttl: 1 })).refresh();
export const backend = [observe(createHttpClient(), { onResponse: undefined }), verifyStripeExpress(signed), verifyStripeHono(signed), withReadCache(secrets, { ttl: 1 })];
export const answer = verifyStripeRequest(request, signed).catch((error) => SignatureError.is(error) && error.getResponse());
export const used = [secrets.listSecrets({}, { signal }), tokens, server, OAuthError, wasm.SecretStoreClient, settings];
`;

const WITH_DOM = `
import { type Fetch } from "stripe-secret-store/oauth";
import { connectEmulator } from "stripe-secret-store/testing";

export const mine: Fetch = fetch;
export const theirs: typeof fetch = mine;
export const server = connectEmulator(new URL("http://127.0.0.1:12111"));
`;

const CODES = [...(/type SecretStoreErrorCode = ([^;]+);/.exec(declarations)?.[1] ?? "").matchAll(/"\w+"/g)].map(([code]) => code);

const CONSUMER = `
import {
  SecretStoreClient, SecretStoreError,
  type AppContext, type CallOptions, type CreateSecretParams, type DeletedSecret, type DeleteSecretParams, type FindSecretParams,
  type FoundSecret, type HttpClient, type HttpClientResponse, type ListSecretsParams, type Scope, type Secret, type SecretList,
  type SecretScope, type SecretStoreErrorCode, type SecretStoreErrorDetails, type SecretStoreOptions, type UserContext,
} from "stripe-secret-store";
import {
  connectEmulator, createEmulator,
  type Account, type App, type Assumption, type AssumptionName, type Clock, type ConnectOptions, type Emulator, type EmulatorConnection,
  type EmulatorHttpClient, type EmulatorKey, type EmulatorOptions, type EmulatorResponse, type Fault, type FaultKind, type Health,
  type Installation, type Permission, type RequestEntry, type Unsubscribe, type User, type Identity, type World, type WorldAccount,
  type WorldApp, type WorldKey, type WorldSecret, type WorldState,
} from "stripe-secret-store/testing";

const identity: Identity = { app: "app_a", account: "acct_cactus", user: "usr_1", livemode: false };
const emulator: Emulator = createEmulator({ now: () => Date.now(), snapshot: "{}" });
const client: EmulatorHttpClient = emulator.httpClient(identity);
const entries: readonly RequestEntry[] = emulator.requests;
const httpClient: HttpClient = client;

const apps: WorldApp[] = [{ id: "app_1", owner: "acct_us", distribution: "uploaded" }];
const accounts: WorldAccount[] = [{ id: "acct_1", users: [{ id: "usr_1" }], installed: ["app_1"] }];
const keys: WorldKey[] = [{ key: "sk_test_mine", app: "app_1" }];
const kept: WorldSecret[] = [{ app: "app_1", account: "acct_1", name: "n", payload: "p", expires_in: 60 }];
const world: World = { apps, accounts, keys, secrets: kept };
const begun: EmulatorOptions = { world, seeded: true, assumptions: { century: false } };
const place: Installation = { app: "app_1", account: "acct_1" };
const permission: Permission = { ...place, permission: "secret_write" };
const name: AssumptionName = "any_name";
const kind: FaultKind = "hang";
const faults: Fault[] = [
  { kind: "status", status: 503, shouldRetry: true }, { kind, count: 2 }, { kind: "latency", delay: 1 }, { kind: "empty", method: "POST", executed: true },
];

export async function useEmulators(): Promise<void> {
  const local: Emulator = createEmulator(begun);
  const there: EmulatorConnection = connectEmulator("http://127.0.0.1:12111", { timeout: 1 } satisfies ConnectOptions);
  for (const one of [local, there]) {
    await one.fail(faults);
    await one.stopFailing();
    await one.grant(permission);
    await one.revoke(place);
    await one.install(place);
    await one.uninstall(place);
    await one.setAssumption(name, false);
    await one.advance(1_000);
    one.httpClient({ user: "usr_1" });
  }
  const state: WorldState = local.world;
  const [app, account, key]: [App?, Account?, EmulatorKey?] = [state.apps[0], state.accounts[0], (await there.keys())[0]];
  const user: User | undefined = account?.users[0];
  const assumed: readonly Assumption[] = await there.assumptions();
  const health: Health = await there.health();
  const clock: Clock = await there.advance(1_000);
  const stop: Unsubscribe = await there.onRequest((entry: RequestEntry) => void entry.caller?.app, (error: Error) => void error.message);
  const answer: EmulatorResponse = await local.httpClientByKey().makeRequest("h", 1, "/", "GET", {}, null, "https", 1);
  stop();
  local.reset({ seed: true });
  await there.reset({ seed: false });
  void [app, user, key, assumed, health.store, clock.now, answer.getStatusCode(), local.faults, await there.faults(), await there.requests()];

  // @ts-expect-error a hang has no status
  local.fail({ kind: "hang", status: 500 });
  // @ts-expect-error nothing answers that could advise
  local.fail({ kind: "no_answer", shouldRetry: true });
  // @ts-expect-error latency of how long?
  local.fail({ kind: "latency" });
  // @ts-expect-error no kind of that name
  local.fail({ kind: "colour" });
  // @ts-expect-error no assumption of that name
  local.setAssumption("colour", false);
  // @ts-expect-error an app and an account
  local.grant({ app: "app_1" });
  // @ts-expect-error who asks may be unknown
  local.requests[0]!.caller.app;
}

const userContext: UserContext = { id: "usr_1" };
const appContext: AppContext = { authorizedPermissions: ["secret_write"] as const };
const everything: SecretStoreOptions = {
  httpClient, userContext, scope: "user", appContext, apiKey: "sk", apiVersion: "v", stripeAccount: "acct_1", host: "h", port: 443,
  protocol: "https", timeout: 1, maxNetworkRetries: 2, cardNumbers: "reject",
};
const options: CallOptions = { signal: new AbortController().signal, timeout: 1, maxNetworkRetries: 0, idempotencyKey: "k", stripeAccount: "a" };
const scopes: Scope[] = ["user", "account", { type: "account" }, { type: "user" }, { type: "user", user: "usr_1" }];

export async function use(): Promise<void> {
  const secrets: SecretStoreClient = new SecretStoreClient(everything).forUser({ id: null }).forAccount("acct_1");
  const params: CreateSecretParams = { name: "n", payload: "p", scope: scopes[0]!, expires_at: new Date() };
  const created: Secret = await secrets.createSecret(params, options);
  await secrets.createSecret({ name: "n", payload: "p", expires_at: created.expires_at ?? null });
  const find: FindSecretParams = { name: "n" };
  const found: FoundSecret | null = await secrets.findSecret(find);
  const payload: string | undefined = found?.payload;
  const page: ListSecretsParams = { limit: 1, starting_after: created.id };
  const list: SecretList = await secrets.listSecrets(page);
  await secrets.listSecrets();
  const remove: DeleteSecretParams = { name: "n" };
  const deleted: DeletedSecret = await secrets.deleteSecret(remove);
  const scope: SecretScope = created.scope;
  const user: string | undefined = scope.type === "user" ? scope.user : undefined;
  const response: HttpClientResponse = await client.makeRequest("h", 1, "/", "GET", {}, null, "https", 1);
  void [payload, list.has_more, deleted.deleted, user, response.getStatusCode(), entries];

  // @ts-expect-error a client needs an HTTP client
  new SecretStoreClient({});
  // @ts-expect-error an unknown option
  new SecretStoreClient({ httpClient, colour: "red" });
  // @ts-expect-error a secret needs a payload
  await secrets.createSecret({ name: "n" });
  // @ts-expect-error a payload is text
  await secrets.createSecret({ name: "n", payload: { a: 1 } });
  // @ts-expect-error stripe's names, not ours
  await secrets.createSecret({ name: "n", payload: "p", expiresAt: 1 });
  // @ts-expect-error no scope of that kind
  await secrets.findSecret({ name: "n", scope: "team" });
  // @ts-expect-error an account has no user
  await secrets.findSecret({ name: "n", scope: { type: "account", user: "usr_1" } });
  // @ts-expect-error there may be none
  (await secrets.findSecret({ name: "n" })).payload;
  // @ts-expect-error no option of a call
  await secrets.listSecrets({}, { apiKey: "sk" });
}

export function tell(error: unknown): string {
  if (!SecretStoreError.is(error)) throw error;
  const details: SecretStoreErrorDetails = error;
  void new SecretStoreError("timeout", "a message", { attempts: 1, cause: details });
  // @ts-expect-error no code of that name
  if (error.code === "colour") return "";
  const code: SecretStoreErrorCode = error.code;
  switch (code) {
${CODES.map((code) => `    case ${code}:`).join("\n")}
      return error.message;
    default: {
      const none: never = code;
      return none;
    }
  }
}
`;

// The SDK's declarations and stripe-node's have conflicts when libraries are checked, in any program. So the strictest settings
// compile only our own declarations.
const WITH_HOSTS = `
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";

export const inAnExtension = ({ userContext, appContext }: ExtensionContextValue) =>
  new SecretStoreClient({ httpClient: createHttpClient(), userContext, appContext });
export const inABackend = new SecretStoreClient({ httpClient: Stripe.createFetchHttpClient(), apiKey: "sk" });
export const inNode = new SecretStoreClient({ httpClient: Stripe.createNodeHttpClient(), apiKey: "sk" });
export const theirs = new Stripe("sk", { httpClient: createEmulator().httpClient() });
export const onAServer = new Stripe("sk", { httpClient: connectEmulator().httpClient() });
`;

/** Assigns the methods of the entry `/stripe` to those of a version of stripe-node. Importing an older one declares the module `stripe` as it was. */
const asStripeNode = (version: string) => `
${version === "stripe" ? "" : `import "${version}";`}
import Stripe from "stripe";
import { createSecrets } from "stripe-secret-store/stripe";

type Theirs = Pick<Stripe["apps"]["secrets"], "create" | "find" | "list" | "deleteWhere">;
export const theirs: Theirs = createSecrets({ httpClient: Stripe.createNodeHttpClient(), errors: Stripe.errors });
// @ts-expect-error no number is a secret's name
theirs.find({ name: 1, scope: { type: "account" } });
`;
const STRIPE_NODES = ["stripe-13", "stripe-17", "stripe"];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(here, "node_modules", "types-"));
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  await writeFile(join(folder, "consumer.ts"), CONSUMER);
  await writeFile(join(folder, "optional.ts"), OPTIONAL);
  await writeFile(join(folder, "without-dom.ts"), WITHOUT_DOM);
  await writeFile(join(folder, "with-dom.ts"), WITH_DOM);
  await writeFile(join(folder, "with-hosts.ts"), WITH_HOSTS);
  for (const version of STRIPE_NODES) await writeFile(join(folder, `${version}.ts`), asStripeNode(version));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Returns the compiler's messages about a file. */
async function compile(file: string, options: object) {
  const compilerOptions = {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    strict: true,
    noEmit: true,
    types: [],
    ...options,
  };
  const project = join(folder, `${Math.random()}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: [file] }));
  return typeCheck(project);
}

const OPTIONS = {
  bundler: { lib: ["es2022", "dom"] },
  nodenext: { lib: ["es2022", "dom"], module: "nodenext", moduleResolution: "nodenext" },
  exactOptionalPropertyTypes: { lib: ["es2022", "dom"], exactOptionalPropertyTypes: true },
  "every other strictness": {
    lib: ["esnext", "dom"],
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
  },
};

describe("compiles clean, libraries checked", () => {
  test("includes every code", () => expect(CODES.length).toBeGreaterThan(20));

  test.concurrent.each(Object.keys(OPTIONS) as (keyof typeof OPTIONS)[])("%s", async (name) => {
    expect(await compile("consumer.ts", { skipLibCheck: false, ...OPTIONS[name] })).toBe("");
  });
});

test("needs no DOM library", async () => {
  expect(await compile("without-dom.ts", { lib: ["es2020"], skipLibCheck: false })).toBe("");
});

test("accepts the platform's own fetch and URL", async () => {
  expect(await compile("with-dom.ts", { skipLibCheck: false, lib: ["es2020", "dom"] })).toBe("");
});

describe("accepts undefined for optional fields, and needs no DOM library", () => {
  test.concurrent.each([false, true])("exactOptionalPropertyTypes: %s", async (exactOptionalPropertyTypes) => {
    expect(await compile("optional.ts", { lib: ["es2020"], skipLibCheck: false, exactOptionalPropertyTypes })).toBe("");
  });
});

test.concurrent.each(STRIPE_NODES)("gives the entry /stripe the types of %s", async (version) => {
  expect(await compile(`${version}.ts`, { lib: ["es2022", "dom"], types: ["node"], skipLibCheck: true })).toBe("");
});

describe("accepts the HTTP clients of others without a cast", () => {
  test.concurrent.each([false, true])("exactOptionalPropertyTypes: %s", async (exactOptionalPropertyTypes) => {
    expect(
      await compile("with-hosts.ts", { lib: ["es2022", "dom"], types: ["node"], skipLibCheck: true, exactOptionalPropertyTypes }),
    ).toBe("");
  });
});
