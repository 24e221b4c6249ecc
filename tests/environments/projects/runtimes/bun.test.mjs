import { test } from "bun:test";
import { useEvery } from "./every-entry.mjs";

test("makes the four operations by every entry", async () => {
  console.log(`results: ${JSON.stringify(await useEvery())}`);
});
