import { rejection, type Scenarios } from "./scenario";

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

export const enabling: Scenarios = {
  "loads nothing until it is enabled": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([
      { secret: "token", enabled: false },
      { list: true, enabled: false },
    ]);
    await stage.quiet();
    stage.equal(stage.requests(), []);
    stage.render([{ secret: "token", enabled: true }, { list: true }]);
    await stage.shows("token", `ready "one"`);
    await stage.shows("list", `ready ["token"]`);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`]);
    stage.equal(stage.requests().sort(), ["find token", "list of the user"]);
  },

  "loads, saves and removes on demand while it is not enabled": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", enabled: false }]);
    await stage.quiet();
    await stage.secret("token").reload();
    await stage.shows("token", `ready "one"`);
    await stage.secret("token").save("two");
    await stage.shows("token", `ready "two"`);
    await stage.secret("token").remove();
    await stage.shows("token", "missing");
    stage.equal(stage.requests(), ["find token", "create token", "delete token"]);
  },

  "shows the error of a save that fails before anything was loaded": async (stage) => {
    stage.render([{ secret: "token", enabled: false }]);
    await stage.quiet();
    stage.emulator.fail({ kind: "status", status: 503 });
    stage.equal(await rejection(stage.secret("token").save("one")), "service_failure");
    await stage.shows("token", "loading: service_failure");
    stage.equal(stage.requests(), ["create token"]);
  },

  "shows what another component has loaded, and does not load again for it": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([
      { secret: "token", id: "waiting", enabled: false },
      { secret: "token", id: "loading" },
    ]);
    await stage.shows("waiting", `ready "one"`);
    await stage.shows("loading", `ready "one"`);
    stage.render([{ secret: "token", id: "waiting", enabled: true }]);
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
  },

  "does not load again after the write of another component": async (stage) => {
    stage.render([
      { secret: "token", scope: "user", id: "writing" },
      { secret: "token", id: "waiting", enabled: false },
    ]);
    await stage.shows("writing", "missing");
    await stage.secret("writing").save("one");
    await stage.quiet();
    await stage.shows("waiting", "loading");
    stage.equal(stage.requests(), ["find token", "create token"]);
  },

  "removes an expired secret from the screen, and does not load it again": async (stage) => {
    await stage.put("token", `"one"`, { expires_at: inSeconds(60) });
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.render([{ secret: "token", enabled: false }]);
    await stage.quiet();
    stage.clock.advance(61);
    await stage.shows("token", "loading");
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
  },

  "waits for a name that is not known yet": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([
      { secret: undefined, id: "a" },
      { secret: null, id: "b" },
    ]);
    await stage.quiet();
    stage.equal(stage.requests(), []);
    stage.render([
      { secret: "token", id: "a" },
      { secret: "token", id: "b" },
    ]);
    for (const id of ["a", "b"]) {
      await stage.shows(id, `ready "one"`);
      stage.equal(stage.rendered(id), ["loading", `ready "one"`]);
    }
    stage.equal(stage.requests(), ["find token"]);
  },

  "refuses to save or remove a secret whose name is not known": async (stage) => {
    stage.render([{ secret: undefined, id: "it" }]);
    await stage.quiet();
    stage.equal(await rejection(stage.secret("it").save("one")), "invalid_name");
    stage.equal(await rejection(stage.secret("it").remove()), "invalid_name");
    await stage.shows("it", "loading: invalid_name");
    stage.equal(stage.requests(), []);
  },

  "never shows the former data when the name is no longer known": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token", id: "it" }]);
    await stage.shows("it", `ready "one"`);
    stage.render([{ secret: null, id: "it" }]);
    await stage.shows("it", "loading");
    await stage.quiet();
    stage.equal(stage.rendered("it"), ["loading", `ready "one"`, "loading"]);
    stage.equal(stage.requests(), ["find token"]);
  },
};
