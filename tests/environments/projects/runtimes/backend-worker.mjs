import { useBackend } from "./backend.mjs";
import { setup } from "./backend-setup.mjs";

export default { test: async () => console.log(JSON.stringify(await useBackend(setup))) };
