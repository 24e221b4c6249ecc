// Uses the package in a page or a Web Worker. The test calls it.

import { emulatorOf } from "./emulator.mjs";
import { fourOperations } from "./four-operations.mjs";

/** Uses the emulator of a server if there is one. An error comes with its code. */
globalThis.useAll = async (server) => {
  try {
    return await fourOperations(emulatorOf(server).httpClient({ user: "usr_1" }));
  } catch ({ code, message }) {
    throw new Error(`${code}: ${message}`);
  }
};
