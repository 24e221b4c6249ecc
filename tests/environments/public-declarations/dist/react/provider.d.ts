import { type ReactElement, type ReactNode } from "react";
import { SecretStoreClient, type SecretStoreOptions, type UserContext } from "../index.js";
/** The props of {@link SecretStoreProvider}: every option of a client. */
export interface SecretStoreProviderProps extends SecretStoreOptions {
    /** The `userContext` that the view was rendered with. */
    userContext: UserContext;
    children?: ReactNode;
}
/**
 * Has the components below use a client of its own, made with these options.
 *
 * Another client takes its place, and everything is asked anew, when the user's id, the permissions or another option is no longer equal. Of
 * `httpClient` the client keeps the first that it was made with, so that `createHttpClient()` may be written in place.
 *
 * @throws {SecretStoreError} `invalid_option`, `invalid_scope`: while it renders
 *
 * @example
 * ```tsx
 * const View = ({ userContext, appContext }: ExtensionContextValue) => (
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
    children?: ReactNode;
}
/**
 * Has the components below use a client that you made, such as one of `stripe-secret-store/wasm`.
 *
 * @example
 * ```tsx
 * <SecretStoreClientProvider client={client}>
 *   <Connection />
 * </SecretStoreClientProvider>
 * ```
 */
export declare function SecretStoreClientProvider({ client, children }: SecretStoreClientProviderProps): ReactElement;
/**
 * The client of the provider above, for what the other hooks do not do.
 *
 * @throws Error when there is no provider above
 */
export declare function useSecretStore(): SecretStoreClient;
