import type { Scenarios } from "./scenario";

export const lifetime: Scenarios = {
  "a request is broken off when the last component that waits for it goes": async (stage) => {
    await stage.put("token", `"one"`);
    stage.gate.hold();
    stage.render([
      { secret: "token", id: "a" },
      { secret: "token", id: "b" },
    ]);
    await stage.asked(1);
    stage.render([{ secret: "token", id: "b" }]);
    await stage.quiet();
    stage.equal(
      stage.signals.map(({ aborted }) => aborted),
      [false],
    );
    stage.render([]);
    await stage.quiet();
    stage.equal(
      stage.signals.map(({ aborted }) => aborted),
      [true],
    );
    stage.gate.open();
    await stage.quiet();
    stage.equal(stage.rendered("b"), ["loading"]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "what nobody shows is asked for anew when somebody does": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.render([]);
    await stage.quiet();
    await stage.put("token", `"two"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, "loading", `ready "two"`]);
    stage.equal(stage.requests(), ["find token", "find token"]);
  },

  "a component that takes another's place at once takes its secret over": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", id: "a" }]);
    await stage.shows("a", `ready "one"`);
    stage.render([{ secret: "token", id: "b" }]);
    await stage.shows("b", `ready "one"`);
    await stage.quiet();
    stage.equal(stage.rendered("b"), [`ready "one"`]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "a root that is unmounted while it asks leaves nothing behind": async (stage) => {
    stage.gate.hold();
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.asked(2);
    stage.unmount();
    await stage.quiet();
    stage.equal(
      stage.signals.map(({ aborted }) => aborted),
      [true, true],
    );
    stage.equal(stage.clock.waits(), [], "timers");
    stage.gate.open();
    await stage.quiet();
    stage.equal(stage.rendered("token"), ["loading"]);
  },

  "another name never shows the former one's secret": async (stage) => {
    await stage.put("a", `"of a"`);
    await stage.put("b", `"of b"`);
    stage.render([{ secret: "a", id: "it" }]);
    await stage.shows("it", `ready "of a"`);
    stage.render([{ secret: "b", id: "it" }]);
    await stage.shows("it", `ready "of b"`);
    stage.equal(stage.rendered("it"), ["loading", `ready "of a"`, "loading", `ready "of b"`]);
  },

  "another scope never shows the former one's secret": async (stage) => {
    await stage.put("token", `"of the user"`);
    await stage.put("token", `"of the account"`, { scope: "account" });
    stage.render([{ secret: "token", scope: "user" }]);
    await stage.shows("token", `ready "of the user"`);
    stage.render([{ secret: "token", scope: "account" }]);
    await stage.shows("token", `ready "of the account"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "of the user"`, "loading", `ready "of the account"`]);
  },

  "an answer for a name that is no longer asked for does not show": async (stage) => {
    await stage.put("a", `"of a"`);
    await stage.put("b", `"of b"`);
    stage.gate.hold();
    stage.render([{ secret: "a", id: "it" }]);
    await stage.asked(1);
    stage.render([{ secret: "b", id: "it" }]);
    await stage.asked(2);
    const [ofA, ofB] = stage.gate.held;
    ofB!.answer();
    await stage.shows("it", `ready "of b"`);
    ofA!.answer();
    await stage.quiet();
    stage.equal(stage.rendered("it"), ["loading", `ready "of b"`]);
  },

  "names that change back and forth, faster than answers come, end at the last": async (stage) => {
    await stage.put("a", `"of a"`);
    await stage.put("b", `"of b"`);
    stage.gate.hold();
    for (const secret of ["a", "b", "a", "b", "a"]) stage.render([{ secret, id: "it" }]);
    await stage.asked(1);
    stage.gate.open();
    await stage.shows("it", `ready "of a"`);
    await stage.quiet();
    stage.equal(stage.rendered("it"), ["loading", `ready "of a"`]);
  },

  "what changes between rendering and mounting is shown": async (stage) => {
    stage.gate.hold();
    let isFirst = true;
    const onMount = ({ save }: { save: (value: unknown) => unknown }) => {
      if (isFirst) save("one");
      isFirst = false;
    };
    // The second one's effects come after the first one's, which has saved by then.
    stage.render([
      { secret: "token", id: "a", onMount },
      { secret: "token", id: "b" },
    ]);
    await stage.shows("a", `ready "one", saving`);
    await stage.shows("b", `ready "one", saving`);
    stage.gate.open();
    await stage.shows("b", `ready "one"`);
  },

  "a save that is called while the last components go is seen by those that come": async (stage) => {
    let isGoing = false;
    const onUnmount = ({ save }: { save: (value: unknown) => unknown }) => {
      // StrictMode has it go once at the beginning.
      if (isGoing) void Promise.resolve().then(() => save("one"));
    };
    stage.render([
      { secret: "token", id: "a", onUnmount },
      { secret: "token", id: "b" },
    ]);
    await stage.shows("a", "missing");
    isGoing = true;
    stage.gate.hold();
    stage.render([]);
    await stage.asked(2);
    stage.render([{ secret: "token", id: "c" }]);
    await stage.shows("c", `ready "one", saving`);
    // Its effects come after it is seen.
    await stage.quiet();
    stage.gate.open();
    await stage.shows("c", `ready "one"`);
    stage.equal(stage.rendered("c"), [`ready "one", saving`, `ready "one"`]);
  },

  "a save means the secret that its component showed when it got it": async (stage) => {
    stage.render([{ secret: "a", id: "it" }]);
    await stage.shows("it", "missing");
    const { save } = stage.secret("it");
    stage.render([{ secret: "b", id: "it" }]);
    await stage.asked(2);
    stage.equal(stage.secret("it").save === save, false);
    await save("for a");
    await stage.quiet();
    stage.equal([await stage.stored("a"), await stage.stored("b")], [`"for a"`, undefined]);
    stage.equal(stage.secret("it").status, "missing");
  },

  "the actions stay the same from render to render": async (stage) => {
    const view = () => ({ secret: "token", scope: { type: "account" } as const, parse: (payload: string) => payload as never });
    stage.render([view()]);
    await stage.shows("token", "missing");
    const { save, remove, reload } = stage.secret("token");
    stage.render([view()]);
    await save("one");
    await stage.shows("token", `ready "\\"one\\""`);
    const now = stage.secret("token");
    stage.equal([now.save === save, now.remove === remove, now.reload === reload], [true, true, true]);
  },

  "actions of a component that has gone do what they say, and keep nothing": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    const { save, remove, reload } = stage.secret("token");
    stage.render([]);
    await stage.quiet();
    await reload();
    stage.equal(stage.requests(), ["find token"], "reload() has nothing to show it to");
    await save("two");
    stage.equal(await stage.stored("token"), `"two"`);
    await remove();
    stage.equal(await stage.stored("token"), undefined);
    await stage.quiet();
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, "loading", "missing"]);
  },
};
