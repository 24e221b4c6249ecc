import type { Scenarios } from "./scenario";

const user = (id: string) => ({ userContext: { id } });

export const providers: Scenarios = {
  "does not load again for an HTTP client that is created at each render": async (stage) => {
    await stage.put("token", `"one"`);
    for (let renders = 0; renders < 3; renders += 1) {
      stage.provide([{ secret: "token" }], { userContext: { id: "usr_1" }, appContext: { authorizedPermissions: ["secret_write"] } });
      await stage.shows("token", `ready "one"`);
      await stage.quiet();
    }
    stage.equal(stage.requests(), ["find token"]);
  },

  "never shows another user the former user's secret": async (stage) => {
    await stage.put("token", `"of user 1"`);
    await stage.put("token", `"of user 2"`, { scope: { type: "user", user: "usr_2" } });
    stage.provide([{ secret: "token" }, { list: true }], user("usr_1"));
    await stage.shows("token", `ready "of user 1"`);
    stage.provide([{ secret: "token" }, { list: true }], user("usr_2"));
    await stage.shows("token", `ready "of user 2"`);
    stage.equal(stage.rendered("token"), ["loading", `ready "of user 1"`, "loading", `ready "of user 2"`]);
    stage.equal(stage.rendered("list").slice(-2), ["loading", `ready ["token"]`]);
  },

  "shows each user's own secret when the user changes during a request": async (stage) => {
    await stage.put("token", `"of user 2"`, { scope: { type: "user", user: "usr_2" } });
    for (const id of ["usr_2", "usr_1", "usr_2", "usr_1"]) stage.provide([{ secret: "token" }], user(id));
    await stage.shows("token", "missing");
    await stage.quiet();
    stage.equal(stage.rendered("token").includes("ready"), false);
  },

  "creates another client when the permissions change": async (stage) => {
    stage.provide([{ secret: "token" }], { ...user("usr_1"), appContext: { authorizedPermissions: [] } });
    await stage.shows("token", "missing");
    const refused = await stage
      .secret("token")
      .save("one")
      .catch((error: { code: string }) => error.code);
    stage.equal(refused, "permission_missing");
    stage.provide([{ secret: "token" }], { ...user("usr_1"), appContext: { authorizedPermissions: ["secret_write"] } });
    await stage.asked(2);
    await stage.secret("token").save("one");
    await stage.shows("token", `ready "one"`);
  },

  "creates another client for another option, but not for an equal one": async (stage) => {
    await stage.put("token", `"of the account"`, { scope: "account" });
    stage.provide([{ secret: "token" }], { ...user("usr_1"), scope: { type: "user" } });
    await stage.shows("token", "missing");
    stage.provide([{ secret: "token" }], { ...user("usr_1"), scope: { type: "user" } });
    await stage.quiet();
    stage.equal(stage.requests(), ["find token"]);
    stage.provide([{ secret: "token" }], { ...user("usr_1"), scope: { type: "account" } });
    await stage.shows("token", `ready "of the account"`);
  },

  "uses the caller's client": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.equal(stage.usedClient() === stage.client, true);
  },

  "throws an error with advice without a provider": async (stage) => {
    stage.equal(
      stage.withoutProvider(),
      "A hook needs a provider above it. Put <SecretStoreProvider httpClient={createHttpClient()} userContext={userContext}> around the component.",
    );
  },
};
