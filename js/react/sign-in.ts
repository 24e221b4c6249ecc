// Keeps the state of the sign-in of one token store. All components with that store share it.

import type { SecretStoreError } from "../index.js";
import { OAuthError, type OAuthContext, type OAuthProvider, type TokenStore } from "../oauth.js";
import { statusOf } from "../oauth/refusal.js";

/** The error of a sign-in. Branch on its `code`: the messages are for developers. */
export type SignInError = OAuthError | SecretStoreError;

/**
 * The state of a sign-in. Branch on `status`:
 *
 * - `signing_in`: the stored tokens are being read, or a code is being exchanged.
 * - `signed_out`: no user is signed in. `href` leads to the provider. If a sign-in has ended, `error` has the code `signed_out`.
 * - `signed_in`: tokens are stored.
 * - `denied`: the user did not give the permission. `href` leads to the provider.
 * - `failed`: `error` says why. With `href` the user has to sign in again. Without it, `retry()` tries again.
 */
export type SignInState =
  | { readonly status: "signing_in"; readonly href?: undefined; readonly error?: undefined }
  | { readonly status: "signed_out"; readonly href: string; readonly error?: SignInError }
  | { readonly status: "signed_in"; readonly href?: undefined; readonly error?: undefined }
  | { readonly status: "denied"; readonly href: string; readonly error: SignInError }
  | { readonly status: "failed"; readonly href: string | undefined; readonly error: SignInError };

/** Functions that use or change a sign-in. They stay the same as long as the token store stays the same. */
export interface SignInActions {
  /**
   * Runs a call with an access token, like the method of the token store. If the sign-in has ended, or the call still gets a 401 with a new token, the
   * status becomes `signed_out`, with the link. Nothing is deleted.
   *
   * @typeParam T The type that the call resolves with.
   * @param call The call. It may run three times.
   * @throws the error of the call; {@link OAuthError} and {@link SecretStoreError}, the codes of `TokenStore.withToken`
   * @example
   * ```tsx
   * export function Upload() {
   *   const { status, withToken } = useOAuth(dropbox, tokens, { createOAuthState });
   *   const load = (token: string) => fetch(url, { headers: { Authorization: `Bearer ${token}` } });
   *   const upload = () => withToken(load).catch(() => console.warn("Try again later."));
   *   return status === "signed_in" ? <button onClick={upload}>Upload</button> : <p>{status}</p>;
   * }
   * ```
   */
  withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T>;
  /**
   * Deletes the stored tokens. The status becomes `signed_out`, or `failed` if that fails. It sends nothing to the provider. The promise resolves then, and
   * never rejects: see `error`.
   *
   * @example
   * ```tsx
   * export function End() {
   *   const { status, signOut } = useOAuth(dropbox, tokens, { createOAuthState });
   *   return status === "signed_in" ? <button onClick={signOut}>End</button> : <p>{status}</p>;
   * }
   * ```
   */
  signOut(): Promise<void>;
  /**
   * Tries again: exchanges a code that the provider did not answer, stores tokens that could not be stored, or reads the stored tokens. The promise
   * resolves then, and never rejects.
   *
   * @example
   * ```tsx
   * export function OnceMore() {
   *   const { status, error, retry } = useOAuth(dropbox, tokens, { createOAuthState });
   *   return status === "failed" ? <button onClick={retry}>{error.code}</button> : <p>{status}</p>;
   * }
   * ```
   */
  retry(): Promise<void>;
}

/** @internal The part of a token store that is called. */
export type SignInTokens = Pick<TokenStore, "clear" | "get" | "save" | "withToken">;

/** The arguments of the hook. */
interface SignInInput {
  readonly provider: Pick<OAuthProvider, "authorizationUrl" | "exchange">;
  readonly oauthContext: OAuthContext | null | undefined;
  readonly createOAuthState: (() => Promise<{ state: string; challenge: string }>) | undefined;
}

/** @internal The sign-in of one token store. */
export interface SignIn {
  state: SignInState;
  /**
   * Calls the listener at each change. Begins the sign-in, or begins it again for an answer of the provider that is new. Returns a function that
   * unsubscribes.
   */
  open(listener: () => void, input: SignInInput): () => void;
  readonly actions: SignInActions;
}

