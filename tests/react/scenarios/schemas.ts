import type { StandardResult, StandardSchema } from "stripe-secret-store/react";
import { rejection, type Scenarios } from "./scenario";

/** Makes a schema for `{ count: "1" }`, which is `{ count: 1 }` in the app. tests/package/specs/json.test.ts has those of real libraries. */
const schemaOf = (
  answer: (result: StandardResult<unknown>) => StandardResult<unknown> | Promise<StandardResult<unknown>>,
): StandardSchema => ({
  "~standard": {
    version: 1,
    vendor: "own",
    validate(value) {
      const { count } = Object(value);
      return answer(typeof count === "string" ? { value: { count: Number(count) } } : { issues: [{ path: ["count"] }] });
    },
  },
});
const now = schemaOf((result) => result);
const later = schemaOf(async (result) => result);

export const schemas: Scenarios = {
  "shows the output of a schema, without another render": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    stage.render([{ secret: "settings", parse: now }]);
    await stage.shows("settings", `ready {"count":1}`);
    stage.equal(stage.rendered("settings"), ["loading", `ready {"count":1}`]);
  },

  "uses a schema that is a function as a schema": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    const parse = Object.assign(() => stage.equal("called", "never"), now);
    stage.render([{ secret: "settings", parse }]);
    await stage.shows("settings", `ready {"count":1}`);
  },

  "shows the paths of a payload that does not fit, and nothing else of it": async (stage) => {
    await stage.put("settings", `{"count":7654321}`);
    stage.render([
      { secret: "settings", parse: now },
      { secret: "settings", id: "later", parse: later },
    ]);
    for (const id of ["settings", "later"]) {
      await stage.shows(id, "error: unreadable_payload");
      const error = stage.secret(id).error as { code: "unreadable_payload"; paths?: unknown; message: string };
      stage.equal(error.paths, [["count"]]);
      stage.equal(error.message, "The payload does not fit the schema at count. Store a value that fits, or change the schema.");
      stage.equal(JSON.stringify(error).includes("7654321"), false);
    }
  },

  "saves the input of a schema, and shows its output": async (stage) => {
    stage.render([{ secret: "settings", parse: now }]);
    await stage.shows("settings", "missing");
    stage.gate.hold();
    const saved = stage.secret("settings").save({ count: "2" });
    await stage.shows("settings", `ready {"count":2}, saving`);
    stage.gate.open();
    await saved;
    await stage.shows("settings", `ready {"count":2}`);
    stage.equal(await stage.stored("settings"), `{"count":"2"}`);
  },

  "refuses to save a value that does not fit, and shows the error": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    stage.render([{ secret: "settings", parse: now }]);
    await stage.shows("settings", `ready {"count":1}`);
    stage.equal(await rejection(stage.secret("settings").save({ count: 2 })), "unreadable_payload");
    await stage.shows("settings", `ready {"count":1}: unreadable_payload`);
    stage.equal(stage.requests(), ["find settings"]);
    await stage.secret("settings").save({ count: "2" });
    await stage.shows("settings", `ready {"count":2}`);
  },

  "reverts a save that an asynchronous schema refuses, and keeps the order of the others": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    stage.render([{ secret: "settings", parse: later }]);
    await stage.shows("settings", `ready {"count":1}`);
    const refused = rejection(stage.secret("settings").save({ count: 2 }));
    stage.equal(await refused, "unreadable_payload");
    await stage.shows("settings", `ready {"count":1}: unreadable_payload`);
    const saves = [stage.secret("settings").save({ count: "3" }), stage.secret("settings").save({ count: "4" })];
    await Promise.all(saves);
    await stage.shows("settings", `ready {"count":4}`);
    stage.equal(stage.requests(), ["find settings", "create settings", "create settings"]);
    stage.equal(await stage.stored("settings"), `{"count":"4"}`);
  },

  "shows the output of an asynchronous schema when it is there, and keeps the former output until then": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    stage.render([{ secret: "settings", parse: later }]);
    await stage.shows("settings", `ready {"count":1}`);
    await stage.secret("settings").save({ count: "2" });
    await stage.shows("settings", `ready {"count":2}`);
    stage.equal(
      stage.rendered("settings").filter((line) => line.startsWith("loading")),
      ["loading"],
    );
  },

  "calls an asynchronous schema that is a new one at each render a few times only": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    let calls = 0;
    const parse = () => schemaOf(async (result) => ((calls += 1), result));
    stage.render([{ secret: "settings", parse: parse() }]);
    await stage.shows("settings", `ready {"count":1}`);
    stage.render([{ secret: "settings", parse: parse() }]);
    await stage.quiet();
    stage.equal(calls <= 6, true, `${calls} calls`);
  },

  "never shows the output for one secret or user as that of another": async (stage) => {
    await stage.put("a", `{"count":"1"}`);
    await stage.put("b", `{"count":"2"}`);
    const waiting: (() => void)[] = [];
    let isHeld = false;
    const parse = schemaOf((result) => new Promise((resolve) => (isHeld ? waiting.push(() => resolve(result)) : resolve(result))));
    stage.render([{ secret: "a", id: "it", parse }]);
    await stage.shows("it", `ready {"count":1}`);
    isHeld = true;
    stage.render([{ secret: "b", id: "it", parse }]);
    await stage.until(
      () => waiting.length > 0,
      () => "the schema was not called",
    );
    await stage.shows("it", "loading");
    for (const resolve of waiting) resolve();
    await stage.shows("it", `ready {"count":2}`);
    stage.equal(stage.rendered("it"), ["loading", `ready {"count":1}`, "loading", `ready {"count":2}`]);
  },

  "ignores the output that comes after the component was unmounted": async (stage) => {
    await stage.put("settings", `{"count":"1"}`);
    const waiting: (() => void)[] = [];
    const parse = schemaOf((result) => new Promise((resolve) => waiting.push(() => resolve(result))));
    stage.render([{ secret: "settings", parse }]);
    await stage.until(
      () => waiting.length > 0,
      () => "the schema was not called",
    );
    stage.render([]);
    await stage.quiet();
    for (const resolve of waiting) resolve();
    await stage.quiet();
    stage.equal(stage.rendered("settings"), ["loading"]);
  },
};
