// Runs in Node's own test runner.

import { mock, test } from "node:test";
import { useFaked } from "./fake-timers.mjs";
import { record } from "./record.mjs";

test("with Node's fake timers", async () => {
  mock.timers.enable();
  try {
    record("node", await useFaked((milliseconds) => mock.timers.tick(milliseconds)));
  } finally {
    mock.timers.reset();
  }
});
