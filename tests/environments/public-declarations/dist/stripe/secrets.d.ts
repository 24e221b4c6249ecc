import { SecretStoreClient, type SecretStoreOptions } from "../index.js";
import { type StripeErrorClasses } from "./error.js";
import { type AutoPagingList } from "./list.js";
import type { StripeCreateParams, StripeListParams, StripeNameParams, StripeRequestOptions, StripeResponse, StripeSecret, StripeSecretList } from "./types.js";
export interface CreateSecretsOptions extends SecretStoreOptions {
    errors?: StripeErrorClasses | undefined;
}
export interface SecretsClient {
    create(params: StripeCreateParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
    find(params: StripeNameParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
    list(params: StripeListParams, options?: StripeRequestOptions): AutoPagingList<StripeResponse<StripeSecretList>, StripeSecret>;
    deleteWhere(params: StripeNameParams, options?: StripeRequestOptions): Promise<StripeResponse<StripeSecret>>;
}
export declare const createSecrets: (options: CreateSecretsOptions) => SecretsClient;
export declare function createSecretsWith(Client: new (options: SecretStoreOptions) => SecretStoreClient, options: CreateSecretsOptions): SecretsClient;
