// Uses the package in a Worker of workerd that makes its first client in a request, where WebAssembly may not be compiled.

import { createEmulator } from "stripe-secret-store/testing";
import { useEvery } from "./every-entry.mjs";

const emulator = createEmulator();

export default { test: async () => console.log(`results: ${JSON.stringify(await useEvery(emulator))}`) };
