import { rejection, type Scenarios } from "./scenario";

export const writes: Scenarios = {
  "sends writes one after the other, in the order of the calls": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    const { save, remove } = stage.secret("token");
    const all = [save("one"), remove(), save("two")];
    await stage.shows("token", `ready "two", saving`);
    for (const [count, stored] of [
      [2, `"one"`],
      [3, undefined],
      [4, `"two"`],
    ] as const) {
      await stage.asked(count);
      stage.equal(stage.requests().length, count);
      stage.equal(await stage.stored("token"), stored);
      stage.gate.held.shift()!.answer();
    }
    await Promise.all(all);
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.requests(), ["find token", "create token", "delete token", "create token"]);
    stage.equal(stage.rendered("token").slice(-2), [`ready "two", saving`, `ready "two"`]);
  },

  "does not let a failed write disturb a later one": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    const { save } = stage.secret("token");
    const [failing, later] = [rejection(save("two")), save("three")];
    await stage.asked(2);
    stage.gate.held.shift()!.breakOff();
    stage.equal(await failing, "connection_failed");
    await stage.asked(3);
    stage.equal(stage.secret("token").error, undefined);
    stage.gate.open();
    await later;
    await stage.shows("token", `ready "three"`);
    stage.equal(stage.rendered("token").slice(-2), [`ready "three", saving`, `ready "three"`]);
  },

  "shows the earlier value when the later write fails": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    const { save } = stage.secret("token");
    const [earlier, failing] = [save("two"), rejection(save("three"))];
    await stage.asked(2);
    stage.gate.held.shift()!.answer();
    await earlier;
    await stage.asked(3);
    await stage.shows("token", `ready "three", saving`);
    stage.gate.held.shift()!.breakOff();
    stage.equal(await failing, "connection_failed");
    await stage.shows("token", `ready "two": connection_failed`);
    stage.equal(stage.rendered("token").slice(-2), [`ready "three", saving`, `ready "two": connection_failed`]);
  },

  "shows the stored value when all writes fail": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.emulator.fail({ kind: "status", status: 503, count: 3 });
    const { save, remove } = stage.secret("token");
    const ends = [save("two"), remove(), save("three")].map(rejection);
    stage.equal(await Promise.all(ends), ["service_failure", "service_failure", "service_failure"]);
    await stage.shows("token", `ready "one": service_failure`);
  },

  "cancels the load before a save, and ignores its answer": async (stage) => {
    await stage.put("token", `"old"`);
    stage.gate.hold();
    stage.render([{ secret: "token" }]);
    await stage.asked(1);
    const saved = stage.secret("token").save("new");
    await stage.asked(2);
    const [load, save] = stage.gate.held;
    stage.equal(
      stage.signals.map(({ aborted }) => aborted),
      [true],
    );
    load!.answer();
    await stage.quiet();
    save!.answer();
    await saved;
    await stage.shows("token", `ready "new"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "new", saving`, `ready "new"`]);
    stage.equal(stage.requests(), ["find token", "create token"]);
  },

  "loads the secret after a save that fails before the first load": async (stage) => {
    await stage.put("token", `"old"`);
    stage.gate.hold();
    stage.render([{ secret: "token" }]);
    await stage.asked(1);
    stage.emulator.fail({ kind: "status", status: 503 });
    const saved = rejection(stage.secret("token").save("new"));
    await stage.asked(2);
    stage.gate.held.pop()!.answer();
    stage.equal(await saved, "service_failure");
    await stage.shows("token", "loading: service_failure");
    await stage.asked(3);
    stage.gate.open();
    await stage.shows("token", `ready "old": service_failure`);
    const lines = ["loading", `ready "new", saving`, "loading: service_failure", `ready "old": service_failure`];
    stage.equal(stage.rendered("token"), lines);
    stage.equal(stage.requests(), ["find token", "create token", "find token"]);
  },

  "clears the error of a failed load when a save begins": async (stage) => {
    stage.emulator.fail({ kind: "status", status: 503 });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "error: service_failure");
    await stage.secret("token").save("one");
    await stage.shows("token", `ready "one"`);
  },

  "waits for a save before a reload": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    const { save, reload } = stage.secret("token");
    void save("two");
    const reloaded = reload();
    await stage.asked(2);
    stage.equal(stage.requests(), ["find token", "create token"]);
    stage.gate.open();
    await reloaded;
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.requests(), ["find token", "create token", "find token"]);
  },

  "settles a reload that a save cancels together with the save": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    let isDone = false;
    const reloaded = stage
      .secret("token")
      .reload()
      .then(() => (isDone = true));
    await stage.asked(2);
    void stage.secret("token").save("two");
    await stage.asked(3);
    stage.equal(isDone, false);
    stage.gate.open();
    await reloaded;
    await stage.shows("token", `ready "two"`);
  },

  "sends writes of an unmounted component": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    const { save } = stage.secret("token");
    const all = [save("one"), save("two")];
    stage.render([]);
    await stage.asked(2);
    stage.gate.open();
    await Promise.all(all);
    stage.equal(await stage.stored("token"), `"two"`);
    await stage.quiet();
    const before = stage.rendered("token").length;
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.rendered("token").slice(before), ["loading", `ready "two"`], "nothing was kept");
  },

  "shows a pending save to a component that is mounted again, and saves after it": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    void stage.secret("token").save("one");
    await stage.asked(2);
    stage.render([]);
    await stage.quiet();
    stage.render([{ secret: "token", id: "back" }]);
    await stage.shows("back", `ready "one", saving`);
    await stage.quiet();
    const saved = stage.secret("back").save("two");
    await stage.quiet();
    stage.equal(stage.requests(), ["find token", "create token"]);
    stage.gate.open();
    await saved;
    await stage.shows("back", `ready "two"`);
    stage.equal(stage.rendered("back"), [`ready "one", saving`, `ready "two", saving`, `ready "two"`]);
    stage.equal(await stage.stored("token"), `"two"`);
  },

  "reports no error for a save whose component is unmounted": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    void stage.secret("token").save("one");
    await stage.asked(2);
    stage.unmount();
    await stage.quiet();
    stage.gate.held[0]!.breakOff();
    await stage.quiet();
    stage.equal(stage.clock.waits(), [], "timers");
  },
};
