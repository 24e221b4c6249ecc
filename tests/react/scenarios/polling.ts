import type { Stage } from "../page/stage";
import type { Scenarios } from "./scenario";

/** Checks that one timer waits for so many milliseconds, less the time that the machine has taken since it began. */
function waits(stage: Stage, milliseconds: number) {
  const timers = stage.clock.waits();
  const isSo = timers.length === 1 && timers[0]! <= milliseconds && timers[0]! > milliseconds / 2;
  stage.equal(isSo, true, `waits for ${timers.join(" and ")} ms`);
}

export const polling: Scenarios = {
  "loads again on an interval, counted from the last answer": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", `ready "one"`);
    waits(stage, 50_000);
    await stage.put("token", `"two"`);
    stage.gate.hold();
    stage.clock.advance(50);
    await stage.asked(2);
    stage.clock.advance(60);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token", "find token"], "one request at a time");
    stage.gate.open();
    await stage.shows("token", `ready "two"`);
    waits(stage, 50_000);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, `ready "two"`]);
  },

  "begins the interval again after a save": async (stage) => {
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", "missing");
    stage.clock.advance(40);
    await stage.secret("token").save("one");
    stage.clock.advance(40);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token", "create token"]);
    stage.clock.advance(10);
    await stage.asked(3);
  },

  "loads a list again on an interval": async (stage) => {
    stage.render([{ list: true, refetchInterval: 50_000 }]);
    await stage.shows("list", "ready []");
    await stage.put("token", `"one"`);
    stage.clock.advance(50);
    await stage.shows("list", `ready ["token"]`);
  },

  "tries again on an interval after a failure": async (stage) => {
    await stage.put("token", `"one"`);
    stage.emulator.fail({ kind: "status", status: 401 });
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", "error: unauthorized");
    stage.clock.advance(50);
    await stage.shows("token", `ready "one"`);
  },

  "loads once for several components, on the shortest interval": async (stage) => {
    const slow = { secret: "token", id: "slow", refetchInterval: 600_000 };
    const never = { secret: "token", id: "never", refetchInterval: false as const };
    stage.render([slow, { secret: "token", id: "fast", refetchInterval: 50_000 }, never]);
    await stage.shows("slow", "missing");
    stage.clock.advance(50);
    await stage.asked(2);
    waits(stage, 50_000);
    stage.render([slow, never]);
    await stage.quiet();
    waits(stage, 600_000);
    stage.render([never]);
    await stage.quiet();
    stage.equal(stage.clock.waits(), []);
    stage.equal(stage.requests(), ["find token", "find token"]);
  },

  "ends the interval when the component is unmounted or not enabled": async (stage) => {
    stage.render([{ secret: "token", refetchInterval: 50_000, refetchOnFocus: true }]);
    await stage.shows("token", "missing");
    stage.render([{ secret: "token", refetchInterval: 50_000, refetchOnFocus: true, enabled: false }]);
    await stage.quiet();
    stage.equal(stage.clock.waits(), []);
    stage.focus();
    stage.render([{ secret: "token", refetchInterval: 50_000, refetchOnFocus: true }]);
    await stage.quiet();
    waits(stage, 50_000);
    stage.render([]);
    await stage.quiet();
    stage.equal(stage.clock.waits(), []);
    stage.focus();
    stage.setVisible(true);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
  },

  "waits while the page is hidden, and loads when it is visible again if that is due": async (stage) => {
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", "missing");
    stage.setVisible(false);
    stage.equal(stage.clock.waits(), []);
    stage.clock.advance(20);
    stage.setVisible(true);
    waits(stage, 30_000);
    stage.setVisible(false);
    stage.clock.advance(600);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
    stage.setVisible(true);
    await stage.asked(2);
    stage.equal(stage.requests(), ["find token", "find token"]);
  },

  "sets no timer for a component that is mounted while the page is hidden": async (stage) => {
    stage.setVisible(false);
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", "missing");
    stage.equal(stage.clock.waits(), []);
    stage.setVisible(true);
    waits(stage, 50_000);
  },

  "waits no longer than the interval after the clock was set back": async (stage) => {
    stage.render([{ secret: "token", refetchInterval: 50_000 }]);
    await stage.shows("token", "missing");
    stage.clock.advance(-36_000);
    stage.setVisible(true);
    waits(stage, 50_000);
  },

  "loads again when the user comes back to the page": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", refetchOnFocus: true }, { secret: "another" }, { list: true, refetchOnFocus: true }]);
    await stage.shows("token", `ready "one"`);
    await stage.shows("list", `ready ["token"]`);
    stage.equal(stage.clock.waits(), []);
    await stage.put("token", `"two"`);
    stage.focus();
    await stage.shows("token", `ready "two"`);
    stage.setVisible(false);
    await stage.put("token", `"three"`);
    await stage.quiet();
    stage.setVisible(true);
    await stage.shows("token", `ready "three"`);
    await stage.asked(7);
    stage.equal(stage.requests().filter((request) => request === "find another").length, 1);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, `ready "two"`, `ready "three"`]);
  },

  "sends one request when a page that comes back sends two events to two components": async (stage) => {
    stage.render([
      { secret: "token", id: "a", refetchOnFocus: true },
      { secret: "token", id: "b", refetchOnFocus: true },
    ]);
    await stage.shows("b", "missing");
    stage.gate.hold();
    stage.setVisible(true);
    stage.focus();
    await stage.asked(2);
    stage.gate.open();
    await stage.quiet();
    stage.equal(stage.requests(), ["find token", "find token"]);
    stage.equal(stage.signals.filter(({ aborted }) => aborted).length, 0);
  },

  "does not load on focus while a save is under way": async (stage) => {
    stage.render([{ secret: "token", refetchOnFocus: true }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    void stage.secret("token").save("one");
    await stage.asked(2);
    stage.focus();
    await stage.quiet();
    stage.gate.open();
    await stage.shows("token", `ready "one"`);
    stage.equal(stage.requests(), ["find token", "create token"]);
  },
};
