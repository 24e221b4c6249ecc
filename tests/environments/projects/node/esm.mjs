import { useAll } from "./user.mjs";

console.log(await useAll());
