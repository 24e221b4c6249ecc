// Uses the package in a Worker of workerd that loads the module at start-up, where WebAssembly may be compiled.

import { createEmulator } from "stripe-secret-store/testing";
import { loadEvery, useEvery } from "./every-entry.mjs";

const emulator = createEmulator();
loadEvery();

export default { test: async () => console.log(`results: ${JSON.stringify(await useEvery(emulator))}`) };
