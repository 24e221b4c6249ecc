import { createEmulator } from "stripe-secret-store/testing";
import { expect, test } from "vitest";
import { fourOperations } from "./four-operations.mjs";

const entry = "stripe-secret-store";

test(entry, async () => {
  expect(await fourOperations(createEmulator().httpClient({ user: "usr_1" }))).toBe(JSON.parse(process.env.EXPECTED)[entry]);
});
