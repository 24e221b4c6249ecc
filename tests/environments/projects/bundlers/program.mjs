import { createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";

fourOperations(createEmulator().httpClient({ user: "usr_1" })).then(console.log);
