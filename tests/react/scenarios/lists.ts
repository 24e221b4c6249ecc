import type { Scenarios } from "./scenario";

export const lists: Scenarios = {
  "shows the secrets of a scope without their payloads": async (stage) => {
    await stage.put("a", `"one"`);
    await stage.put("b", `"two"`);
    await stage.put("of the account", `"three"`, { scope: "account" });
    stage.render([
      { list: true, id: "user" },
      { list: true, id: "account", scope: "account" },
    ]);
    await stage.shows("user", `ready ["a","b"]`);
    await stage.shows("account", `ready ["of the account"]`);
    stage.equal(stage.rendered("user"), ["loading", `ready ["a","b"]`]);
    stage.equal(JSON.stringify(stage.secret("user").data).includes("one"), false);
    stage.equal(stage.requests().sort(), ["list of the account", "list of the user"]);
  },

  "reads all pages of a list": async (stage) => {
    const names = Array.from("abcdefghij");
    for (const name of names) await stage.put(name, "1");
    stage.render([{ list: true }], stage.withPagesOf(3));
    await stage.shows("list", `ready ${JSON.stringify(names)}`);
    stage.equal(stage.requests().length, 4);
    stage.equal(stage.rendered("list").length, 2);
  },

  "shows an error if a page of a list fails": async (stage) => {
    for (const name of "abcd") await stage.put(name, "1");
    stage.emulator.fail([
      { kind: "latency", delay: 1 },
      { kind: "status", status: 401 },
    ]);
    stage.render([{ list: true }], stage.withPagesOf(3));
    await stage.shows("list", "error: unauthorized");
  },

  "shows all ten secrets that a scope can hold": async (stage) => {
    const names = Array.from({ length: 10 }, (_, index) => `secret ${index}`);
    for (const name of names) await stage.put(name, "1");
    stage.render([{ list: true }]);
    await stage.shows("list", `ready ${JSON.stringify(names)}`);
  },

  "shows an error, and loads the list again on demand": async (stage) => {
    stage.emulator.fail({ kind: "no_answer" });
    stage.render([{ list: true }]);
    await stage.shows("list", "error: connection_failed");
    await stage.secret("list").reload();
    await stage.shows("list", "ready []");
    stage.emulator.fail({ kind: "no_answer" });
    await stage.secret("list").reload();
    await stage.shows("list", "ready []: connection_failed");
  },

  "loads a list that had failed after a write, and clears the error": async (stage) => {
    stage.emulator.fail({ kind: "no_answer" });
    stage.render([{ list: true }]);
    await stage.shows("list", "error: connection_failed");
    stage.render([{ list: true }, { secret: "token" }]);
    await stage.shows("token", "missing");
    await stage.secret("token").save("one");
    await stage.shows("list", `ready ["token"]`);
  },

  "loads a list again after a write in its scope only": async (stage) => {
    stage.render([
      { secret: "token", scope: "user" },
      { list: true, id: "user", scope: "user" },
      { list: true, id: "default" },
      { list: true, id: "account", scope: "account" },
    ]);
    for (const id of ["user", "default", "account"]) await stage.shows(id, "ready []");
    await stage.secret("token").save("one");
    for (const id of ["user", "default"]) await stage.shows(id, `ready ["token"]`);
    await stage.quiet();
    stage.equal(stage.requests().slice(4), ["create token", "list of the user", "list of the user"]);
    await stage.secret("token").remove();
    for (const id of ["user", "default"]) await stage.shows(id, "ready []");
    stage.equal(stage.rendered("user"), ["loading", "ready []", `ready ["token"]`, "ready []"]);
    stage.equal(stage.rendered("account"), ["loading", "ready []"]);
  },

  "ignores an answer from before a write": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.asked(2);
    const [before] = stage.gate.held.splice(0);
    stage.gate.open();
    await stage.secret("token").save("one");
    await stage.shows("list", `ready ["token"]`);
    before!.answer();
    await stage.quiet();
    stage.equal(stage.rendered("list"), ["loading", `ready ["token"]`]);
  },

  "does not load a list again after a write that failed": async (stage) => {
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.shows("token", "missing");
    await stage.shows("list", "ready []");
    stage.emulator.fail({ kind: "status", status: 503 });
    void stage.secret("token").save("one");
    await stage.shows("token", "missing: service_failure");
    await stage.quiet();
    stage.equal(stage.requests().length, 3);
  },
};
