// Models a provider in process that gives each refresh token's successor once. Tests decide its timing. The provider over HTTP is
// examples/oauth-server.

import type { TokenResponse, Tokens } from "stripe-secret-store/oauth";

export class RotatingProvider {
  /** The refresh tokens that were sent, in order. */
  readonly asked: string[] = [];
  /** The successor of each refresh token that was spent. */
  readonly spent = new Map<string, string>();
  private count = 0;

  constructor(
    /** The access tokens' life, in seconds. */
    readonly life = 3600,
    /** The promise that each answer waits for. */
    public before: () => Promise<unknown> = async () => undefined,
    /** The promise that each answer waits for after the token is spent. */
    public after: () => Promise<unknown> = async () => undefined,
  ) {}

  /** Returns the tokens of a sign-in. */
  signIn(): TokenResponse {
    this.count += 1;
    return { access_token: `access-${this.count}`, token_type: "bearer", expires_in: this.life, refresh_token: `refresh-${this.count}` };
  }

  readonly refresh = async ({ refresh_token }: Tokens): Promise<TokenResponse> => {
    await this.before();
    this.asked.push(refresh_token!);
    if (this.spent.has(refresh_token!)) throw Object.assign(new Error("refused"), { error: "invalid_grant", status: 400 });
    const response = this.signIn();
    this.spent.set(refresh_token!, response.refresh_token!);
    await this.after();
    return response;
  };
}

/** Returns a promise, and the function that resolves it. */
export function held<T = void>() {
  let release!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (release = resolve));
  return { promise, release };
}
