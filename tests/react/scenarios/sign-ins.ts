import type { Scenarios } from "./scenario";

const ID = "sign-in";
const DENIED = { error: "access_denied", state: "state-0" };

export const signIns: Scenarios = {
  "shows a link while no user is signed in": async (stage) => {
    const { createStore, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore() } });
    await stage.shows(ID, "signed_out, link");
    await stage.quiet();
    stage.equal(stage.rendered(ID), ["signing_in", "signed_out, link"]);
    stage.equal(new URL(of().href!).searchParams.get("state"), "link-1");
    stage.equal([stage.signIn.links, stage.requests()], [1, ["find crm"]]);
  },

  "signs in with a code, which it sends once": async (stage) => {
    const { createStore, server } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    await stage.quiet();
    stage.equal(stage.rendered(ID), ["signing_in", "signed_in"]);
    stage.equal([server.asked, stage.signIn.links], [["authorization_code"], 0]);
  },

  "knows tokens that are stored, and asks the provider for nothing": async (stage) => {
    const { createStore, server } = stage.signIn;
    await stage.put("crm", `{"access_token":"stored"}`);
    stage.renderSignIns({ [ID]: { signIn: createStore() } });
    await stage.shows(ID, "signed_in");
    stage.equal([server.asked, stage.signIn.links], [[], 0]);
  },

  "signs in once, though the component is mounted again with the same context": async (stage) => {
    const { createStore, server } = stage.signIn;
    const oauthContext = server.newContext();
    const store = createStore();
    for (const signIn of [store, store, createStore()]) {
      stage.renderSignIns({ [ID]: { signIn, oauthContext: { ...oauthContext } } });
      await stage.shows(ID, "signed_in");
      stage.renderSignIns({});
      await stage.quiet();
    }
    stage.equal(server.asked, ["authorization_code"]);
  },

  "stays signed in when the context goes away": async (stage) => {
    const { createStore, server } = stage.signIn;
    const signIn = createStore();
    stage.renderSignIns({ [ID]: { signIn, oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    stage.renderSignIns({ [ID]: { signIn } });
    await stage.quiet();
    stage.equal(stage.rendered(ID), ["signing_in", "signed_in"]);
  },

  "finishes a sign-in whose component is unmounted meanwhile": async (stage) => {
    const { createStore, server } = stage.signIn;
    const [signIn, oauthContext] = [createStore(), server.newContext()];
    const release = server.hold();
    stage.renderSignIns({ [ID]: { signIn, oauthContext } });
    await stage.until(
      () => server.asked.length > 0,
      () => "nothing was asked",
    );
    stage.renderSignIns({});
    await stage.quiet();
    stage.renderSignIns({ [ID]: { signIn, oauthContext } });
    release();
    await stage.shows(ID, "signed_in");
    stage.equal([stage.rendered(ID), server.asked], [["signing_in", "signed_in"], ["authorization_code"]]);
  },

  "stays signed out after a sign-out, though the context stays": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    const [signIn, oauthContext] = [createStore(), server.newContext()];
    stage.renderSignIns({ [ID]: { signIn, oauthContext } });
    await stage.shows(ID, "signed_in");
    await of().signOut();
    await stage.shows(ID, "signed_out, link");
    stage.renderSignIns({});
    await stage.quiet();
    stage.renderSignIns({ [ID]: { signIn, oauthContext } });
    await stage.shows(ID, "signed_out, link");
    stage.equal([await stage.stored("crm"), server.asked], [undefined, ["authorization_code"]]);
  },

  "recognises a spent code in another page": async (stage) => {
    const { createStore, server } = stage.signIn;
    const oauthContext = server.newContext();
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext } });
    await stage.shows(ID, "signed_in");
    const other = stage.anotherPage();
    other.renderSignIns({ [ID]: { signIn: other.signIn.createStore(), oauthContext } });
    await other.shows(ID, "signed_in");
    stage.equal([other.rendered(ID), server.asked], [["signing_in", "signed_in"], ["authorization_code"]]);
  },

  "leads to another link after a code was refused": async (stage) => {
    const { createStore, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: { code: "made up", verifier: "made up" } } });
    await stage.shows(ID, "failed, link: exchange_failed");
    await of().retry();
    await stage.shows(ID, "signed_out, link");
    stage.equal(stage.signIn.server.asked, ["authorization_code"]);
  },

  "shows that the permission was denied, once": async (stage) => {
    const { createStore, of } = stage.signIn;
    const signIn = createStore();
    stage.renderSignIns({ [ID]: { signIn, oauthContext: DENIED } });
    await stage.shows(ID, "denied, link: denied");
    await stage.quiet();
    stage.equal(stage.rendered(ID), ["signing_in", "denied, link: denied"]);
    await of().retry();
    await stage.shows(ID, "signed_out, link");
    stage.renderSignIns({});
    await stage.quiet();
    stage.renderSignIns({ [ID]: { signIn, oauthContext: DENIED } });
    await stage.shows(ID, "signed_out, link");
  },

  "signs in after a denial by the answer of another sign-in": async (stage) => {
    const { createStore, server } = stage.signIn;
    const signIn = createStore();
    stage.renderSignIns({ [ID]: { signIn, oauthContext: DENIED } });
    await stage.shows(ID, "denied, link: denied");
    stage.renderSignIns({ [ID]: { signIn, oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
  },

  "does not lock out a user by a denial that stays": async (stage) => {
    await stage.put("crm", `{"access_token":"stored"}`);
    stage.renderSignIns({ [ID]: { signIn: stage.signIn.createStore(), oauthContext: DENIED } });
    await stage.shows(ID, "signed_in");
  },

  "sends the code again on a retry if the provider did not answer": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    server.isDown = true;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "failed: exchange_failed");
    await of().retry();
    await stage.shows(ID, "failed: exchange_failed");
    server.isDown = false;
    await of().retry();
    await stage.shows(ID, "signed_in");
    stage.equal(server.asked, ["authorization_code"]);
  },

  "stores tokens on a retry that could not be stored": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.emulator.fail({ kind: "status", status: 403, method: "POST", count: 1 });
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "failed: not_stored");
    await of().retry();
    await stage.shows(ID, "signed_in");
    stage.equal(server.asked, ["authorization_code"]);
  },

  "reads the stored tokens again on a retry if they could not be read": async (stage) => {
    await stage.put("crm", `{"access_token":"stored"}`);
    stage.emulator.fail({ kind: "status", status: 401 });
    stage.renderSignIns({ [ID]: { signIn: stage.signIn.createStore() } });
    await stage.shows(ID, "failed: unauthorized");
    await stage.signIn.of().retry();
    await stage.shows(ID, "signed_in");
  },

  "leads to a link if something else is stored": async (stage) => {
    await stage.put("crm", "something else");
    stage.renderSignIns({ [ID]: { signIn: stage.signIn.createStore() } });
    await stage.shows(ID, "failed, link: unreadable_tokens");
  },

  "reports a link that cannot be made, and makes it on a retry": async (stage) => {
    const { createStore, of } = stage.signIn;
    stage.signIn.hasLinks = false;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: DENIED } });
    await stage.shows(ID, "failed: link_failed");
    stage.signIn.hasLinks = true;
    await of().retry();
    await stage.shows(ID, "signed_out, link");
  },

  "runs calls with a token, and refreshes it once for all": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    stage.equal(await of().withToken(server.call), { status: 200 });
    server.end(false);
    const answers = await Promise.all([1, 2, 3].map(() => of().withToken(server.call)));
    stage.equal(answers, [{ status: 200 }, { status: 200 }, { status: 200 }]);
    await stage.quiet();
    stage.equal(
      [stage.rendered(ID), server.asked],
      [
        ["signing_in", "signed_in"],
        ["authorization_code", "refresh_token"],
      ],
    );
  },

  "leads back to the link if a call finds that the sign-in has ended": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    server.end(true);
    const codes = await Promise.all(
      [1, 2].map(() =>
        of()
          .withToken(server.call)
          .catch(({ code }: { code: string }) => code),
      ),
    );
    stage.equal(codes, ["signed_out", "signed_out"]);
    await stage.shows(ID, "signed_out, link: signed_out");
    stage.equal([typeof (await stage.stored("crm")), server.asked], ["string", ["authorization_code", "refresh_token"]]);
  },

  "keeps the link if a call is made while no user is signed in": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore() } });
    await stage.shows(ID, "signed_out, link");
    const { href } = of();
    stage.equal(
      await of()
        .withToken(server.call)
        .catch(({ code }: { code: string }) => code),
      "signed_out",
    );
    await stage.quiet();
    stage.equal([of().href, stage.signIn.links], [href, 1]);
  },

  "leads back to the link if a new token is refused, too, as a result or an error": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    for (const refused of [async () => ({ status: 401 }), () => Promise.reject({ response: { status: 401 } })]) {
      const signIn = createStore();
      stage.renderSignIns({ [ID]: { signIn, oauthContext: server.newContext() } });
      await stage.shows(ID, "signed_in");
      await of()
        .withToken(refused as () => Promise<unknown>)
        .catch(() => undefined);
      await stage.shows(ID, "signed_out, link: signed_out");
      await of().signOut();
    }
  },

  "leaves the state as it is when a call fails in another way": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    stage.equal(await of().withToken(async () => ({ status: 403, code: "signed_out" })), { status: 403, code: "signed_out" });
    const failed = of().withToken(() => Promise.reject(new Error("offline")));
    stage.equal(await failed.catch(({ message }: Error) => message), "offline");
    server.end(false);
    server.refusesApp = true;
    stage.equal(
      await of()
        .withToken(server.call)
        .catch(({ code }: { code: string }) => code),
      "refresh_failed",
    );
    await stage.quiet();
    stage.equal(stage.rendered(ID), ["signing_in", "signed_in"]);
  },

  "shares one state between components": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    const signIn = createStore();
    const views = { child: { signIn }, view: { signIn, oauthContext: server.newContext() } };
    stage.renderSignIns(views);
    await stage.shows("child", "signed_in");
    await stage.shows("view", "signed_in");
    stage.renderSignIns({ ...views, late: { signIn } });
    await stage.shows("late", "signed_in");
    stage.equal(stage.rendered("late"), ["signed_in"]);
    await of("child").signOut();
    for (const id of ["child", "view", "late"]) await stage.shows(id, "signed_out, link");
    stage.equal([server.asked, stage.signIn.links], [["authorization_code"], 1]);
  },

  "shows the view's sign-in in a component below, which passes no options": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    const signIn = createStore();
    stage.renderSignIns({ [ID]: { signIn, below: "child" } });
    for (const id of [ID, "child"]) await stage.shows(id, "signed_out, link");
    stage.equal([stage.signIn.links, stage.requests()], [1, ["find crm"]]);
    stage.renderSignIns({ [ID]: { signIn, below: "child", oauthContext: server.newContext() } });
    for (const id of [ID, "child"]) await stage.shows(id, "signed_in");
    stage.equal(await of("child").withToken(server.call), { status: 200 });
    await of("child").signOut();
    await stage.shows(ID, "signed_out, link");
    stage.renderSignIns({});
    await stage.quiet();
    stage.renderSignIns({ [ID]: { signIn, below: "child" } });
    for (const id of [ID, "child"]) await stage.shows(id, "signed_out, link");
    stage.equal(server.asked, ["authorization_code"]);
  },

  "never shows another user's sign-in": async (stage) => {
    const { createStore } = stage.signIn;
    await stage.put("crm", `{"access_token":"stored"}`);
    stage.renderSignIns({ [ID]: { signIn: createStore() } });
    await stage.shows(ID, "signed_in");
    stage.renderSignIns({ [ID]: { signIn: createStore(stage.clientOf("usr_2")) } });
    await stage.shows(ID, "signed_out, link");
    stage.equal(stage.rendered(ID), ["signing_in", "signed_in", "signing_in", "signed_out, link"]);
  },

  "ends signed out if a sign-out is called during a sign-in": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    const release = server.hold();
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.until(
      () => server.asked.length > 0,
      () => "nothing was asked",
    );
    const done = of().signOut();
    release();
    await done;
    await stage.shows(ID, "signed_out, link");
    stage.equal([stage.rendered(ID), await stage.stored("crm")], [["signing_in", "signed_out, link"], undefined]);
  },

  "reports a sign-out that fails": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    stage.renderSignIns({ [ID]: { signIn: createStore(), oauthContext: server.newContext() } });
    await stage.shows(ID, "signed_in");
    stage.emulator.fail({ kind: "status", status: 403 });
    await of().signOut();
    await stage.shows(ID, "failed: permission_missing");
    await of().retry();
    await stage.shows(ID, "signed_in");
  },

  "returns the same functions at each render, and no token": async (stage) => {
    const { createStore, server, of } = stage.signIn;
    const [signIn, oauthContext] = [createStore(), server.newContext()];
    stage.renderSignIns({ [ID]: { signIn, oauthContext } });
    await stage.shows(ID, "signing_in");
    const { withToken, signOut, retry } = of();
    await stage.shows(ID, "signed_in");
    const now = of();
    stage.equal([now.withToken === withToken, now.signOut === signOut, now.retry === retry], [true, true, true]);
    stage.equal(Object.keys(now).sort(), ["retry", "signOut", "status", "withToken"]);
  },
};
