// Types the stored secrets that the server's owner can read.

/** A stored secret with its owner, without its payload. */
export interface StoredSecret {
  /** The apps that can access it: several if uploaded apps of one owner share it, none if the world no longer has its app. */
  readonly apps: readonly string[];
  /** The account that the secret belongs to. */
  readonly account: string;
  /** The user that the secret belongs to; null for a secret of the account. */
  readonly user: string | null;
  /** `true` for live mode, `false` for test mode. */
  readonly livemode: boolean;
  /** The id: `appsecret_…`. */
  readonly id: string;
  /** Its name, unique for its owner. */
  readonly name: string;
  /** The time when it was created, in Unix seconds by the emulator's clock. */
  readonly created: number;
  /** The time of its expiry in Unix seconds; null for never. */
  readonly expires_at: number | null;
}

/** A stored secret with its payload. */
export interface RevealedSecret extends StoredSecret {
  /** The payload. */
  readonly payload: string;
}

/** @internal Checks that a value of the emulator is a secret. */
export function storedSecret(secret: any): StoredSecret {
  if (!Array.isArray(secret.apps) || typeof secret.id !== "string") throw new Error("no secret");
  return secret;
}

/** @internal Checks that a value of the emulator is a secret with its payload. */
export function revealedSecret(secret: any): RevealedSecret {
  if (typeof secret.payload !== "string") throw new Error("no payload");
  return storedSecret(secret) as RevealedSecret;
}
