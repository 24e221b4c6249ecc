import { type ReactElement, type ReactNode } from "react";
import { SecretStoreClient, type SecretStoreOptions, type UserContext } from "../index.js";
/** The props of {@link SecretStoreProvider}: every option of a client. */
export interface SecretStoreProviderProps extends SecretStoreOptions {
    /** The `userContext` that the view was rendered with. */
    userContext: UserContext;
    /** The components that use the client. */
    children?: ReactNode;
}
/**
 * Has the components below use a client of its own, made with these options.
 *
 * Another client takes its place, and everything is asked anew, when the user's id, the permissions or another option is no longer equal. Of
 * `httpClient` the client keeps the first that it was made with, so that `createHttpClient()` may be written in place.
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
export declare function SecretStoreProvider({ children, httpClient, userContext, appContext, ...others }: SecretStoreProviderProps): ReactElement;
/** The props of {@link SecretStoreClientProvider}. */
export interface SecretStoreClientProviderProps {
    /** The client. Another one has everything asked anew: make it once, outside of the component or with `useMemo`. */
    client: SecretStoreClient;
    /** The components that use it. */
    children?: ReactNode;
}
/**
 * Has the components below use a client that you made, such as one of `stripe-secret-store/wasm`.
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
export declare function SecretStoreClientProvider({ client, children }: SecretStoreClientProviderProps): ReactElement;
/**
 * The client of the provider above, for what the other hooks do not do.
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
export declare function useSecretStore(): SecretStoreClient;
