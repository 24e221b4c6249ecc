import type { Emulator, EmulatorOptions } from "./emulator-interface.js";
export declare function createEmulator(options?: EmulatorOptions): Emulator;
