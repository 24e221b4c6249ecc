import type { Scope } from "../index.js";
import type { TokenClient } from "./token-client.js";
/** Options of {@link createLease}. All programs that refresh a pair have to use a lease, with the same `delay` and `ttl`. */
export interface LeaseOptions {
    /**
     * The maximum time for reading and writing a secret, in milliseconds. A program that was slower tries again. A refresh takes
     * longer by one to one and a half `delay`s. The other programs look again after half to one and a half `delay`s. Default: 2,000.
     */
    delay?: number;
    /**
     * The time until the lease of a program that ended with it expires, in milliseconds. A lease is held until the refresh request has settled. So
     * `ttl` must be well over the time of a request, which is at most 60,000 with `createOAuthProvider`. Default: 120,000.
     */
    ttl?: number;
}
/** Lets one program at a time refresh tokens. A token store uses it. */
export interface Lease {
    /**
     * Takes the lease, runs `act`, and gives the lease back when the promise settles. Runs nothing if the lease is no longer needed.
     *
     * @typeParam T The type that `act` resolves with.
     * @param act The work that needs the lease.
     * @param request Describes the work.
     * @throws the error of `act`; `SecretStoreError` the codes of `findSecret` and `createSecret`; {@link OAuthError} `refresh_failed` when the
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
    /** The part of its `ttl` that the lease must have left when it is taken, in milliseconds. */
    minRemaining: number;
    /** Returns whether the lease is still needed, after another program has held it. */
    stillNeeded(): Promise<boolean>;
}
/**
 * Creates a lease for {@link createTokenStore}: only the program that holds it refreshes. For providers that end the sign-in when a refresh token is sent twice. It keeps
 * another secret in the scope while it is held, named after the pair's with `.lease` added, and adds four requests and one to one and a half times `delay` to each refresh.
 *
 * @param options The times that all programs agree on.
 * @example
 * ```ts
 * const lease = createLease();
 * const tokens = createTokenStore({ client: secrets, name: "crm", scope: "account", refresh: crm.refresh, lease });
 * ```
 */
export declare function createLease(options?: LeaseOptions): Lease;
