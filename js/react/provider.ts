// Gives the components below a client.

import { createContext, createElement, useContext, useMemo, type ReactElement, type ReactNode } from "react";
import { SecretStoreClient, type SecretStoreOptions, type UserContext } from "../index.js";

const Context = /* @__PURE__ */ createContext<SecretStoreClient | null>(null);

/** The props of {@link SecretStoreProvider}: all options of a client. */
export interface SecretStoreProviderProps extends SecretStoreOptions {
  /** The `userContext` that the view was rendered with. */
  userContext: UserContext;
  /** The components that use the client. */
  children?: ReactNode;
}

/**
 * Creates a client with these options for the components below.
 *
 * When the user's id, the permissions or another option changes its value, it creates another client, and the hooks load their secrets again. It keeps
 * the first `httpClient`, so you may call `createHttpClient()` at each render.
 *
 * @param props The options, and the components below.
 * @throws {SecretStoreError} `invalid_option`, `invalid_scope`: while it renders
 *
 * @example
 * ```tsx
 * import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
 * import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
 *
 * export const View = ({ userContext, appContext }: ExtensionContextValue) => (
 *   <SecretStoreProvider httpClient={createHttpClient()} userContext={userContext} appContext={appContext}>
 *     <Connection />
 *   </SecretStoreProvider>
 * );
 * ```
 */
export function SecretStoreProvider({ children, httpClient, userContext, appContext, ...others }: SecretStoreProviderProps): ReactElement {
  const equal = JSON.stringify([userContext && userContext.id, appContext && appContext.authorizedPermissions, others]);
  const client = useMemo(
    () => new SecretStoreClient(Object.assign(Object.create(null), { httpClient, userContext, appContext }, others)),
    [equal],
  );
  return createElement(Context.Provider, { value: client }, children);
}

/** The props of {@link SecretStoreClientProvider}. */
export interface SecretStoreClientProviderProps {
  /** The client. The hooks load their secrets again for another client: create it once, outside of the component or with `useMemo`. */
  client: SecretStoreClient;
  /** The components that use it. */
  children?: ReactNode;
}

/**
 * Gives the components below a client that you created, such as one of `stripe-secret-store/wasm`.
 *
 * @param props The client, and the components below.
 *
 * @example
 * ```tsx
 * export const OwnView = () => (
 *   <SecretStoreClientProvider client={secrets}>
 *     <Connection />
 *   </SecretStoreClientProvider>
 * );
 * ```
 */
export function SecretStoreClientProvider({ client, children }: SecretStoreClientProviderProps): ReactElement {
  return createElement(Context.Provider, { value: client }, children);
}

/**
 * Returns the client of the provider above, for calls that the other hooks do not make.
 *
 * @throws Error when there is no provider above
 *
 * @example
 * ```tsx
 * export function SignOut() {
 *   const secrets = useSecretStore();
 *   return <button onClick={() => secrets.deleteSecret({ name: "dropbox_token" })}>Sign out</button>;
 * }
 * ```
 */
export function useSecretStore(): SecretStoreClient {
  const client = useContext(Context);
  if (client) return client;
  throw new Error(
    "A hook needs a provider above it. Put <SecretStoreProvider httpClient={createHttpClient()} userContext={userContext}> around the component.",
  );
}
