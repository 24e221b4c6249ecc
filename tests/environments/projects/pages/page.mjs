// What a page or a Web Worker does with the package, for the test to call.

import { emulatorOf } from "./emulator.mjs";
import { fourOperations } from "./four-operations.mjs";

/** Over the emulator of a server, where there is one. An error gives its code besides. */
globalThis.useAll = async (server) => {
  try {
    return await fourOperations(emulatorOf(server).httpClient({ user: "usr_1" }));
  } catch ({ code, message }) {
    throw new Error(`${code}: ${message}`);
  }
};
