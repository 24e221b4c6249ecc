// Uses all exports of the entry in stripe-node's shape, with the rules of client.ts.

import { SecretStoreClient } from "stripe-secret-store";
import { createSecrets, createSecretsWith } from "stripe-secret-store/stripe";
import type {
  AutoPagingList,
  CreateSecretsOptions,
  SecretsClient,
  StripeCompatibleError,
  StripeCreateParams,
  StripeErrorClass,
  StripeErrorClasses,
  StripeErrorType,
  StripeListParams,
  StripeNameParams,
  StripeRawError,
  StripeRequestOptions,
  StripeResponse,
  StripeScope,
  StripeScopeParam,
  StripeSecret,
  StripeSecretList,
} from "stripe-secret-store/stripe";
import { createEmulator } from "stripe-secret-store/testing";

const scope: StripeScopeParam = { type: "account" };

/** Creates a secret, finds and lists it, and finds one that is not there. */
export async function run(): Promise<string> {
  const options: CreateSecretsOptions = { httpClient: createEmulator().httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } };
  const secrets: SecretsClient = createSecrets(options);
  const params: StripeCreateParams = { name: "n", payload: "p", scope };
  const own: StripeRequestOptions = { idempotencyKey: "key" };
  const created: StripeResponse<StripeSecret> = await secrets.create(params, own);
  const owner: StripeScope = created.scope;
  const named: StripeNameParams = { name: "n", scope, expand: ["payload"] };
  const { payload } = await createSecretsWith(SecretStoreClient, options).find(named);
  const page: StripeListParams = { scope, limit: 1 };
  const list: AutoPagingList<StripeResponse<StripeSecretList>, StripeSecret> = secrets.list(page);
  const all = await list.autoPagingToArray({ limit: 10 });
  const error: StripeCompatibleError = await secrets.find({ name: "nothing", scope }).then(
    () => Promise.reject(new Error("It was found.")),
    (thrown) => thrown,
  );
  const type: StripeErrorType = error.type;
  const raw: StripeRawError = error.raw;
  return JSON.stringify([owner.type, payload, all.map(({ name }) => name), type, raw.code, created.lastResponse.statusCode]);
}

/** Is only compiled, never run. */
export async function wrong(secrets: SecretsClient, Class: StripeErrorClass, errors: StripeErrorClasses): Promise<void> {
  createSecrets({ httpClient: createEmulator().httpClient(), errors: { ...errors, StripeAPIError: Class } });
  // @ts-expect-error a name is text
  await secrets.find({ name: 1, scope });
  // @ts-expect-error a payload is text
  await secrets.create({ name: "n", payload: 1, scope });
}
