import { useBackend } from "./backend.mjs";
import { setup } from "./backend-setup.mjs";

useBackend(setup).then((results) => console.log(JSON.stringify(results)));
