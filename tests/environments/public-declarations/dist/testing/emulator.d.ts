import type { Emulator, EmulatorOptions } from "./emulator-interface.js";
/**
 * A new, empty Secret Store, or the one that a snapshot was taken of.
 *
 * @param options The time, the world, and what there is to begin with.
 * @throws Error when an option is not what it has to be
 * @example
 * ```ts
 * import { createEmulator } from "stripe-secret-store/testing";
 *
 * const emulator = createEmulator();
 * const httpClient = emulator.httpClient({ user: "usr_1" });
 * const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
 * await secrets.createSecret({ name: "token", payload: "made up" });
 * ```
 */
export declare function createEmulator(options?: EmulatorOptions): Emulator;
