import { jest, test } from "bun:test";
import { useEvery } from "./every-entry.mjs";
import { useFaked } from "./fake-timers.mjs";

test("by every entry", async () => {
  console.log(`results: ${JSON.stringify(await useEvery())}`);
});

test("with fake timers", async () => {
  jest.useFakeTimers();
  try {
    console.log(`results: ${JSON.stringify(await useFaked((milliseconds) => jest.advanceTimersByTime(milliseconds)))}`);
  } finally {
    jest.useRealTimers();
  }
});
