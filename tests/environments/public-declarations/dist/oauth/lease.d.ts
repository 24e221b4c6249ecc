import type { Scope } from "../index.js";
import type { TokenClient } from "./token-store.js";
/** The lease under which a pair is refreshed. All who refresh the pair have to use one, and the same `delay` and `life`. */
export interface LeaseOptions {
    /**
     * Longer than it takes to read a secret and write it, in milliseconds: who was slower tries again. A refresh takes
     * longer by one to one and a half of it; the others look again after half to one and a half of it. Default: 2,000.
     */
    delay?: number;
    /**
     * How long the lease of a program that ended without giving it back still holds, in milliseconds. It has to be well over the token store's
     * `timeout`. Default: 60,000.
     */
    life?: number;
}
/** What a token store asks of a lease. */
export interface Lease {
    /**
     * Does something with the lease in hand, and gives it back; nothing when it is no longer wanted.
     *
     * @typeParam T What that gives.
     * @param act What to do.
     * @param request For what.
     * @throws what `act` throws; `SecretStoreError` the codes of `findSecret` and `createSecret`; {@link OAuthError} `refresh_failed` when the
     * lease could not be had for three times its life
     * @example
     * ```ts
     * const request = { client: secrets, place: { name: "crm" }, clock: Date.now, use: 30_000, wanted: async () => true };
     * const lease = createLease({ delay: 10 });
     * console.log(await lease.hold(async () => "done", request));
     * ```
     */
    hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}
/** For what a lease is taken. */
export interface LeaseRequest {
    /** Reads and writes the lease. */
    client: TokenClient;
    /** The secret that keeps the pair. The lease is in one beside it, of this name with `.lease` added. */
    place: {
        /** Its name. */
        name: string;
        /** Its scope. Default: the client's. */
        scope?: Scope | undefined;
    };
    /** The time, in milliseconds. */
    clock(): number;
    /** How much of the lease's life its use takes, in milliseconds. */
    use: number;
    /** Asked once somebody else has had it: whether it is still wanted. */
    wanted(): Promise<boolean>;
}
/**
 * A lease for {@link createTokenStore}: only who holds it refreshes. For providers that end the sign-in when a refresh token is sent twice. It keeps
 * another secret in the scope while it is held, named after the pair's with `.lease` added, and adds four requests and one to one and a half times `delay` to each refresh.
 *
 * @param options How long it waits, and how long it holds.
 * @example
 * ```ts
 * const lease = createLease();
 * const tokens = createTokenStore({ client: secrets, name: "crm", scope: "account", refresh: crm.refresh, lease });
 * ```
 */
export declare function createLease({ delay, life }?: LeaseOptions): Lease;
