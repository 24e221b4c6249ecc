import { connectEmulator } from "stripe-secret-store/testing";

/** Connects to the emulator of a server. The page contains no emulator. */
export const emulatorOf = (server) => connectEmulator(server);
