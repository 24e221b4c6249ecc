import type { ConnectOptions, EmulatorConnection } from "./connection-interface.js";
export declare function connectEmulator(url?: string | {
    readonly href: string;
}, options?: ConnectOptions): EmulatorConnection;
