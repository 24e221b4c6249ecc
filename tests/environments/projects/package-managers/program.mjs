import { useEvery } from "./every-entry.mjs";

useEvery(process.argv[2]).then((results) => console.log(JSON.stringify(results)));
