// A secret whose payload is JSON that fits a schema.

import type { CallOptions, CreateSecretParams, DeletedSecret, Scope, Secret, SecretStoreClient } from "../index.js";
import { checkOptions, storeError } from "../store-error.js";
import type { StandardSchema } from "./standard-schema.js";
import { readJson } from "./validate.js";

/** The methods of a client that {@link jsonSecret} calls. `withLargePayloads(client)` has them too. */
export type JsonClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;

/** Options of {@link jsonSecret}. */
export interface JsonSecretOptions {
  /** The scope of the secret. Default: the client's scope. */
  scope?: Scope | undefined;
}

/** Parameters of {@link JsonSecret.create}. */
export type NewJsonSecret = Pick<CreateSecretParams, "expires_at">;

/**
 * A secret whose payload is JSON.
 *
 * Besides the codes of the client, `find` and `create` reject with an {@link UnreadablePayload}. It has the paths of the values that do not fit, and
 * nothing else of the payload.
 *
 * @typeParam Input The type that the schema accepts, and that `create` takes.
 * @typeParam Output The type that the schema returns, and that `find` gives.
 */
export interface JsonSecret<Input, Output> {
  /**
   * Reads the secret, and returns the schema's output for it. Returns `null` if there is no such secret.
   *
   * @param options The options of the call.
   * @throws `unreadable_payload` if the payload is not JSON or does not fit the schema
   * @example
   * ```ts
   * import * as z from "zod";
   *
   * const Settings = z.object({ theme: z.string(), size: z.number().default(12) });
   * const settings = jsonSecret(secrets, "settings", Settings);
   * await settings.create({ theme: "dark" });
   * console.log((await settings.find())?.size); // 12
   * ```
   */
  find(options?: CallOptions): Promise<Output | null>;
  /**
   * Creates or replaces the secret. It stores the value itself as JSON, not the schema's output, which may not be a valid input. A value that `find`
   * could not read later is refused before it is sent.
   *
   * @param value The value. A promise is awaited.
   * @param params The expiry.
   * @param options The options of the call.
   * @throws `unreadable_payload` if the value does not fit the schema once it is JSON
   * @throws {SecretStoreError} `invalid_payload` if the value cannot be written as JSON, or takes over 5,000 characters
   * @example
   * ```ts
   * import * as v from "valibot";
   *
   * const settings = jsonSecret(secrets, "settings", v.object({ theme: v.string() }), { scope: "account" });
   * await settings.create({ theme: "dark" }, { expires_at: new Date("2030-01-01") });
   * ```
   */
  create(value: Input | PromiseLike<Input>, params?: NewJsonSecret, options?: CallOptions): Promise<Secret>;
  /**
   * Deletes the secret.
   *
   * @param options The options of the call.
   * @throws {SecretStoreError} `not_found` if there is no such secret
   * @example
   * ```ts
   * import { type } from "arktype";
   *
   * const settings = jsonSecret(secrets, "settings", type({ theme: "string" }));
   * await settings.create({ theme: "dark" });
   * await settings.delete();
   * console.log(await settings.find()); // null
   * ```
   */
  delete(options?: CallOptions): Promise<DeletedSecret>;
}

/**
 * Returns a secret whose payload is JSON that fits a schema. Sends nothing.
 *
 * @typeParam Input The type that the schema accepts.
 * @typeParam Output The type that it returns.
 * @param client The client.
 * @param name The secret's name, 1 to 5,000 characters.
 * @param schema A schema of zod, valibot, arktype or another library with Standard Schema. It may be asynchronous.
 * @param options The scope.
 * @throws {SecretStoreError} `invalid_option` for an unknown option, or a schema without Standard Schema
 * @example
 * ```ts
 * import * as z from "zod";
 *
 * const settings = jsonSecret(secrets, "settings", z.object({ theme: z.enum(["light", "dark"]) }));
 * await secrets.createSecret({ name: "settings", payload: '{"theme":"pink"}' });
 * await settings.find().catch(({ code, paths }) => console.log(code, ...paths)); // unreadable_payload theme
 * ```
 */
export function jsonSecret<Input, Output = Input>(
  client: JsonClient,
  name: string,
  schema: StandardSchema<Input, Output>,
  options: JsonSecretOptions = {},
): JsonSecret<Input, Awaited<Output>> {
  checkOptions(options, "scope");
  if (!Object(client).findSecret || !Object(Object(schema)["~standard"]).validate)
    throw storeError(
      "invalid_option",
      "Call jsonSecret(client, name, schema) with a Standard Schema, such as one of zod 3.24, valibot 1 or arktype 2.",
      undefined,
      "schema",
    );
  const secret = Object.assign(Object.create(null), { name }, options);

  type Found = Awaited<Output>;
  const read = (payload: string, subject: string): Promise<Found> =>
    Promise.resolve(readJson(schema as StandardSchema<unknown, Found>, payload, subject)).then(({ data, error }) => {
      if (error) throw error;
      return data as Found;
    });

  return {
    async find(options): Promise<Found | null> {
      const found = await client.findSecret(secret, options);
      return found && read(found.payload, "The payload");
    },
    async create(value, params, options) {
      const payload = serialize(await value);
      // As `find` will read it: JSON has no dates, and no fields that are undefined.
      await read(payload, "The value");
      return client.createSecret(Object.assign(Object.create(null), params, { payload }, secret), options);
    },
    delete: (options) => client.deleteSecret(secret, options),
  };
}

/** Returns a value as JSON. An exception of its own `toJSON` may hold the value, so the error does not have it. */
function serialize(value: unknown): string {
  let payload: unknown;
  try {
    payload = JSON.stringify(value);
  } catch {
    // Reported below.
  }
  if (typeof payload !== "string")
    throw storeError("invalid_payload", "The value must be one that JSON.stringify can write.", undefined, "payload");
  return payload;
}
