// Starts the four servers, and gives them one interface. Each server is a program of its own that a test file starts once.

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createOAuthProvider, dashboardRedirectUri, type OAuthContext, type OAuthProviderOptions } from "stripe-secret-store/oauth";
import { providersPython } from "../../scripts/setup.mjs";
import type { Answer } from "./token-proxy";

/** Describes a server before it is started. */
export interface ServerDescription {
  /** Names the package in its registry. */
  readonly package: string;
  readonly registry: "npm" | "PyPI";
  /** Names the program in servers/. */
  readonly program: string;
  readonly paths: { authorization: string; token: string; revocation: string; resource: string };
  /** Is the status of the protected resource for an access token that it refuses. */
  readonly refusalStatus: 401 | 403;
  /** Lists the server's ways to treat refresh tokens. */
  readonly modes: readonly Mode[];
}

/** Describes one way to treat refresh tokens. */
interface Mode {
  readonly name: string;
  /** Is sent to the server's `/control`. */
  readonly settings: { rotate: boolean; reuseProtection?: boolean; grace?: number };
  /** Says what happens to a refresh token that has been used before. */
  readonly spent: Spent;
  /** Tells whether a refresh ends the access token of an earlier refresh with the same refresh token. */
  readonly hasOneAccessToken?: boolean;
}

/** Completes the sentence "a spent refresh token …". The token set is the one that the first request got. */
export type Spent = "works" | "is refused" | "ends the grant" | "gets the same token set";

/** Tells whether a refresh token that is sent again gets tokens. */
export const getsTokens: Record<Spent, boolean> = {
  works: true,
  "is refused": false,
  "ends the grant": false,
  "gets the same token set": true,
};

/** Names the test of a replay, by its result. */
export const REPLAY: Record<Spent, string> = {
  works: "gets tokens each time for a refresh token that is sent twice",
  "is refused": "is refused when it sends a spent refresh token, and stays signed in",
  "ends the grant": "is signed out when it sends a spent refresh token",
  "gets the same token set": "gets the same token set again for a refresh token that is sent twice",
};

/** Maps the package's names of client authentication to those of OpenID Connect. */
const AUTHENTICATIONS = { none: "none", post: "client_secret_post", basic: "client_secret_basic" } as const;
export type Authentication = keyof typeof AUTHENTICATIONS;

/** Registers one client for each client authentication. Its id is the package's name of it with `-client` added. */
const CLIENTS = Object.entries(AUTHENTICATIONS).map(([name, authentication]) => ({
  id: `${name}-client`,
  authentication,
  redirectUri: dashboardRedirectUri({ appId: "com.example.providers", mode: "test" }),
  ...(name !== "none" && { secret: "made-up-secret" }),
}));

/** Controls a server that is running. */
export interface ProviderServer extends ServerDescription {
  readonly version: string;
  readonly tokenEndpoint: string;
  readonly resource: string;
  /** Changes settings. */
  configure(settings: { rotate?: boolean; reuseProtection?: boolean; grace?: number; accessTokenLife?: number }): Promise<void>;
  /** Ends all access tokens. */
  expireAccessTokens(): Promise<void>;
  /** Revokes a token of the public client at the revocation endpoint (RFC 7009). */
  revoke(token: string): Promise<void>;
  /** Returns the options of the package's provider, for a client of the server and a user who signs in. */
  options(user: string, tokenEndpoint: string, authentication?: Authentication): OAuthProviderOptions;
  /** Calls the protected resource and returns the status. */
  statusOf(accessToken: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts a server. */
export async function startServer(description: ServerDescription): Promise<ProviderServer> {
  const { origin, close } = await run(fileURLToPath(new URL(`servers/${description.program}`, import.meta.url)));
  const { authorization, token, revocation, resource } = description.paths;
  const control = async (change: object) => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`${origin}/control`, { method: "POST", headers, body: JSON.stringify(change) });
    if (!response.ok) throw new Error(`/control answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { version: string };
  };
  return {
    ...description,
    version: (await control({})).version,
    tokenEndpoint: origin + token,
    resource: origin + resource,
    configure: async (settings) => void (await control(settings)),
    expireAccessTokens: async () => void (await control({ expire: true })),
    async revoke(token) {
      const { status } = await post(origin + revocation, { client_id: "none-client", token, token_type_hint: "refresh_token" });
      if (status !== 200) throw new Error(`The server answered ${status} to the revocation.`);
    },
    options(user, tokenEndpoint, clientAuthentication = "none") {
      const { id, secret, redirectUri } = CLIENTS.find(({ id }) => id === `${clientAuthentication}-client`)!;
      return {
        authorizationEndpoint: origin + authorization,
        tokenEndpoint,
        clientId: id,
        ...(secret && { clientSecret: secret }),
        clientAuthentication,
        redirectUri,
        scope: "openid",
        authorizationParams: { login_hint: user },
      };
    },
    statusOf: async (accessToken) => (await fetch(origin + resource, { headers: { Authorization: `Bearer ${accessToken}` } })).status,
    close,
  };
}

/** Starts a program of servers/. It prints its origin once it listens, and ends when its standard input does. */
async function run(program: string): Promise<{ origin: string; close(): Promise<void> }> {
  const [command, ...args] = program.endsWith(".mjs") ? [process.execPath] : [await providersPython(), "-B"];
  const env = { ...process.env, CLIENTS: JSON.stringify(CLIENTS) };
  const child = spawn(command, [...args, program], { env, stdio: "pipe" });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += chunk));
  const closed = once(child, "close");
  for await (const origin of createInterface({ input: child.stdout })) {
    const close = () => (child.kill("SIGKILL"), closed.then(() => undefined));
    return { origin, close };
  }
  throw new Error(`${program} ended before it listened:\n${errors}`);
}

/** Posts a form without the package. */
export async function post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
}

/** Signs the user of the options in without a browser: follows the redirects to the app, and returns the `oauthContext` of its view. */
export async function signIn(options: OAuthProviderOptions): Promise<OAuthContext> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const state = randomBytes(8).toString("hex");
  const cookies = new Map<string, string>();
  let url = createOAuthProvider(options).authorizationUrl({ state, challenge });
  while (!url.startsWith(options.redirectUri)) {
    const headers = { Cookie: [...cookies].map((cookie) => cookie.join("=")).join("; ") };
    const response = await fetch(url, { redirect: "manual", headers });
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${url} answered ${response.status} without a redirect: ${await response.text()}`);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^(.*?)=(.*?)(;|$)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    url = new URL(location, url).href;
  }
  const { searchParams } = new URL(url);
  const code = searchParams.get("code");
  if (code === null || searchParams.get("state") !== state) throw new Error(`The provider sent the browser to ${url}.`);
  return { code, verifier };
}
