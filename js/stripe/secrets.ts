// stripe-node's four methods over the client.

import { SecretStoreClient, type SecretStoreError, type SecretStoreOptions } from "../index.js";
import { errorOf, type StripeErrorClasses } from "./error.js";
import { autoPaging, type AutoPagingList } from "./list.js";
import { recorder, type RecordedAnswer } from "./recorder.js";
import type {
  StripeCreateParams,
  StripeListParams,
  StripeNameParams,
  StripeRequestOptions,
  StripeResponse,
  StripeSecret,
  StripeSecretList,
} from "./types.js";

/** Options of {@link createSecrets}: those of a client, and stripe-node's error classes. */
export interface CreateSecretsOptions extends SecretStoreOptions {
  /** `Stripe.errors`. With it, calls reject with instances of these classes, so that `instanceof` works. */
  errors?: StripeErrorClasses | undefined;
}

/** The Secret Store with the methods of stripe-node's `stripe.apps.secrets`. Each rejects with a {@link StripeCompatibleError}. */
export interface SecretsClient {
  /**
   * Creates a secret, or replaces the one of the same name in the same scope.
   *
   * @param params The name, the payload and the scope.
   * @param options The options of this call.
   * @example
   * ```ts
   * const scope = { type: "user", user: "usr_1" } as const;
   * await stripeSecrets.create({ name: "dropbox_token", payload: token, scope, expires_at: 1_900_000_000 });
   * ```
   */
  create(params: StripeCreateParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
  /**
   * Finds a secret by name and scope. Rejects with the code `resource_missing` if it does not exist.
   *
   * @param params The name and the scope; `expand: ["payload"]` for the payload.
   * @param options The options of this call.
   * @example
   * ```ts
   * const scope = { type: "account" } as const;
   * await stripeSecrets.create({ name: "token", payload: token, scope });
   * const { payload } = await stripeSecrets.find({ name: "token", scope, expand: ["payload"] });
   * ```
   */
  find(params: StripeNameParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
  /**
   * Lists the secrets of a scope: a page as a promise, or all pages by iteration.
   *
   * @param params The scope, and which page.
   * @param options The options of this call.
   * @example
   * ```ts
   * for await (const { name } of stripeSecrets.list({ scope: { type: "account" } })) console.log(name);
   * ```
   */
  list(params: StripeListParams, options?: StripeRequestOptions): AutoPagingList<StripeResponse<StripeSecretList>, StripeSecret>;
  /**
   * Deletes a secret by name and scope. Rejects with the code `resource_missing` if it does not exist.
   *
   * @param params The name and the scope.
   * @param options The options of this call.
   * @example
   * ```ts
   * const scope = { type: "account" } as const;
   * await stripeSecrets.create({ name: "no_longer_wanted", payload: token, scope });
   * const { deleted } = await stripeSecrets.deleteWhere({ name: "no_longer_wanted", scope });
   * ```
   */
  deleteWhere(params: StripeNameParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
}

type Method = "createSecret" | "findSecret" | "listSecrets" | "deleteSecret";
type Options = Record<string, unknown>;

/** Copies an object. The client refuses any other value, and says what it takes. */
const copyOf = <T>(given: T): T =>
  typeof given === "object" && given && !Array.isArray(given) ? Object.assign(Object.create(null), given) : given;

/**
 * Creates the Secret Store in the shape of `stripe.apps.secrets`, over the client of the entry `stripe-secret-store`. Sends nothing.
 *
 * @param options The options of a client: `httpClient`, and in an extension `userContext`; `errors: Stripe.errors` for stripe-node's classes.
 * @throws {SecretStoreError} `invalid_option`, `invalid_scope`
 * @example
 * ```ts
 * import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
 *
 * const stripeSecrets = createSecrets({ httpClient: createHttpClient(), userContext });
 * await stripeSecrets.create({ name: "dropbox_token", payload: token, scope: { type: "user" } });
 * ```
 */
export const createSecrets = (options: CreateSecretsOptions): SecretsClient => createSecretsWith(SecretStoreClient, options);

/**
 * Creates the same over the client of another entry, such as `stripe-secret-store/wasm`.
 *
 * @param Client The class.
 * @param options The options of a client.
 * @throws {SecretStoreError} `invalid_option`, `invalid_scope`
 * @example
 * ```ts
 * import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
 * import { SecretStoreClient } from "stripe-secret-store/wasm";
 *
 * const stripeSecrets = createSecretsWith(SecretStoreClient, { httpClient: createHttpClient(), userContext });
 * ```
 */
export function createSecretsWith(
  Client: new (options: SecretStoreOptions) => SecretStoreClient,
  options: CreateSecretsOptions,
): SecretsClient {
  const base = copyOf(options);
  const { errors, httpClient } = Object(base) as CreateSecretsOptions;
  delete Object(base).errors;
  // Refuses invalid options.
  new Client(base);

  /** Carries out one call with a client of its own, which records the answer. */
  function call<T extends object>(method: Method, given: object | undefined, givenOptions: object | undefined): Promise<StripeResponse<T>> {
    const answer: RecordedAnswer = { headers: {} };
    const params: any = copyOf(given);
    delete Object(params).expand;
    // A number of a form is a text, which stripe-node sends as it is.
    for (const name of ["expires_at", "limit"]) if (typeof Object(params)[name] === "string") params[name] = +params[name];
    // stripe-node accepts null, too.
    const options = copyOf((givenOptions || undefined) as Options);
    const ofClient = Object.assign(copyOf(base), { httpClient: recorder(httpClient, answer) });
    // Request options that are a client's here.
    for (const name of ["apiKey", "apiVersion", "host"] as const)
      if (Object(options)[name] !== undefined) {
        ofClient[name] = options[name] as string;
        delete options[name];
      }
    return new Promise<object | null>((resolve) => resolve(new Client(ofClient)[method](params, options)))
      .then((result) => (result ? withLastResponse(result as T, answer) : Promise.reject()))
      .catch((error?: SecretStoreError) => {
        throw errorOf(error, answer, errors);
      });
  }

  /** Returns the method of a call whose result is a secret. The secret has its payload if `expand` asks for it. */
  const methodOf =
    (method: Method) =>
    (params: StripeNameParams & { payload?: string }, options?: object): Promise<StripeResponse<StripeSecret>> =>
      call<StripeSecret>(method, params, options).then((secret) => {
        const isExpanded = (params.expand || []).includes("payload");
        const value = (isExpanded && (secret.payload || params.payload)) || null;
        // stripe-node declares a payload that is not expanded as `null`, and its result has none: so this one is not enumerable.
        return Object.defineProperty(secret, "payload", { value, enumerable: isExpanded });
      });

  return {
    create: methodOf("createSecret"),
    find: methodOf("findSecret"),
    list: (given, options) => {
      // Later pages are of the parameters at the call.
      const params = copyOf(given);
      const isBackwards = !!Object(params).ending_before;
      const pageAfter = (secret?: StripeSecret) => {
        if (secret) params[isBackwards ? "ending_before" : "starting_after"] = secret.id;
        return call<StripeSecretList>("listSecrets", params, options);
      };
      return autoPaging(pageAfter, isBackwards);
    },
    deleteWhere: methodOf("deleteSecret"),
  };
}

/** Returns a copy of a result, with stripe-node's `lastResponse`. */
function withLastResponse<T extends object>(result: T, { status = 0, headers }: RecordedAnswer): StripeResponse<T> {
  const value = {
    headers,
    requestId: headers["request-id"] || "",
    statusCode: status,
    apiVersion: headers["stripe-version"],
    idempotencyKey: headers["idempotency-key"],
    stripeAccount: headers["stripe-account"],
  };
  return Object.defineProperty(Object.assign({}, result), "lastResponse", { value }) as StripeResponse<T>;
}
