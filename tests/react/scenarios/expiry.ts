import type { Scenarios } from "./scenario";

const DAY = 24 * 60 * 60;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

export const expiry: Scenarios = {
  "loads a secret again when it expires while it is shown": async (stage) => {
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

  "loads a saved secret again when it expires": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    await stage.secret("token").save("one", { expires_at: inSeconds(60) });
    await stage.shows("token", `ready "one"`);
    stage.clock.advance(61);
    await stage.shows("token", "missing");
  },

  "removes an expired secret from the screen when the store does not answer": async (stage) => {
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

  "keeps a secret on the screen whose expiry was extended meanwhile": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    await stage.put("token", `"one"`, { expires_at: inSeconds(600) });
    stage.clock.advance(61);
    await stage.quiet();
    await stage.shows("token", `ready "one"`);
  },

  "ignores the expiry of a secret that a save has replaced": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    await stage.secret("token").save("two");
    stage.equal(stage.clock.waits(), [], "timers");
  },

  "shows no expired secret after a save that fails": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    void stage.secret("token").save("two");
    await stage.asked(2);
    // This is less than the time limit of the save.
    stage.clock.advance(61);
    stage.emulator.advance(1_000);
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

  "waits for an expiry beyond the longest timer": async (stage) => {
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

  "sets no timer for a secret that does not expire": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }, { secret: "another" }, { list: true }]);
    await stage.shows("list", `ready ["token"]`);
    await stage.shows("another", "missing");
    await stage.secret("another").save("two");
    await stage.shows("list", `ready ["another","token"]`);
    stage.equal(stage.clock.waits(), []);
  },

  "sets no timer for a secret that is no longer shown": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.shows("token", `ready "one"`);
    await stage.shows("list", `ready ["token"]`);
    stage.equal(stage.clock.waits().length, 2);
    stage.render([]);
    await stage.quiet();
    stage.equal(stage.clock.waits(), []);
  },

  "asks a store whose clock is late less and less often": async (stage) => {
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

  "loads a list again when one of its secrets expires, and keeps it until the answer arrives": async (stage) => {
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