const SIGNING_IN: SignInState = { status: "signing_in" };
const SIGNED_IN: SignInState = { status: "signed_in" };

/** @internal Returns a text that identifies an answer of the provider. It is empty without an answer. */
export function keyOf(oauthContext: OAuthContext | null | undefined): string {
  const { code, error, state } = Object(oauthContext);
  return code || error ? [code, error, state].join() : "";
}

/** Returns whether only another sign-in helps: the code is spent, or no code came. */
const needsSignIn = ({ code, error, status }: OAuthError) =>
  code === "exchange_failed" ? (status ? status < 500 && status !== 429 : error) : /^(denied|signed_out|unreadable_tokens)$/.test(code);

/** @internal */
export function createSignIn(tokens: SignInTokens): SignIn {
  const listeners = new Set<() => void>();
  let input: SignInInput;
  /** The answer of the provider that it began with, by its key. */
  let begun: string | undefined;
  /** The answer that has led to a result, by its key. It does not count again, though the Dashboard may keep it. */
  let consumed: string | undefined;
  /** Identifies the newest action, whose result counts. */
  let newest: object;
  let last = Promise.resolve();

  function show(state: SignInState) {
    signIn.state = state;
    listeners.forEach((listener) => listener());
  }

  async function link() {
    try {
      return input.provider.authorizationUrl(await input.createOAuthState!());
    } catch (cause) {
      throw new OAuthError("link_failed", "There is no link to sign in. See cause.", cause);
    }
  }

  async function failureOf(error: any): Promise<SignInState> {
    const status = /^(denied|signed_out)$/.test(error.code) ? error.code : "failed";
    return { status, href: needsSignIn(error) ? await link() : undefined, error };
  }

  /** Acts when the actions before have ended, and shows the result unless another action has been called since then. Never rejects. */
  function after(act: () => Promise<boolean>): Promise<void> {
    const own = (newest = {});
    return (last = last.then(async () => {
      let result: SignInState;
      try {
        result = (await act()) ? SIGNED_IN : { status: "signed_out", href: await link() };
      } catch (error) {
        result = await failureOf(error).catch(failureOf);
      }
      if (newest === own) show(result);
    }));
  }

  /** Takes the provider's answer, if there is one, and returns whether a user is signed in. */
  async function enter() {
    const { provider, oauthContext } = input;
    const key = keyOf(oauthContext);
    if (key !== consumed)
      try {
        const response = await provider.exchange(oauthContext, tokens);
        if (response) await tokens.save(response);
        consumed = key;
      } catch (error: any) {
        if (needsSignIn(error)) consumed = key;
        throw error;
      }
    return (await tokens.get()) !== null;
  }

  function begin() {
    show(SIGNING_IN);
    return after(enter);
  }

  const signIn: SignIn = {
    state: SIGNING_IN,
    open(listener, latest) {
      listeners.add(listener);
      // Without the SDK's function, a component shows the sign-in of the view above it, whose effect comes later at the first time.
      const given = latest.createOAuthState ? latest : input;
      const key = keyOf(latest.oauthContext);
      // Another component may have no context, or the Dashboard may drop it. Neither is a new answer.
      if (given && (begun === undefined || (key && key !== begun))) {
        input = given;
        begun = key;
        begin();
      }
      return () => {
        listeners.delete(listener);
        // StrictMode mounts a component again at once.
        Promise.resolve().then(() => {
          if (listeners.size) return;
          begun = undefined;
          newest = {};
          signIn.state = SIGNING_IN;
        });
      };
    },
    actions: {
      withToken(call) {
        const outcome = tokens.withToken(call);
        outcome.then(check, check);
        return outcome;
      },
      signOut: () => after(() => tokens.clear().then(() => false)),
      retry: begin,
    },
  };
  return signIn;

  /** Leads back to the link if an answer or an error means that the sign-in has ended. */
  function check(outcome: unknown) {
    const error = OAuthError.is(outcome)
      ? outcome.code === "signed_out" && outcome
      : statusOf(outcome) === 401 && new OAuthError("signed_out", "Signed out: sign in again.");
    if (error && signIn.state === SIGNED_IN) after(() => Promise.reject(error));
  }
}
