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
    /** Does something with the lease in hand, and gives it back; nothing when it is no longer wanted. */
    hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}
/** For what a lease is taken. */
export interface LeaseRequest {
    client: TokenClient;
    /** The secret that keeps the pair. The lease is in one beside it, of this name with `.lease` added. */
    place: {
        name: string;
        scope?: Scope | undefined;
    };
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
 * @example
 * ```ts
 * const tokens = createTokenStore({ client, name: "crm", scope: "account", refresh: crm.refresh, lease: createLease() });
 * ```
 */
export declare function createLease({ delay, life }?: LeaseOptions): Lease;
