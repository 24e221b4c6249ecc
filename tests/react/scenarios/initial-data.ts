import type { Scenarios } from "./scenario";

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const user = (id: string) => ({ userContext: { id } });

export const initialData: Scenarios = {
  "shows initial data until the store has answered": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([
      { secret: "token", initialData: "first" },
      { secret: "another", initialData: "first" },
      { list: true, initialData: [] },
    ]);
    await stage.shows("token", `ready "one"`);
    await stage.shows("another", "missing");
    await stage.shows("list", `ready ["token"]`);
    stage.equal(stage.rendered("token"), [`ready "first"`, `ready "one"`]);
    stage.equal(stage.rendered("another"), [`ready "first"`, "missing"]);
    stage.equal(stage.rendered("list"), ["ready []", `ready ["token"]`]);
  },

  "keeps initial data when the load fails, and shows the error": async (stage) => {
    stage.emulator.fail({ kind: "status", status: 401 });
    stage.render([{ secret: "token", initialData: "first" }]);
    await stage.shows("token", `ready "first": unauthorized`);
    await stage.secret("token").reload();
    await stage.shows("token", "missing");
  },

  "shows initial data while it is not enabled": async (stage) => {
    stage.render([{ secret: "token", initialData: "first", enabled: false }]);
    await stage.quiet();
    await stage.shows("token", `ready "first"`);
    await stage.secret("token").save("two");
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.requests(), ["create token"]);
  },

  "prefers what another component has loaded": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.render([{ secret: "token" }, { secret: "token", id: "late", initialData: "first" }]);
    await stage.shows("late", `ready "one"`);
    stage.equal(stage.rendered("late"), [`ready "one"`]);
  },

  "never shows another user the initial data of the former one": async (stage) => {
    const views = () => [
      { secret: "token", initialData: { of: "user 1" } },
      { list: true, initialData: [{ name: "of user 1" } as never] } as const,
    ];
    stage.emulator.fail({ kind: "hang", count: 2 });
    stage.provide(views(), user("usr_1"));
    await stage.asked(2);
    stage.provide(views(), user("usr_2"));
    await stage.shows("token", "missing");
    await stage.shows("list", "ready []");
    stage.equal(stage.rendered("token"), [`ready {"of":"user 1"}`, "loading", "missing"]);
    stage.equal(stage.rendered("list"), [`ready [{"name":"of user 1"}]`, "loading", "ready []"]);
  },

  "never shows the initial data of one secret for another, nor when the first one comes back": async (stage) => {
    stage.gate.hold();
    stage.render([{ secret: "a", id: "it", initialData: "of a" }]);
    await stage.shows("it", `ready "of a"`);
    for (const [secret, scope] of [["b"], ["a", "account"], ["a"]] as const) {
      stage.render([{ secret, scope, id: "it", initialData: "of a" }]);
      await stage.shows("it", "loading");
      await stage.quiet();
    }
    stage.gate.open();
    await stage.shows("it", "missing");
    stage.equal(stage.rendered("it"), [`ready "of a"`, "loading", "missing"]);
  },

  "does not show initial data again when the secret expires or is loaded again": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token", initialData: "first" }]);
    await stage.shows("token", `ready "one"`);
    await stage.secret("token").reload();
    stage.gate.hold();
    stage.clock.advance(61);
    await stage.shows("token", "loading");
    stage.gate.open();
    await stage.shows("token", "missing");
    stage.equal(stage.rendered("token"), [`ready "first"`, `ready "one"`, "loading", "missing"]);
  },
};
