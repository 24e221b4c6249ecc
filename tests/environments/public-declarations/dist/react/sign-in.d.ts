import type { SecretStoreError } from "../index.js";
import { OAuthError } from "../oauth.js";
export type SignInError = OAuthError | SecretStoreError;
export type SignInState = {
    readonly status: "signing_in";
    readonly href?: undefined;
    readonly error?: undefined;
} | {
    readonly status: "signed_out";
    readonly href: string;
    readonly error?: SignInError;
} | {
    readonly status: "signed_in";
    readonly href?: undefined;
    readonly error?: undefined;
} | {
    readonly status: "denied";
    readonly href: string;
    readonly error: SignInError;
} | {
    readonly status: "failed";
    readonly href: string | undefined;
    readonly error: SignInError;
};
export interface SignInActions {
    withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T>;
    signOut(): Promise<void>;
    retry(): Promise<void>;
}
