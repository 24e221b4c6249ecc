// Changes permissions and installations while the emulator runs.

import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { errorOf } from "../../support/client";
import { messageOf, namesOf, over } from "../../support/emulator-worlds";

describe("permissions and installations", () => {
  const installation = { app: "app_a", account: "acct_cactus" };

  test("requires the permission for a write, but not for a read", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    await secrets.createSecret({ name: "token", payload: "p" });
    emulator.revoke(installation);
    expect(await errorOf(() => secrets.createSecret({ name: "token", payload: "p" }))).toMatchObject({ code: "permission_missing" });
    expect(await errorOf(() => secrets.deleteSecret({ name: "token" }))).toMatchObject({ code: "permission_missing", status: 403 });
    expect(await namesOf(secrets)).toEqual(["token"]);
    expect(await over(emulator, { app: "app_b" }).createSecret({ name: "token", payload: "p" })).toMatchObject({ name: "token" });
    emulator.grant({ ...installation, permission: "secret_write" });
    await secrets.deleteSecret({ name: "token" });
  });

  test("refuses an uninstalled app until it is installed again", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    await secrets.createSecret({ name: "token", payload: "p" });
    emulator.uninstall(installation);
    expect(emulator.world.accounts[0]?.installations.map(({ app }) => app)).toEqual(["app_b"]);
    expect(await errorOf(() => secrets.listSecrets())).toMatchObject({ code: "app_uninstalled", status: 403 });
    emulator.install(installation);
    expect(await namesOf(secrets)).toEqual(["token"]);
  });

  test("lists the known names for an unknown one", () => {
    const emulator = createEmulator();
    for (const name of ["grant", "revoke", "install", "uninstall"] as const) {
      expect(messageOf(() => emulator[name]({ app: "app_x", account: "acct_cactus" }))).toMatch(`${name}(): There is no app \`app_x\``);
      expect(messageOf(() => emulator[name]({ app: "app_a", account: "acct_x" }))).toMatch(/no account `acct_x`/);
    }
    emulator.uninstall(installation);
    expect(messageOf(() => emulator.grant(installation))).toMatch(/There is: app_b/);
  });
});
