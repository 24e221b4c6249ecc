import type { ConnectOptions, EmulatorConnection } from "./connection-interface.js";
export declare function connectEmulator(url?: string | URL, options?: ConnectOptions): EmulatorConnection;
