// Uses all exports of the client. TypeScript 4.7 can read it, and it fits `verbatimModuleSyntax`. An `any` in the declarations would remove an expected
// error, which is an error.

import { SecretStoreClient, SecretStoreError, implementation } from "stripe-secret-store";
import type {
  AppContext,
  CallOptions,
  CreateSecretParams,
  DeleteSecretParams,
  DeletedSecret,
  FindSecretParams,
  FoundSecret,
  HttpClient,
  HttpClientResponse,
  ListSecretsParams,
  Scope,
  Secret,
  SecretList,
  SecretScope,
  SecretStoreErrorCode,
  SecretStoreErrorDetails,
  SecretStoreOptions,
  UserContext,
} from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";

const httpClient: HttpClient = createEmulator().httpClient({ user: "usr_1" });
const userContext: UserContext = { id: "usr_1" };
const appContext: AppContext = { authorizedPermissions: ["secret_write"] as const };
const everything: SecretStoreOptions = {
  httpClient,
  userContext,
  scope: "user",
  appContext,
  apiKey: "made_up",
  apiVersion: "2026-10-28.endive",
  host: "api.example.com",
  port: 443,
  protocol: "https",
  timeout: 1_000,
  maxNetworkRetries: 2,
  cardNumbers: "reject",
};
const options: CallOptions = { signal: new AbortController().signal, timeout: 1_000, maxNetworkRetries: 0, idempotencyKey: "key" };
const scopes: [Scope, ...Scope[]] = ["user", "account", { type: "account" }, { type: "user" }, { type: "user", user: "usr_1" }];

/** Makes the four operations, gets an error, and returns the implementation, as four-operations.mjs does. */
export async function run(): Promise<string> {
  const secrets: SecretStoreClient = new SecretStoreClient(everything).forUser({ id: "usr_1" }).forAccount("acct_cactus");
  const params: CreateSecretParams = { name: "name ü", payload: "payload 😀", scope: scopes[0], expires_at: new Date(Date.now() + 60_000) };
  const created: Secret = await secrets.createSecret(params, options);
  await secrets.createSecret({ name: "name ü", payload: "payload 😀", expires_at: created.expires_at ?? null });
  const find: FindSecretParams = { name: "name ü" };
  const found: FoundSecret | null = await secrets.findSecret(find);
  const payload: string | null | undefined = found?.payload;
  const page: ListSecretsParams = { limit: 1 };
  const list: SecretList = await secrets.listSecrets(page);
  const remove: DeleteSecretParams = { name: "name ü" };
  const deleted: DeletedSecret = await secrets.deleteSecret(remove);
  const nothing = await secrets.findSecret(find);
  const refused: unknown = await secrets.createSecret({ name: "half \ud800", payload: "p" }).catch((error: unknown) => error);
  const code: SecretStoreErrorCode | undefined = refused instanceof SecretStoreError ? refused.code : undefined;
  const scope: SecretScope = created.scope;
  const user: string | undefined = scope.type === "user" ? scope.user : undefined;
  if (user !== "usr_1") throw new Error("it is not the user's");
  return JSON.stringify([
    implementation(),
    payload,
    list.data[0]?.name,
    deleted.deleted,
    nothing,
    code,
    SecretStoreError.is(refused),
    refused instanceof SecretStoreError,
  ]);
}

/** Is only compiled, never run. */
export async function wrong(secrets: SecretStoreClient): Promise<void> {
  // @ts-expect-error a client needs an HTTP client
  new SecretStoreClient({});
  // @ts-expect-error an unknown option
  new SecretStoreClient({ httpClient, colour: "red" });
  // @ts-expect-error no method of that name
  secrets.createSecrets;
  // @ts-expect-error a client cannot be iterated
  secrets[Symbol.iterator];
  // @ts-expect-error a secret needs a payload
  await secrets.createSecret({ name: "n" });
  // @ts-expect-error a payload is text
  await secrets.createSecret({ name: "n", payload: { a: 1 } });
  // @ts-expect-error Stripe's names, not ours
  await secrets.createSecret({ name: "n", payload: "p", expiresAt: 1 });
  // @ts-expect-error no scope of that kind
  await secrets.findSecret({ name: "n", scope: "team" });
  // @ts-expect-error an account has no user
  await secrets.findSecret({ name: "n", scope: { type: "account", user: "usr_1" } });
  // @ts-expect-error there may be none
  (await secrets.findSecret({ name: "n" })).payload;
  // @ts-expect-error a deleted secret has no name
  (await secrets.deleteSecret({ name: "n" })).payload;
  // @ts-expect-error a list is not an array
  (await secrets.listSecrets()).length;
  // @ts-expect-error no option of a call
  await secrets.listSecrets({}, { apiKey: "made_up" });
  // @ts-expect-error no implementation of that name
  if (implementation() === "native") return;

  const response: HttpClientResponse = await httpClient.makeRequest("h", "443", "/", "GET", {}, "", "https", 1);
  // @ts-expect-error a status is a number
  const status: string = response.getStatusCode();
  // @ts-expect-error a parsed value has an unknown type
  (await response.toJSON()).id;
  void status;
}

export function tell(error: unknown): string {
  if (!SecretStoreError.is(error)) throw error;
  const details: SecretStoreErrorDetails = { attempts: error.attempts, cause: error.cause };
  void new SecretStoreError("timeout", "a message", details);
  // @ts-expect-error a cause has an unknown type
  error.cause.message;
  // @ts-expect-error no code of that name
  if (error.code === "colour") return "";
  return `${error.code}: ${error.message}`;
}
