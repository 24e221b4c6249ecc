import { connectEmulator, createEmulator } from "stripe-secret-store/testing";

/** The one of a server, where WebAssembly may not be compiled, or one in here. */
export const emulatorOf = (server) => (server ? connectEmulator(server) : createEmulator());
