import type { Scope } from "../index.js";
import type { TokenClient } from "./token-store.js";
/** Options of {@link createLease}. All programs that refresh a pair have to use a lease, with the same `delay` and `ttl`. */
export interface LeaseOptions {
    /**
     * A time in which a secret can be read and written, in milliseconds: a program that was slower tries again. A refresh takes
     * longer by one to one and a half of it; the others look again after half to one and a half of it. Default: 2,000.
     */
    delay?: number;
    /**
     * How long the lease of a program that ended without giving it back still holds, in milliseconds. A lease is held until the refresh request has settled, so
     * `ttl` has to be well over the time that this takes: 60,000 at most with `createOAuthProvider`. Default: 120,000.
     */
    ttl?: number;
}
/** A lease, as a token store uses it. */
export interface Lease {
    /**
     * Runs `act` with the lease in hand, and gives the lease back when the promise settles. Runs nothing when the lease is no longer needed.
     *
     * @typeParam T What `act` gives.
     * @param act What to do.
     * @param request What the lease is for.
     * @throws what `act` throws; `SecretStoreError` the codes of `findSecret` and `createSecret`; {@link OAuthError} `refresh_failed` when the
     * lease could not be taken for three times its `ttl`
     * @example
     * ```ts
     * const request = { client: secrets, place: { name: "crm" }, clock: Date.now, minRemaining: 30_000, stillNeeded: async () => true };
     * const lease = createLease({ delay: 10 });
     * console.log(await lease.hold(async () => "done", request));
     * ```
     */
    hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}
/** Describes the work that needs the lease. */
export interface LeaseRequest {
    /** Reads and writes the lease. */
    client: TokenClient;
    /** The secret that keeps the pair. The lease is in another, of this name with `.lease` added. */
    place: {
        /** Its name. */
        name: string;
        /** Its scope. Default: the client's. */
        scope?: Scope | undefined;
    };
    /** Returns the time, in milliseconds. */
    clock(): number;
    /** How much of its `ttl` the lease must have left when it is taken, in milliseconds. */
    minRemaining: number;
    /** Tells, after another program has held the lease, whether it is still needed. */
    stillNeeded(): Promise<boolean>;
}
/**
 * Creates a lease for {@link createTokenStore}: only the program that holds it refreshes. For providers that end the sign-in when a refresh token is sent twice. It keeps
 * another secret in the scope while it is held, named after the pair's with `.lease` added, and adds four requests and one to one and a half times `delay` to each refresh.
 *
 * @param options How long it waits, and how long it holds.
 * @example
 * ```ts
 * const lease = createLease();
 * const tokens = createTokenStore({ client: secrets, name: "crm", scope: "account", refresh: crm.refresh, lease });
 * ```
 */
export declare function createLease({ delay, ttl }?: LeaseOptions): Lease;
