// Runs in Jest, as CommonJS.

import { useEvery } from "./every-entry.mjs";
import { useFaked } from "./fake-timers.mjs";
import { record } from "./record.mjs";

const { environment } = globalThis;

test("by every entry", async () => {
  record(`jest-${environment}`, await useEvery());
});

test.each(["modern", "legacy"])("with %s fake timers", async (kind) => {
  jest.useFakeTimers({ legacyFakeTimers: kind === "legacy" });
  try {
    record(`jest-${environment}-${kind}`, await useFaked((milliseconds) => jest.advanceTimersByTime(milliseconds)));
  } finally {
    jest.useRealTimers();
  }
});
