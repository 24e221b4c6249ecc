import type { Scenarios } from "./scenario";

export const lifetime: Scenarios = {
  "cancels a request when the last component that waits for it is unmounted": async (stage) => {
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

  "loads a secret again when a component shows it after a pause": async (stage) => {
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

  "keeps the secret when one component replaces another": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", id: "a" }]);
    await stage.shows("a", `ready "one"`);
    stage.render([{ secret: "token", id: "b" }]);
    await stage.shows("b", `ready "one"`);
    await stage.quiet();
    stage.equal(stage.rendered("b"), [`ready "one"`]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "leaves nothing behind when a root is unmounted during a request": async (stage) => {
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

  "never shows the former secret for another name": async (stage) => {
    await stage.put("a", `"of a"`);
    await stage.put("b", `"of b"`);
    stage.render([{ secret: "a", id: "it" }]);
    await stage.shows("it", `ready "of a"`);
    stage.render([{ secret: "b", id: "it" }]);
    await stage.shows("it", `ready "of b"`);
    stage.equal(stage.rendered("it"), ["loading", `ready "of a"`, "loading", `ready "of b"`]);
  },

  "never shows the former secret for another scope": async (stage) => {
    await stage.put("token", `"of the user"`);
    await stage.put("token", `"of the account"`, { scope: "account" });
    stage.render([{ secret: "token", scope: "user" }]);
    await stage.shows("token", `ready "of the user"`);
    stage.render([{ secret: "token", scope: "account" }]);
    await stage.shows("token", `ready "of the account"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "of the user"`, "loading", `ready "of the account"`]);
  },

  "ignores an answer for a name that is no longer shown": async (stage) => {
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

  "ends at the last name when names change faster than answers arrive": async (stage) => {
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

  "shows a change between rendering and mounting": async (stage) => {
    stage.gate.hold();
    let isFirst = true;
    const onMount = ({ save }: { save: (value: unknown) => unknown }) => {
      if (isFirst) save("one");
      isFirst = false;
    };
    // The first component has saved before the second one's effects run.
    stage.render([
      { secret: "token", id: "a", onMount },
      { secret: "token", id: "b" },
    ]);
    await stage.shows("a", `ready "one", saving`);
    await stage.shows("b", `ready "one", saving`);
    stage.gate.open();
    await stage.shows("b", `ready "one"`);
  },

  "shows a save to new components that was called while the last ones were unmounted": async (stage) => {
    let isGoing = false;
    const onUnmount = ({ save }: { save: (value: unknown) => unknown }) => {
      // StrictMode unmounts it once at the beginning.
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
    // Its effects run after it is on the screen.
    await stage.quiet();
    stage.gate.open();
    await stage.shows("c", `ready "one"`);
    stage.equal(stage.rendered("c"), [`ready "one", saving`, `ready "one"`]);
  },

  "saves the secret that the component showed when it got the function": async (stage) => {
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

  "returns the same functions at each render": async (stage) => {
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

  "runs the functions of an unmounted component, and keeps nothing": async (stage) => {
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
