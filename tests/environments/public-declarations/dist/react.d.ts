export { SecretStoreClientProvider, SecretStoreProvider, useSecretStore } from "./react/provider.js";
export type { SecretStoreClientProviderProps, SecretStoreProviderProps } from "./react/provider.js";
export type { UnreadablePayload } from "./json/unreadable-payload.js";
export type { SecretError } from "./react/error.js";
export { useSecret } from "./react/use-secret.js";
export type { SaveOptions, SecretActions, SecretState, UseSecretOptions, UseSecretResult } from "./react/use-secret.js";
export { useSecrets } from "./react/use-secrets.js";
export type { SecretsState, UseSecretsOptions, UseSecretsResult } from "./react/use-secrets.js";
