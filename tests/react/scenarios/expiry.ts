import type { Scenarios } from "./scenario";

const DAY = 24 * 60 * 60;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

export const expiry: Scenarios = {
  "one that expires while it is shown is asked for again": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.clock.advance(50);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
    stage.gate.hold();
    stage.clock.advance(11);
    await stage.shows("token", "loading");
    await stage.asked(2);
    stage.gate.open();
    await stage.shows("token", "missing");
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, "loading", "missing"]);
    stage.equal(stage.requests(), ["find token", "find token"]);
  },

  "so is one that was saved": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    await stage.secret("token").save("one", { expires_at: inSeconds(60) });
    await stage.shows("token", `ready "one"`);
    stage.clock.advance(61);
    await stage.shows("token", "missing");
  },

  "it does not stay on the screen when the store cannot be asked": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    stage.clock.advance(61);
    await stage.shows("token", "loading");
    await stage.asked(2);
    stage.gate.held[0]!.breakOff();
    await stage.shows("token", "error: connection_failed");
  },

  "one whose life was made longer meanwhile is shown on": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    await stage.put("token", `"one"`, { expires_at: inSeconds(600) });
    stage.clock.advance(61);
    await stage.quiet();
    await stage.shows("token", `ready "one"`);
  },

  "one that a save replaced does not expire": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    await stage.secret("token").save("two");
    stage.equal(stage.clock.waits(), [], "timers");
  },

  "one that expires while a save is on its way is gone when the save fails": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    void stage.secret("token").save("two");
    await stage.asked(2);
    // Not by the save's own time, which this is too little for.
    stage.clock.advance(61);
    stage.emulator.advance(1);
    await stage.shows("token", `ready "two", saving`);
    stage.gate.held.shift()!.breakOff();
    await stage.quiet();
    stage.gate.open();
    await stage.until(
      () => stage.secret("token").status !== "loading",
      () => stage.rendered("token").join(),
    );
    stage.equal(stage.rendered("token").slice(3).includes(`ready "one"`), false);
  },

  "one that expires in more days than a timer can wait is waited for": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(30 * DAY) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.equal(stage.clock.waits(), [2 ** 31 - 1]);
    stage.clock.advance(25 * DAY);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
    stage.clock.advance(5 * DAY + 1);
    await stage.shows("token", "missing");
  },

  "what does not expire is not waited for": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }, { secret: "another" }, { list: true }]);
    await stage.shows("list", `ready ["token"]`);
    await stage.shows("another", "missing");
    await stage.secret("another").save("two");
    await stage.shows("list", `ready ["another","token"]`);
    stage.equal(stage.clock.waits(), []);
  },

  "nobody waits for it once it is not shown": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.shows("token", `ready "one"`);
    await stage.shows("list", `ready ["token"]`);
    stage.equal(stage.clock.waits().length, 2);
    stage.render([]);
    await stage.quiet();
    stage.equal(stage.clock.waits(), []);
  },

  "a store whose clock is behind is asked less and less often": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.clock.storeIsBehind = 1_000_000;
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    for (let seconds = 0; seconds < 600; seconds += 1) {
      stage.clock.advance(1);
      await stage.turn();
    }
    await stage.shows("token", `ready "one"`);
    const asked = stage.requests().length;
    stage.equal(asked >= 8 && asked <= 14, true, `${asked} requests`);
  },

  "a list is asked for again when one of its secrets expires, and stays until the answer is there": async (stage) => {
    await stage.put("a", "1", { expires_at: inSeconds(60) });
    await stage.put("b", "2", { expires_at: inSeconds(120) });
    await stage.put("c", "3");
    stage.render([{ list: true }]);
    await stage.shows("list", `ready ["a","b","c"]`);
    stage.clock.advance(61);
    await stage.shows("list", `ready ["b","c"]`);
    stage.clock.advance(61);
    await stage.shows("list", `ready ["c"]`);
    stage.equal(stage.rendered("list"), ["loading", `ready ["a","b","c"]`, `ready ["b","c"]`, `ready ["c"]`]);
  },
};
