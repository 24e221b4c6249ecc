import type { Assumption, AssumptionName } from "./assumptions.js";
import type { Fault } from "./faults.js";
import type { EmulatorHttpClient } from "./http.js";
import type { RequestEntry } from "./log.js";
import type { RevealedSecret, StoredSecret } from "./secrets.js";
import type { EmulatorKey, Installation, Permission, Identity, WorldState } from "./world.js";
export interface ConnectOptions {
    timeout?: number | undefined;
}
export interface Health {
    readonly version: string;
    readonly store: "memory" | "sqlite";
    readonly now: number;
    readonly advanced: number;
}
export interface Clock {
    readonly now: number;
    readonly advanced: number;
}
export type Unsubscribe = () => void;
export interface EmulatorConnection {
    health(): Promise<Health>;
    httpClient(identity?: Identity): EmulatorHttpClient;
    requests(): Promise<readonly RequestEntry[]>;
    onRequest(listener: (entry: RequestEntry) => void, ended?: (error: Error) => void): Promise<Unsubscribe>;
    secrets(): Promise<readonly StoredSecret[]>;
    secret(id: string): Promise<RevealedSecret>;
    advance(milliseconds: number): Promise<Clock>;
    fail(fault: Fault | readonly Fault[]): Promise<void>;
    faults(): Promise<readonly Fault[]>;
    stopFailing(): Promise<void>;
    grant(permission: Permission): Promise<void>;
    revoke(permission: Permission): Promise<void>;
    install(installation: Installation): Promise<void>;
    uninstall(installation: Installation): Promise<void>;
    setAssumption(name: AssumptionName, enabled: boolean): Promise<void>;
    assumptions(): Promise<readonly Assumption[]>;
    world(): Promise<WorldState>;
    keys(): Promise<readonly EmulatorKey[]>;
    reset(options?: {
        seed?: boolean | undefined;
    }): Promise<void>;
}
