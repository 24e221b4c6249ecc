import type { Assumption, AssumptionName } from "./assumptions.js";
import type { Fault } from "./faults.js";
import type { EmulatorHttpClient } from "./http.js";
import type { RequestEntry } from "./log.js";
import type { EmulatorKey, Installation, Permission, Identity, World, WorldState } from "./world.js";
export interface EmulatorOptions {
    now?: (() => number) | undefined;
    snapshot?: string | undefined;
    world?: World | string | undefined;
    seeded?: boolean | undefined;
    assumptions?: Readonly<Partial<Record<AssumptionName, boolean | undefined>>> | undefined;
}
export interface Emulator {
    httpClient(identity?: Identity): EmulatorHttpClient;
    httpClientByKey(): EmulatorHttpClient;
    advance(milliseconds: number): void;
    fail(fault: Fault | readonly Fault[]): void;
    stopFailing(): void;
    readonly faults: readonly Fault[];
    grant(permission: Permission): void;
    revoke(permission: Permission): void;
    install(installation: Installation): void;
    uninstall(installation: Installation): void;
    setAssumption(name: AssumptionName, enabled: boolean): void;
    readonly assumptions: readonly Assumption[];
    readonly world: WorldState;
    readonly keys: readonly EmulatorKey[];
    snapshot(): string;
    reset(options?: {
        seed?: boolean | undefined;
    }): void;
    readonly requests: readonly RequestEntry[];
}
