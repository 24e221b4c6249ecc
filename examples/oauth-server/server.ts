// An OAuth 2.0 provider on this machine, in the place of Dropbox: authorization codes with PKCE (RFC 7636), refresh tokens that
// are good for one use, revocation (RFC 7009). It asks for no password and forgets everything when it ends.

import { answerTheRest, createApp } from "../../www/server/express-app";
import { listen, type LocalServer } from "../../www/server/listen";
import { BACKEND, EXTENSION, type RegisteredClient } from "./clients";
import { controlRoutes } from "./control";
import { Grants, type Replay, type Stats } from "./grants";
import { oauthRoutes } from "./routes";

/** Options of {@link createOAuthServer}. */
export interface OAuthServerOptions {
  /** The port on 127.0.0.1; 0, a free one, unless given. */
  readonly port?: number | undefined;
  /** For how many seconds an access token is good, at least 1. 3,600 unless given. */
  readonly accessTokenLifetime?: number | undefined;
  /** For how many seconds a refresh token is good, at least 1. 1,209,600, two weeks, unless given. */
  readonly refreshTokenLifetime?: number | undefined;
  /** The effect of a repeated refresh token. Default: `"refuse"`. */
  readonly replay?: Replay | undefined;
  /** The clients that may request tokens. Default: the examples' extension, without a secret, and backend, with one. */
  readonly clients?: readonly RegisteredClient[] | undefined;
  /** Gives the origin that stands for `https://dashboard.stripe.com`: answers for the Dashboard are sent there. */
  readonly dashboard?: (() => string) | undefined;
}

/** A provider that is listening. */
export interface OAuthServer extends LocalServer {
  /** The counts of events, which go on. */
  readonly stats: Readonly<Stats>;
}

/**
 * Starts a provider.
 *
 * @throws Error when the port is taken
 * @example
 * const provider = await createOAuthServer({ accessTokenLifetime: 60, replay: "revoke_family" });
 * await fetch(`${provider.origin}/token`, { method: "POST", body: new URLSearchParams({ grant_type: "refresh_token", … }) });
 * provider.stats.refreshes; // 1
 */
export async function createOAuthServer(options: OAuthServerOptions = {}): Promise<OAuthServer> {
  const { port, accessTokenLifetime = 3600, refreshTokenLifetime = 14 * 86_400, replay = "refuse", dashboard } = options;
  const clients = options.clients ?? [EXTENSION, BACKEND];
  const grants = new Grants(replay);
  const app = createApp();
  app.use(oauthRoutes({ clients, grants, accessTokenLifetime, refreshTokenLifetime, dashboard }), controlRoutes(grants));
  answerTheRest(app);
  return { ...(await listen(app, port)), stats: grants.stats };
}
