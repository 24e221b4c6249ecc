export { createSecrets, createSecretsWith } from "./stripe/secrets.js";
export type { CreateSecretsOptions, SecretsClient } from "./stripe/secrets.js";
export type { StripeCompatibleError, StripeErrorClass, StripeErrorClasses, StripeErrorType, StripeRawError } from "./stripe/error.js";
export type { AutoPagingList } from "./stripe/list.js";
export type { StripeCreateParams, StripeListParams, StripeNameParams, StripeRequestOptions, StripeResponse, StripeScope, StripeScopeParam, StripeSecret, StripeSecretList, } from "./stripe/types.js";
