// Keeps the provider's state in memory: grants (a user's consent), their codes, and their tokens.
// Each method runs without waiting, so that only one of two concurrent requests gets a code or a refresh token.

import type { AuthorizationCode, Client, Token } from "@node-oauth/oauth2-server";

/** A user's consent, with the family of all its tokens. */
export interface Grant {
  readonly id: string;
  revoked: boolean;
}

/** The user with an account at the provider who gave the consent. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly grant: Grant;
}

/** The effect of a replayed refresh token: only its own refusal, or also the end of every token of its family. */
export type Replay = "refuse" | "revoke_family";

/** The counts of events so far. */
export interface Stats {
  /** Codes that were exchanged for tokens. */
  exchanges: number;
  /** Refresh tokens that were exchanged for new pairs. */
  refreshes: number;
  /** Refresh tokens that were presented a second time. */
  replays: number;
  /** Grants that were revoked because a code or a refresh token was presented a second time. */
  revokedFamilies: number;
}

/** The tokens that {@link Grants.expire} ends: access tokens, or refresh tokens too. */
export type Expirable = "access" | "all";

export interface IssuedCode extends AuthorizationCode {
  readonly user: Owner;
}

export interface IssuedToken extends Token {
  readonly user: Owner;
}

export class Grants {
  readonly stats: Stats = { exchanges: 0, refreshes: 0, replays: 0, revokedFamilies: 0 };
  readonly #codes = new Map<string, IssuedCode>();
  readonly #access = new Map<string, IssuedToken>();
  readonly #refresh = new Map<string, IssuedToken>();
  /** Used codes and refresh tokens. They stay known, so that a replay differs from an unknown token. */
  readonly #used = new Set<string>();

  constructor(public replay: Replay) {}

  saveCode(code: Omit<IssuedCode, "client" | "user">, client: Client, user: Owner): IssuedCode {
    const issued = { ...code, client, user } as IssuedCode;
    this.#codes.set(code.authorizationCode, issued);
    return issued;
  }

  code(code: string): IssuedCode | undefined {
    return this.#codes.get(code);
  }

  /** Accepts a code once. A second use is refused, and revokes the code's tokens (RFC 6749, 4.1.2). */
  useCode({ authorizationCode, user }: IssuedCode): boolean {
    if (this.#use(authorizationCode)) return true;
    this.#revokeFamily(user.grant);
    return false;
  }

  /** Takes a refresh token, once. */
  useRefreshToken({ refreshToken, user }: { refreshToken: string; user: Owner }): boolean {
    if (this.#use(refreshToken)) return true;
    this.stats.replays += 1;
    if (this.replay === "revoke_family") this.#revokeFamily(user.grant);
    return false;
  }

  /** Keeps a new pair, or answers undefined where the grant was revoked while the pair was being made. */
  saveToken(token: Omit<Token, "client" | "user">, client: Client, user: Owner): IssuedToken | undefined {
    if (user.grant.revoked) return undefined;
    const issued = { ...token, client, user } as IssuedToken;
    this.#access.set(issued.accessToken, issued);
    if (issued.refreshToken !== undefined) this.#refresh.set(issued.refreshToken, issued);
    this.stats[token.authorizationCode === undefined ? "refreshes" : "exchanges"] += 1;
    return issued;
  }

  accessToken(token: string): IssuedToken | undefined {
    return standing(this.#access.get(token));
  }

  refreshToken(token: string): IssuedToken | undefined {
    return standing(this.#refresh.get(token));
  }

  /** Revokes a token (RFC 7009): a refresh token ends its whole grant, an access token only itself. */
  revoke(token: string, client: Client): void {
    const refresh = this.#refresh.get(token);
    if (refresh?.client.id === client.id) refresh.user.grant.revoked = true;
    if (this.#access.get(token)?.client.id === client.id) this.#access.delete(token);
  }

  /** Ends what was handed out so far, as time would. */
  expire(what: Expirable): void {
    this.#access.clear();
    if (what === "all") this.#refresh.clear();
  }

  #use(credential: string): boolean {
    if (this.#used.has(credential)) return false;
    this.#used.add(credential);
    return true;
  }

  #revokeFamily(grant: Grant): void {
    if (!grant.revoked) this.stats.revokedFamilies += 1;
    grant.revoked = true;
  }
}

function standing(token: IssuedToken | undefined): IssuedToken | undefined {
  return token?.user.grant.revoked ? undefined : token;
}
