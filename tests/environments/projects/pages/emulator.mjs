import { connectEmulator, createEmulator } from "stripe-secret-store/testing";

/** Connects to the emulator of a server if WebAssembly may not be compiled, and creates one otherwise. */
export const emulatorOf = (server) => (server ? connectEmulator(server) : createEmulator());
