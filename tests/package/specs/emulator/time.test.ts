// Checks the clock, idempotency keys, reset() and snapshots.

import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { errorOf } from "../../support/client";
import { WORLD, ask, namesOf, over } from "../../support/emulator-worlds";

describe("the clock", () => {
  test("is the machine's, moved forward", async () => {
    let milliseconds = 1_900_000_000_999;
    const emulator = createEmulator({ now: () => milliseconds });
    await ask(emulator.httpClient());
    emulator.advance(86_400_000);
    milliseconds += 1_000;
    await ask(emulator.httpClient());
    expect(emulator.requests.map(({ time }) => time)).toEqual([1_900_000_000, 1_900_086_401]);
  });

  test("ends an idempotency key after a day", async () => {
    const emulator = createEmulator();
    const secrets = over(emulator);
    const create = (payload: string) => secrets.createSecret({ name: "token", payload }, { idempotencyKey: "key" });
    await create("first");
    expect(await errorOf(() => create("second"))).toMatchObject({ code: "idempotency_conflict" });
    emulator.advance(2 * 86_400_000);
    await create("second");
    expect(await secrets.findSecret({ name: "token" })).toMatchObject({ payload: "second" });
  });
});

test("returns the first answer for the same idempotency key, and changes nothing", async () => {
  const emulator = createEmulator();
  const secrets = over(emulator);
  const create = () => secrets.createSecret({ name: "token", payload: "p" }, { idempotencyKey: "key" });
  const first = await create();
  await secrets.deleteSecret({ name: "token" });
  expect(await create()).toEqual(first);
  expect(await namesOf(secrets)).toEqual([]);
  expect(emulator.requests.map(({ idempotencyKey, replayed }) => [idempotencyKey, replayed])).toEqual([
    [true, false],
    [true, false],
    [true, true],
    [false, false],
  ]);
});

test("forgets all changes at reset(), and never repeats an id", async () => {
  const emulator = createEmulator();
  const secrets = over(emulator);
  const { id } = await secrets.createSecret({ name: "token", payload: "p" }, { idempotencyKey: "key" });
  emulator.advance(1_000_000_000);
  emulator.fail({ kind: "status" });
  emulator.uninstall({ app: "app_a", account: "acct_cactus" });
  emulator.reset();
  expect(emulator.faults).toEqual([]);
  expect(await namesOf(secrets)).toEqual([]);
  const again = await secrets.createSecret({ name: "token", payload: "another" }, { idempotencyKey: "key" });
  expect(again.id).not.toBe(id);
  expect(again.created).toBeLessThan(Date.now() / 1000 + 10);
});

test("starts another emulator from a snapshot", async () => {
  const emulator = createEmulator({ world: WORLD });
  await over(emulator, { account: "acct_shop" }).createSecret({ name: "token", payload: "p" });
  const other = createEmulator({ world: WORLD, snapshot: emulator.snapshot() });
  expect(await namesOf(over(other, { app: "app_second", account: "acct_shop" }))).toEqual(["token"]);
});
