// Makes the four operations by one entry of the package, in environments where one program checks every entry. Each entry gets a copy.

import { implementation } from "stripe-secret-store";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";

export { implementation };

/** Uses the emulator, by default one in the process. An address connects it to a server. Returns an error's code and message. */
export const use = (emulator = createEmulator()) =>
  fourOperations((typeof emulator === "string" ? connectEmulator(emulator) : emulator).httpClient({ user: "usr_1" })).catch(
    ({ code, message }) => `${code}: ${message}`,
  );
