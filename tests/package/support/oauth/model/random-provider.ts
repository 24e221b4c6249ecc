// Models a provider of a random kind. The kind decides what happens to a repeated refresh token, and the form of the answers.

import type { TokenResponse } from "stripe-secret-store/oauth";

export type Chance = () => number;
export const pick = <T>(chance: Chance, values: readonly T[]): T => values[Math.floor(chance() * values.length)]!;

/** The ways to refuse a refresh token: the error or result of a `refresh` over HTTP. */
const REFUSALS: (() => TokenResponse)[] = [
  ...[
    { status: 400, error: "invalid_grant" },
    { status: 400, error: "invalid_request" },
    { status: 400 },
    { status: 401, error: "invalid_token" },
    { status: 403 },
  ].map((error) => () => {
    throw Object.assign(new Error("refused"), error);
  }),
  ...[{ error: "bad_refresh_token" }, { ok: false, error: "invalid_refresh_token" }, { status: "BAD_REFRESH_TOKEN" }].map(
    (answer) => () => answer as unknown as TokenResponse,
  ),
];

/** The answers during an outage. */
const OUTAGES: (() => TokenResponse)[] = [
  ...[
    { status: 500 },
    { status: 503, retryAfter: 5_000 },
    { status: 429, retryAfter: 20_000 },
    { status: 429, retryAfter: 300_000 },
    { status: 408 },
    {},
  ].map((error) => () => {
    throw Object.assign(new Error("not well"), error);
  }),
  () => "<html>" as unknown as TokenResponse,
];

/** The formats of an access token's life. */
const LIVES: ((life: number) => object)[] = [
  (life) => ({ expires_in: life }),
  (life) => ({ expires_in: String(life) }),
  (life) => ({ expires_in: Math.floor(Date.now() / 1000) + life }),
  (life) => ({ expires_at: Math.floor(Date.now() / 1000) + life }),
  (life) => ({ expires_at: Date.now() + 1000 * life }),
  (life) => ({ expires_at: new Date(Date.now() + 1000 * life).toISOString() }),
  () => ({ expires_in: 0 }),
  () => ({}),
];

export class RandomProvider {
  readonly rotates: boolean;
  readonly onReplay: "refuse" | "revoke";
  readonly grace: number;
  /** `true` if a refresh ends the earlier access tokens. */
  readonly endsAccess: boolean;
  readonly life: number;
  isAlive = false;
  isWell = true;
  /** The refresh token that it gave last. */
  current = "";
  private readonly spent = new Map<string, { at: number; response: TokenResponse }>();
  private readonly accesses = new Map<string, number>();
  private readonly refusal: () => TokenResponse;
  private readonly writeLife: (life: number) => object;
  private readonly empty: object;
  private count = 0;

  constructor(
    private readonly chance: Chance,
    private readonly happened: (what: string) => void,
  ) {
    this.rotates = chance() < 0.7;
    this.onReplay = pick(chance, ["refuse", "revoke"]);
    this.grace = pick(chance, [0, 0, 10_000, 60_000]);
    this.endsAccess = chance() < 0.3;
    this.life = pick(chance, [20, 90, 900, 3600, 14_400]);
    this.refusal = pick(chance, REFUSALS);
    this.writeLife = pick(chance, LIVES);
    this.empty = pick(chance, [{}, { refresh_token: null }, { refresh_token: "" }, { scope: null, token_type: "" }]);
  }

  /** Signs a user in: what is stored before is over. */
  signIn(): TokenResponse {
    this.isAlive = true;
    this.spent.clear();
    this.accesses.clear();
    this.current = `refresh-${++this.count}`;
    return { ...this.access(), refresh_token: this.current, scope: "read" };
  }

  /** Ends the sign-in, as a user does in the provider's settings. */
  revoke() {
    this.isAlive = false;
    this.accesses.clear();
    this.happened("revoked");
  }

  /** Tells whether the access token opens what it is for. */
  takes(token: string) {
    return (this.accesses.get(token) ?? 0) > Date.now();
  }

  /** Ends the access tokens, which providers do for reasons of their own. */
  endAccess() {
    this.accesses.clear();
  }

  /** Tells whether a refresh with this token would succeed. */
  honours(token: unknown) {
    const spent = this.spent.get(token as string);
    return this.isAlive && (token === this.current || (spent !== undefined && Date.now() < spent.at + this.grace));
  }

  refresh(token: string): TokenResponse {
    if (!this.isWell) {
      this.happened("outage");
      return pick(this.chance, OUTAGES)();
    }
    const spent = this.spent.get(token);
    if (this.isAlive && spent && Date.now() < spent.at + this.grace) {
      this.happened("replay in grace");
      return spent.response;
    }
    if (this.isAlive && spent) {
      this.happened("replay refused");
      if (this.onReplay === "revoke") this.revoke();
    }
    if (!this.isAlive || token !== this.current) return this.refusal();
    this.happened("refreshed");
    if (this.endsAccess) this.accesses.clear();
    if (!this.rotates) return { ...this.access(), ...this.empty };
    this.happened("rotated");
    this.current = `refresh-${++this.count}`;
    const response = { ...this.access(), refresh_token: this.current };
    this.spent.set(token, { at: Date.now(), response });
    return response;
  }

  private access(): TokenResponse {
    const access_token = `access-${++this.count}`;
    this.accesses.set(access_token, Date.now() + 1000 * this.life);
    return { access_token, token_type: "bearer", ...this.writeLife(this.life) };
  }
}
