import { type ReactElement, type ReactNode } from "react";
import { SecretStoreClient, type SecretStoreOptions, type UserContext } from "../index.js";
export interface SecretStoreProviderProps extends SecretStoreOptions {
    userContext: UserContext;
    children?: ReactNode;
}
export declare function SecretStoreProvider({ children, httpClient, userContext, appContext, ...others }: SecretStoreProviderProps): ReactElement;
export interface SecretStoreClientProviderProps {
    client: SecretStoreClient;
    children?: ReactNode;
}
export declare function SecretStoreClientProvider({ client, children }: SecretStoreClientProviderProps): ReactElement;
export declare function useSecretStore(): SecretStoreClient;
