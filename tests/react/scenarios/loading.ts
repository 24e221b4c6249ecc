import type { Scenarios } from "./scenario";

export const loading: Scenarios = {
  "loads a secret once, and shows it": async (stage) => {
    await stage.put("token", `{"access":"one"}`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready {"access":"one"}`);
    await stage.quiet();
    stage.equal(stage.rendered("token"), ["loading", `ready {"access":"one"}`]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "shows a secret that does not exist as missing": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.equal(stage.rendered("token"), ["loading", "missing"]);
  },

  "shows an error for a secret that may not be read, and loads it again on demand": async (stage) => {
    await stage.put("token", `"one"`);
    stage.emulator.fail({ kind: "status", status: 401 });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "error: unauthorized");
    stage.gate.hold();
    const reloaded = stage.secret("token").reload();
    await stage.shows("token", "loading");
    await stage.asked(2);
    stage.gate.open();
    await reloaded;
    await stage.shows("token", `ready "one"`);
    stage.equal(stage.rendered("token"), ["loading", "error: unauthorized", "loading", `ready "one"`]);
  },

  "shows an error for an invalid name, and sends nothing": async (stage) => {
    stage.render([{ secret: "" }]);
    await stage.until(
      () => stage.rendered("").includes("error: invalid_name"),
      () => stage.rendered("").join(),
    );
    stage.equal(stage.requests(), []);
  },

  "shows an error for a payload that is not JSON, and does not quote it": async (stage) => {
    await stage.put("token", "sl.a-made-up-value");
    stage.render([{ secret: "token" }]);
    await stage.until(
      () => stage.secret("token")?.status === "error",
      () => stage.rendered("token").join(),
    );
    const { error } = stage.secret("token");
    stage.equal(error!.code, "unreadable_payload");
    stage.equal(/made-up/.test(`${error!.message}${error!.stack}${error!.cause}`), false);
  },

  "shows the parser's result as data, and its exception as the cause of the error": async (stage) => {
    await stage.put("token", "one");
    const refuse = () => {
      throw new RangeError("of no use");
    };
    const refuseOddly = () => {
      throw "a text";
    };
    stage.render([
      { secret: "token", id: "upper", parse: (payload) => payload.toUpperCase() as never },
      { secret: "token", id: "refused", parse: refuse },
      { secret: "token", id: "oddly", parse: refuseOddly },
    ]);
    await stage.shows("upper", `ready "ONE"`);
    await stage.shows("refused", "error: unreadable_payload");
    stage.equal((stage.secret("refused").error!.cause as Error).message, "of no use");
    await stage.shows("oddly", "error: unreadable_payload");
    stage.equal(stage.secret("oddly").error!.cause, "a text");
    stage.equal(stage.requests(), ["find token"]);
  },

  "does not load again when the parser is a new function at each render": async (stage) => {
    await stage.put("token", "one");
    for (const ending of ["!", "?", "."]) {
      stage.render([{ secret: "token", parse: (payload) => (payload + ending) as never }]);
      await stage.shows("token", `ready "one${ending}"`);
      await stage.quiet();
    }
    stage.equal(stage.requests(), ["find token"]);
  },

  "keeps the same data object for the same payload and parser": async (stage) => {
    await stage.put("token", `{"access":"one"}`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready {"access":"one"}`);
    const { data } = stage.secret("token");
    stage.render([{ secret: "token" }, { secret: "another" }]);
    await stage.shows("another", "missing");
    await stage.secret("token").reload();
    stage.equal(stage.secret("token").data === data, true);
  },

  "shares one request and one state among components with the same secret": async (stage) => {
    await stage.put("token", `"one"`);
    const scope = { type: "user" } as const;
    stage.render([
      { secret: "token", id: "a", scope: "user" },
      { secret: "token", id: "b", scope },
    ]);
    await stage.shows("a", `ready "one"`);
    await stage.shows("b", `ready "one"`);
    stage.render([
      { secret: "token", id: "a", scope: "user" },
      { secret: "token", id: "b", scope },
      { secret: "token", id: "late", scope },
    ]);
    await stage.shows("late", `ready "one"`);
    stage.equal(stage.rendered("late"), [`ready "one"`]);
    await stage.secret("b").save("two");
    for (const id of ["a", "b", "late"]) await stage.shows(id, `ready "two"`);
    stage.equal(stage.requests(), ["find token", "create token"]);
  },

  "loads a scope that is named in another way again after a write": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([
      { secret: "token", id: "by default" },
      { secret: "token", id: "user", scope: "user" },
      { secret: "token", id: "by id", scope: { type: "user", user: "usr_1" } },
      { secret: "token", id: "account", scope: "account" },
    ]);
    for (const id of ["by default", "user", "by id"]) await stage.shows(id, `ready "one"`);
    await stage.shows("account", "missing");
    await stage.secret("user").save("two");
    for (const id of ["by default", "user", "by id"]) await stage.shows(id, `ready "two"`);
    const asked = stage.requests().slice(5);
    stage.equal(asked, ["find token", "find token"], "asked again, and not of the account");
  },

  "ignores a late answer after a newer one": async (stage) => {
    await stage.put("token", `"first"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "first"`);
    stage.gate.hold();
    await stage.put("token", `"second"`);
    const older = stage.secret("token").reload();
    await stage.asked(2);
    await stage.put("token", `"third"`);
    const newer = stage.secret("token").reload();
    await stage.asked(3);
    stage.equal(
      stage.signals.map(({ aborted }) => aborted),
      [false, true, false],
    );
    const [second, third] = stage.gate.held;
    third!.answer();
    await Promise.all([older, newer]);
    await stage.shows("token", `ready "third"`);
    second!.answer();
    await stage.quiet();
    stage.equal(stage.rendered("token"), ["loading", `ready "first"`, `ready "third"`]);
  },

  "keeps the data on the screen during a reload, also when it fails": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.emulator.fail({ kind: "status", status: 503 });
    await stage.secret("token").reload();
    await stage.shows("token", `ready "one": service_failure`);
    await stage.put("token", `"two"`);
    stage.gate.hold();
    void stage.secret("token").reload();
    await stage.asked(3);
    await stage.shows("token", `ready "one"`);
    stage.gate.open();
    await stage.shows("token", `ready "two"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, `ready "one": service_failure`, `ready "one"`, `ready "two"`]);
  },
};
