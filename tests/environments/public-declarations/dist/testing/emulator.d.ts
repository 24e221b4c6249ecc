import { type Assumption, type AssumptionName } from "./assumptions.js";
import { type Fault } from "./faults.js";
import * as http from "./http.js";
import { type RequestEntry } from "./log.js";
import type { EmulatorKey, Installation, Permission, Who, World, WorldState } from "./world.js";
/** Options of {@link createEmulator}. */
export interface EmulatorOptions {
    /** The time in milliseconds. By default `Date.now()`, that of fake timers included. */
    now?: (() => number) | undefined;
    /** What {@link Emulator.snapshot} gave: the secrets to begin with. */
    snapshot?: string | undefined;
    /**
     * The apps, accounts, users and keys that there are: an object, or the text of a world file, TOML or JSON. By default
     * the picture of Stripe's guide: the account `acct_cactus` with the users `usr_1` and `usr_2`, and the published apps `app_a` and `app_b`.
     */
    world?: World | string | undefined;
    /** Whether it begins with the secrets that the world names. Empty unless true. Not together with `snapshot`. */
    seeded?: boolean | undefined;
    /** Assumptions that do not hold from the start: `{ replace_when_full: false }`. */
    assumptions?: {
        readonly [name in AssumptionName]?: boolean | undefined;
    } | undefined;
}
/** A Secret Store in the process. */
export interface Emulator {
    /**
     * An HTTP client through which `who` asks. It asks for no particular key, but for some key.
     *
     * @throws Error when the world has no such app, account or user
     */
    httpClient(who?: Who): http.EmulatorHttpClient;
    /** An HTTP client through which whoever holds the request's key asks, as on the server: see {@link Emulator.keys}. */
    httpClientByKey(): http.EmulatorHttpClient;
    /** Moves the emulator's clock forward, so that secrets expire: 0 to 100,000,000,000 seconds. */
    advance(seconds: number): void;
    /**
     * Makes the next requests fail, after those that are to fail already. Of a list all or none are taken.
     *
     * @throws Error when there is no such fault
     */
    fail(fault: Fault | readonly Fault[]): void;
    /** Nothing is to fail any more. */
    stopFailing(): void;
    /** What is still to fail, in this order, each with its remaining `count`. */
    readonly faults: readonly Fault[];
    /**
     * Grants an installed app a permission.
     *
     * @throws Error when the world has no such app or account, or the one is not installed on the other
     */
    grant(permission: Permission): void;
    /** Takes a permission away, likewise. */
    revoke(permission: Permission): void;
    /**
     * Installs an app on an account, with all permissions that it asks for.
     *
     * @throws Error when the world has no such app or account
     */
    install(installation: Installation): void;
    /** Uninstalls it, likewise. Its secrets stay, by the assumption `uninstall_keeps`. */
    uninstall(installation: Installation): void;
    /**
     * Switches an assumption off (`false`), or on again.
     *
     * @throws Error when there is none of this name
     */
    assume(name: AssumptionName, holds: boolean): void;
    /** What the emulator assumes of what Stripe does not document, and whether it holds here. */
    readonly assumptions: readonly Assumption[];
    /** The world as it stands. */
    readonly world: WorldState;
    /** The world's keys, made up, for {@link Emulator.httpClientByKey} and for a server of the same world. */
    readonly keys: readonly EmulatorKey[];
    /** Every secret as JSON text, payloads included: for a page that keeps them across reloads. The world is not in it. */
    snapshot(): string;
    /**
     * Forgets every secret and request, kept answers included, and puts clock, world, faults and assumptions back to what they were
     * after `createEmulator()`; but no id comes again. The world's own secrets are there again if `seed` is true.
     */
    clear(options?: {
        seed?: boolean | undefined;
    }): void;
    /** What was asked, the latest 1,000 requests, oldest first. Always the same list. */
    readonly requests: readonly RequestEntry[];
}
/**
 * A new, empty Secret Store, or the one that a snapshot was taken of.
 *
 * @throws Error when an option is not what it has to be
 */
export declare function createEmulator(options?: EmulatorOptions): Emulator;
