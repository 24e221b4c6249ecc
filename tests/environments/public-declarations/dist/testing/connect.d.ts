import type { ConnectOptions, EmulatorConnection } from "./connection-interface.js";
/**
 * The emulator's server at this address. It is not asked before the first call.
 *
 * @param url `http://127.0.0.1:12111` unless given: where `secret-store-emulator` listens when it is not told otherwise
 * @param options How patient it is.
 * @throws Error when an argument is not what it has to be
 * @example
 * ```ts
 * import { connectEmulator } from "stripe-secret-store/testing";
 *
 * const server = connectEmulator("http://127.0.0.1:12111", { timeout: 5_000 });
 * ```
 */
export declare function connectEmulator(url?: string | URL, options?: ConnectOptions): EmulatorConnection;
