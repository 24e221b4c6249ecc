import type { Assumption, AssumptionName } from "./assumptions.js";
import { type Fault } from "./faults.js";
import { type EmulatorHttpClient } from "./http.js";
import { type RequestEntry } from "./log.js";
import { type RevealedSecret, type StoredSecret } from "./secrets.js";
import type { EmulatorKey, Installation, Permission, Who, WorldState } from "./world.js";
/** Options of {@link connectEmulator}. */
export interface ConnectOptions {
    /** For how many milliseconds each call waits for the server, 1 to 2,147,483,647. 10,000 unless given. */
    timeout?: number | undefined;
}
/** How the server is. */
export interface Health {
    /** The server's version. */
    readonly version: string;
    /** Where it keeps secrets. */
    readonly store: "memory" | "sqlite";
    /** The time by its clock, in Unix seconds. */
    readonly now: number;
    /** By how many seconds its clock is ahead. */
    readonly advanced: number;
}
/** The server's clock. */
export interface Clock {
    /** The time, in Unix seconds. */
    readonly now: number;
    /** By how many seconds it is ahead of the machine's. */
    readonly advanced: number;
}
/** Ends a subscription: its listener is not called any more. */
export type Unsubscribe = () => void;
/**
 * A Secret Store on a server. Each promise settles within {@link ConnectOptions.timeout}, whatever the network does. It rejects with an Error
 * that says what to do, with the `cause` where there is one, and with the `code` `ETIMEDOUT` where the server did not answer in time. What
 * the server refuses (an unknown app, a fault that cannot be) rejects with an Error with the HTTP `status`.
 */
export interface EmulatorConnection {
    /** How the server is. Rejects when it is not there. */
    health(): Promise<Health>;
    /**
     * An HTTP client through which `who` asks, with the key that the server's world has for them. The keys are looked up by its first request,
     * which rejects when the world has no such app, account or user.
     */
    httpClient(who?: Who): EmulatorHttpClient;
    /** What was asked, the latest 1,000 requests, oldest first. */
    requests(): Promise<readonly RequestEntry[]>;
    /**
     * Calls `listener` with each request from now on. Resolves once the server is listened to, with what ends it. When the server or the
     * network ends it, `ended` is called once with an Error, and the listener is not called any more: it does not connect again by itself,
     * so that no request is missed unnoticed. What a listener throws is an uncaught exception, and ends nothing.
     */
    onRequest(listener: (entry: RequestEntry) => void, ended?: (error: Error) => void): Promise<Unsubscribe>;
    /** Everything that it keeps, of all apps, accounts and users in both modes, without the payloads. It is in no log that somebody looked. */
    secrets(): Promise<readonly StoredSecret[]>;
    /** One of them with its payload, by its `id`. Rejects with the `status` 404 when it is not there, or no longer. */
    secret(id: string): Promise<RevealedSecret>;
    /** Moves the server's clock forward, so that secrets expire: 0 to 100,000,000,000 whole seconds. */
    advance(seconds: number): Promise<Clock>;
    /** Makes the next requests fail, after those that are to fail already. A list is taken one by one, up to one that cannot be. */
    fail(fault: Fault | readonly Fault[]): Promise<void>;
    /** What is still to fail, in this order, each with its remaining `count`. */
    faults(): Promise<readonly Fault[]>;
    /** Nothing is to fail any more. */
    stopFailing(): Promise<void>;
    /** Grants an installed app a permission. */
    grant(permission: Permission): Promise<void>;
    /** Takes it away. */
    revoke(permission: Permission): Promise<void>;
    /** Installs an app on an account, with all permissions that it asks for. */
    install(installation: Installation): Promise<void>;
    /** Uninstalls it. Its secrets stay, by the assumption `uninstall_keeps`. */
    uninstall(installation: Installation): Promise<void>;
    /** Switches an assumption off (`false`), or on again. */
    assume(name: AssumptionName, holds: boolean): Promise<void>;
    /** What the emulator assumes of what Stripe does not document, and whether it holds there. */
    assumptions(): Promise<readonly Assumption[]>;
    /** The world as it stands. */
    world(): Promise<WorldState>;
    /** The world's keys, to ask the server with by whatever client. */
    keys(): Promise<readonly EmulatorKey[]>;
    /**
     * Everything as at the server's start: no request, the clock, world, assumptions and faults back, and the world's own secrets there
     * again, unless `seed` is false. Whatever other secrets the server had are deleted, in its file as well.
     */
    reset(options?: {
        seed?: boolean | undefined;
    }): Promise<void>;
}
/**
 * The emulator's server at this address. It is not asked before the first call.
 *
 * @param url `http://127.0.0.1:12111` unless given: where `secret-store-emulator` listens when it is not told otherwise
 * @throws Error when an argument is not what it has to be
 */
export declare function connectEmulator(url?: string | URL, options?: ConnectOptions): EmulatorConnection;
