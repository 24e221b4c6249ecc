import { install } from "@sinonjs/fake-timers";
import { test, vi } from "vitest";
import { useEvery } from "./every-entry.mjs";
import { useFaked } from "./fake-timers.mjs";
import { record } from "./record.mjs";

const environment = process.env.ENVIRONMENT;

test("by every entry", async () => {
  record(`vitest-${environment}`, await useEvery());
});

test("with Vitest's fake timers", async () => {
  vi.useFakeTimers();
  try {
    record(`vitest-${environment}-fake`, await useFaked((milliseconds) => vi.advanceTimersByTime(milliseconds)));
  } finally {
    vi.useRealTimers();
  }
});

test.runIf(environment === "node")("with Sinon's fake timers", async () => {
  const clock = install();
  try {
    record("sinon", await useFaked((milliseconds) => clock.tick(milliseconds)));
  } finally {
    clock.uninstall();
  }
});
