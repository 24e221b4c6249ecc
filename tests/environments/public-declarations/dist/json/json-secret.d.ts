import type { CallOptions, CreateSecretParams, DeletedSecret, Scope, Secret, SecretStoreClient } from "../index.js";
import type { StandardSchema } from "./standard-schema.js";
export type JsonClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;
export interface JsonSecretOptions {
    scope?: Scope | undefined;
}
export type NewJsonSecret = Pick<CreateSecretParams, "expires_at">;
export interface JsonSecret<Input, Output> {
    find(options?: CallOptions): Promise<Output | null>;
    create(value: Input | PromiseLike<Input>, params?: NewJsonSecret, options?: CallOptions): Promise<Secret>;
    delete(options?: CallOptions): Promise<DeletedSecret>;
}
export declare function jsonSecret<Input, Output = Input>(client: JsonClient, name: string, schema: StandardSchema<Input, Output>, options?: JsonSecretOptions): JsonSecret<Input, Awaited<Output>>;
