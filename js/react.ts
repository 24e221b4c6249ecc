/**
 * Hooks that show and write secrets, for React 17, 18 and 19. Importing this module runs no code.
 *
 * @module stripe-secret-store/react
 */

export { SecretStoreClientProvider, SecretStoreProvider, useSecretStore } from "./react/provider.js";
export type { LoadOptions } from "./react/load-options.js";
export type { SecretStoreClientProviderProps, SecretStoreProviderProps } from "./react/provider.js";
export type { StandardIssue, StandardResult, StandardSchema } from "./json/standard-schema.js";
export type { UnreadablePayload } from "./json/unreadable-payload.js";
export type { SecretError } from "./react/error.js";
export { useSecret } from "./react/use-secret.js";
export type {
  SaveOptions,
  SecretActions,
  SecretOptions,
  SecretState,
  UseSecretOptions,
  UseSecretResult,
  UseSecretSchemaOptions,
} from "./react/use-secret.js";
export { useSecrets } from "./react/use-secrets.js";
export type { SecretsState, UseSecretsOptions, UseSecretsResult } from "./react/use-secrets.js";
export type { SignInActions, SignInError, SignInState } from "./react/sign-in.js";
export { useOAuth } from "./react/use-oauth.js";
export type { UseOAuthOptions, UseOAuthResult } from "./react/use-oauth.js";
