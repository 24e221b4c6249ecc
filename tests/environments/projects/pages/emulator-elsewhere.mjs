import { connectEmulator } from "stripe-secret-store/testing";

/** The one of a server: nothing of the emulator itself is in the page. */
export const emulatorOf = (server) => connectEmulator(server);
