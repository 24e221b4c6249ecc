import { createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "../four-operations.mjs";

export const GET = async () => new Response(await fourOperations(createEmulator().httpClient({ user: "usr_1" })));
