// Shows the sign-in at an OAuth provider in a component.

import { useEffect, useReducer } from "react";
import { OAuthError, type OAuthContext, type OAuthProvider, type TokenStore } from "../oauth.js";
import { createSignIn, keyOf, type SignIn, type SignInActions, type SignInState, type SignInTokens } from "./sign-in.js";

/** Options of {@link useOAuth}. */
export interface UseOAuthOptions {
  /** The view's `oauthContext`. Pass it in the component that the provider's users come back to. */
  oauthContext?: OAuthContext | null | undefined;
  /** Creates what a link needs: the SDK's function, from `@stripe/ui-extension-sdk/oauth`. */
  createOAuthState: () => Promise<{ state: string; challenge: string }>;
}

/** The result of {@link useOAuth}. */
export type UseOAuthResult = SignInState & SignInActions;

const signIns = /* @__PURE__ */ new WeakMap<SignInTokens, SignIn>();

/**
 * Signs a user in at an OAuth provider, and returns the state with functions that use and change it.
 *
 * It takes the answer in `oauthContext` once, also under StrictMode, and where the Dashboard keeps the answer after a reload. Components with the same
 * token store share one state. The tokens are not part of it.
 *
 * @param provider The provider, of `createOAuthProvider`.
 * @param tokens The token store, of `createTokenStore`. For another one the hook begins again: create it once, outside of the component or with `useMemo`.
 * @param options The view's `oauthContext`, and the SDK's `createOAuthState`. A component below the view leaves them out.
 * @throws {OAuthError} `invalid_option` for a missing or an unknown option
 *
 * @example
 * ```tsx
 * import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
 *
 * export function SignIn({ oauthContext }: Pick<ExtensionContextValue, "oauthContext">) {
 *   const session = useOAuth(dropbox, tokens, { oauthContext, createOAuthState });
 *   return session.href ? <a href={session.href}>Sign in</a> : <p>{session.status}</p>;
 * }
 * ```
 */
export function useOAuth(
  provider: Pick<OAuthProvider, "authorizationUrl" | "exchange">,
  tokens: Pick<TokenStore, "clear" | "get" | "save" | "withToken">,
  options?: UseOAuthOptions,
): UseOAuthResult {
  options = Object(options) as UseOAuthOptions;
  let signIn = signIns.get(tokens)!;
  const { oauthContext, createOAuthState } = options;
  // The names of the options are joined by commas.
  if (
    !provider ||
    !tokens ||
    !(createOAuthState || signIn) ||
    !/^(,?(oauthContext|createOAuthState))*$/.test(Object.keys(options) as unknown as string)
  )
    throw new OAuthError(
      "invalid_option",
      "An argument is missing or unknown: call useOAuth(provider, tokens, { oauthContext, createOAuthState }).",
    );
  if (!signIn) signIns.set(tokens, (signIn = createSignIn(tokens)));
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const { state, actions } = signIn;
  useEffect(() => {
    const close = signIn.open(render, { provider, oauthContext, createOAuthState });
    // It may have changed between rendering and now.
    if (signIn.state !== state) render();
    return close;
  }, [signIn, keyOf(oauthContext)]);
  return Object.assign({}, state, actions);
}
