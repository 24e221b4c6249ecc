/** A secret, and whose it is. */
export interface StoredSecret {
    /** The apps that reach it: several where uploaded apps of one owner share; none where the world no longer has its app. */
    readonly apps: readonly string[];
    /** The account. */
    readonly account: string;
    /** The user; null for the account's. */
    readonly user: string | null;
    /** Live mode rather than test mode. */
    readonly livemode: boolean;
    /** `appsecret_…` */
    readonly id: string;
    /** Its name, unique for its owner. */
    readonly name: string;
    /** When it was made, in Unix seconds by the emulator's clock. */
    readonly created: number;
    /** The time of its expiry in Unix seconds; null for never. */
    readonly expires_at: number | null;
}
/** The same with what it keeps. */
export interface RevealedSecret extends StoredSecret {
    /** The payload. */
    readonly payload: string;
}
