import type { ConnectOptions, EmulatorConnection } from "./connection-interface.js";
/**
 * Connects to the emulator's server at this address. Sends no request before the first call.
 *
 * @param url The address. Default: `http://127.0.0.1:12111`, the default of `secret-store-emulator`.
 * @param options The timeout.
 * @throws Error if an argument is invalid
 * @example
 * ```ts
 * import { connectEmulator } from "stripe-secret-store/testing";
 *
 * const server = connectEmulator("http://127.0.0.1:12111", { timeout: 5_000 });
 * ```
 */
export declare function connectEmulator(url?: string | URL, options?: ConnectOptions): EmulatorConnection;
