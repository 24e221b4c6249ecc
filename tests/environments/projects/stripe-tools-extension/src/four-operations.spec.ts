import { createEmulator } from "stripe-secret-store/testing";
import { EXPECTED } from "./expected";
import { fourOperations } from "./four-operations";

test("carries out the four operations against the emulator", async () => {
  expect(await fourOperations(createEmulator().httpClient({ user: "usr_1" }), { id: "usr_1" })).toBe(EXPECTED);
});
