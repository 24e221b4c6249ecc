// Gives a scenario an OAuth provider that rotates refresh tokens, token stores, and components that sign a user in.

import { createElement, type ReactElement } from "react";
import type { SecretStoreClient } from "stripe-secret-store";
import { createOAuthProvider, createTokenStore, type Fetch, type OAuthContext, type TokenStore } from "stripe-secret-store/oauth";
import { useOAuth, type UseOAuthResult } from "stripe-secret-store/react";
import { given, record } from "./views";

export type OAuthServer = ReturnType<typeof oauthServer>;

/** Returns a provider in the page. It accepts each code and each refresh token once. */
export function oauthServer() {
  const good = new Set<string>();
  let count = 0;
  let answers = Promise.resolve();
  const another = (what: string) => {
    const token = `${what}-${++count}`;
    good.add(token);
    return token;
  };
  const server = {
    /** The grants that were asked for, such as `authorization_code`. */
    asked: [] as string[],
    isDown: false,
    /** Is `true` while the provider does not know the app. */
    refusesApp: false,
    /** Returns the context of a view that a user comes back to. */
    newContext: () => ({ code: another("code"), verifier: "made up", state: `state-${count}` }),
    /** Holds all answers until the returned function is called. */
    hold() {
      let release!: () => void;
      answers = new Promise((resolve) => (release = resolve));
      return release;
    },
    /** Ends the access tokens, and with `true` the refresh tokens, too. */
    end(all: boolean) {
      for (const token of good) if (all || token.startsWith("access")) good.delete(token);
    },
    /** Answers a call with an access token. */
    call: async (token: string) => ({ status: good.has(token) ? 200 : 401 }),
    async fetch(_: string, { body }: { body: unknown }) {
      const form = body as URLSearchParams;
      if (server.isDown) throw new TypeError("Failed to fetch");
      server.asked.push(form.get("grant_type")!);
      await answers;
      if (server.refusesApp) return new Response(`{"error":"invalid_client"}`, { status: 401 });
      const isGood = good.delete(form.get("code") ?? form.get("refresh_token")!);
      const answer = isGood ? { access_token: another("access"), refresh_token: another("refresh") } : { error: "invalid_grant" };
      return new Response(JSON.stringify(answer), { status: isGood ? 200 : 400 });
    },
  };
  return server;
}

export interface SignInView {
  signIn: TokenStore;
  oauthContext?: OAuthContext | undefined;
  /** The id of a component below the view that shows the same sign-in. */
  below?: string;
}

export function signInStage(client: SecretStoreClient, server: OAuthServer) {
  const provider = createOAuthProvider({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "made up",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/com.example.app",
    fetch: server.fetch as unknown as Fetch,
  });
  const stage = {
    server,
    /** The number of links that were made. */
    links: 0,
    hasLinks: true,
    createStore: (other = client) => createTokenStore({ client: other, name: "crm", refresh: provider.refresh, conflictWait: 0 }),
  };

  async function createOAuthState() {
    if (!stage.hasLinks) throw new Error("hostEndpoint has not been initialized");
    return { state: `link-${++stage.links}`, challenge: "made up" };
  }

  const Below = ({ id, signIn }: { id: string; signIn: TokenStore }) => {
    const result = useOAuth(provider, signIn);
    return record(id, result, lineOf(result));
  };

  const SignIn = ({ id, view: { signIn, oauthContext, below } }: { id: string; view: SignInView }) => {
    const result = useOAuth(provider, signIn, { oauthContext, createOAuthState });
    const shown = record(id, result, lineOf(result));
    return below === undefined ? shown : createElement("div", null, shown, createElement(Below, { id: below, signIn }));
  };
  return Object.assign(stage, {
    viewOf: (id: string, view: SignInView): ReactElement => createElement(SignIn, { key: id, id, view }),
    /** Returns the latest result of a component's hook. */
    of: (id = "sign-in") => given[id] as UseOAuthResult,
  });
}

/** Returns a line such as `signed_out, link` or `failed: not_stored`. */
const lineOf = ({ status, href, error }: UseOAuthResult) => `${status}${href ? ", link" : ""}${error ? `: ${error.code}` : ""}`;
