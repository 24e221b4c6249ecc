import type { SecretStoreError } from "stripe-secret-store";
import { rejection, type Scenarios } from "./scenario";

const nothing = () => undefined;

export const saving: Scenarios = {
  "shows a saved value immediately, and stores it": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.gate.hold();
    const saved = stage.secret("token").save({ access: "one" });
    await stage.shows("token", `ready {"access":"one"}, saving`);
    await stage.asked(2);
    stage.gate.open();
    const { name, id } = await saved;
    await stage.shows("token", `ready {"access":"one"}`);
    stage.equal([name, id.slice(0, 10)], ["token", "appsecret_"]);
    stage.equal(await stage.stored("token"), `{"access":"one"}`);
    stage.equal(stage.rendered("token"), ["loading", "missing", `ready {"access":"one"}, saving`, `ready {"access":"one"}`]);
    stage.equal(stage.requests(), ["find token", "create token"]);
  },

  "shows the result before the promise settles": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    await stage.secret("token").save("one");
    await stage.shows("token", `ready "one"`);
    stage.emulator.fail({ kind: "status", status: 503 });
    stage.equal(await rejection(stage.secret("token").save("two")), "service_failure");
    await stage.shows("token", `ready "one": service_failure`);
  },

  "stores the expiry": async (stage) => {
    stage.render([{ secret: "token" }, { list: true }]);
    await stage.shows("list", "ready []");
    const expires_at = Math.floor(Date.now() / 1000) + 3600;
    stage.equal((await stage.secret("token").save("one", { expires_at })).expires_at, expires_at);
    stage.equal((await stage.secret("token").save("two", { expires_at: new Date(expires_at * 1000) })).expires_at, expires_at);
    stage.equal((await stage.secret("token").save("three")).expires_at, null);
  },

  "reverts a refused save, and shows the reason without an unhandled rejection": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.emulator.revoke({ app: "app_a", account: "acct_cactus" });
    stage.gate.hold();
    void stage.secret("token").save("two");
    await stage.shows("token", `ready "two", saving`);
    await stage.asked(2);
    stage.gate.open();
    await stage.shows("token", `ready "one": permission_missing`);
    await stage.quiet();
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, `ready "two", saving`, `ready "one": permission_missing`]);
    stage.emulator.grant({ app: "app_a", account: "acct_cactus" });
    await stage.secret("token").save("three");
    await stage.shows("token", `ready "three"`);
  },

  "reverts a save that is refused before it is sent": async (stage) => {
    stage.render([{ secret: "token", serialize: () => "" }]);
    await stage.shows("token", "missing");
    stage.equal(await rejection(stage.secret("token").save("one")), "invalid_payload");
    await stage.shows("token", "missing: invalid_payload");
    stage.equal(stage.requests(), ["find token"]);
  },

  "rejects a value that cannot be serialized, and changes nothing": async (stage) => {
    const refuse = () => {
      throw new RangeError("of no use");
    };
    stage.render([
      { secret: "token" },
      { secret: "token", id: "refusing", serialize: refuse },
      { secret: "token", id: "odd", serialize: () => 1 as never },
    ]);
    await stage.shows("token", "missing");
    const refused = async (id: string, value: unknown) => {
      const error = await stage
        .secret(id)
        .save(value)
        .then(nothing, (error: SecretStoreError) => error);
      stage.equal([error!.code, error!.param], ["invalid_payload", "payload"]);
      return `${(error!.cause as Error | undefined)?.message}`;
    };
    for (const value of [undefined, () => {}, Symbol("s")]) stage.equal(await refused("token", value), "undefined");
    // The value may be the secret itself, so the error does not hold it.
    stage.equal(await refused("odd", "one"), "undefined");
    stage.equal(/BigInt/.test(await refused("token", BigInt(1))), true);
    stage.equal(await refused("refusing", "one"), "of no use");
    void stage.secret("refusing").save("one");
    await stage.quiet();
    stage.equal(stage.rendered("token"), ["loading", "missing"]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "rejects an unknown option of a save": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    const error = await stage
      .secret("token")
      .save("one", { expiresAt: 1 } as object)
      .then(nothing, (error: SecretStoreError) => error);
    stage.equal([error!.code, error!.param], ["invalid_parameter", "expiresAt"]);
    stage.equal(stage.requests(), ["find token"]);
  },

  "uses the serializer of the latest render": async (stage) => {
    for (const mark of ["<", "{"]) {
      stage.render([{ secret: "token", parse: String as never, serialize: (value) => mark + value }]);
      await stage.quiet();
    }
    await stage.secret("token").save("one");
    stage.equal(await stage.stored("token"), "{one");
    await stage.shows("token", `ready "{one"`);
  },

  "shows a removed secret as missing immediately": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    const removed = stage.secret("token").remove();
    await stage.shows("token", "missing, saving");
    await stage.asked(2);
    stage.gate.open();
    stage.equal(await removed, undefined);
    await stage.shows("token", "missing");
    stage.equal(await stage.stored("token"), undefined);
    stage.equal(stage.requests(), ["find token", "delete token"]);
  },

  "succeeds in removing a secret that does not exist": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    await stage.secret("token").remove();
    await stage.secret("token").remove();
    await stage.shows("token", "missing");
    stage.equal(stage.secret("token").error, undefined);
  },

  "reverts a removal that fails, and shows the reason": async (stage) => {
    await stage.put("token", `"one"`);
    stage.render([{ secret: "token" }]);
    await stage.shows("token", `ready "one"`);
    stage.gate.hold();
    const removed = rejection(stage.secret("token").remove());
    await stage.shows("token", "missing, saving");
    await stage.asked(2);
    stage.gate.held[0]!.breakOff();
    stage.equal(await removed, "connection_failed");
    await stage.shows("token", `ready "one": connection_failed`);
    stage.equal(stage.rendered("token"), ["loading", `ready "one"`, "missing, saving", `ready "one": connection_failed`]);
  },

  "puts no saved value into an error": async (stage) => {
    stage.render([{ secret: "token" }]);
    await stage.shows("token", "missing");
    stage.emulator.fail([
      { kind: "status", status: 503 },
      { kind: "broken_json", executed: false },
    ]);
    for (const value of [
      "a-made-up-value",
      "a-made-up-value",
      "a-made-up-value ".repeat(1000),
      { note: "a-made-up-value 4242 4242 4242 4242" },
    ]) {
      const error = (await stage
        .secret("token")
        .save(value)
        .catch((error: Error) => error)) as Error;
      stage.equal(error instanceof Error, true, String(value).slice(0, 20));
      stage.equal(/made-up/.test(`${error.message} ${error.stack} ${error.cause} ${JSON.stringify(error)}`), false);
    }
  },
};
