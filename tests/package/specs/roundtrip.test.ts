// Checks that each text is either refused, or stored and returned unchanged.

import fc from "fast-check";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { expect, test } from "vitest";
import { errorOf, USER } from "../support/client";

const emulator = createEmulator();
const secrets = new SecretStoreClient({
  httpClient: emulator.httpClient({ user: USER }),
  userContext: { id: USER },
  cardNumbers: "allow",
});

const MOST = 5_000;

/** Returns whether Stripe accepts the text, by another method than the client's. */
const storable = (text: string) => text !== "" && text.isWellFormed() && [...text].length <= MOST;

async function store(name: string, payload: string) {
  if (!storable(name)) {
    expect((await errorOf(() => secrets.createSecret({ name, payload }))).code).toBe("invalid_name");
    return;
  }
  if (!storable(payload)) {
    expect((await errorOf(() => secrets.createSecret({ name, payload }))).code).toBe("invalid_payload");
    return;
  }
  expect(await secrets.createSecret({ name, payload })).toMatchObject({ name });
  expect(await secrets.findSecret({ name })).toMatchObject({ name, payload });
  expect((await secrets.listSecrets()).data.map((secret) => secret.name)).toEqual([name]);
  expect(await secrets.deleteSecret({ name })).toMatchObject({ deleted: true });
  expect(await secrets.findSecret({ name })).toBeNull();
}

// Random UTF-16 units rarely form a pair, so many surrogates stand alone. `binary` has every character.
const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const text = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit, maxLength: 8 }), fc.string({ unit: "grapheme" }));

test("returns 3,000 random names and payloads unchanged", async () => {
  await fc.assert(fc.asyncProperty(text, text, store), { numRuns: 3_000 });
});

test.each(["a", "é", "€", "😀", "\0", "%", "[", "\u2028"])(
  "accepts the longest text of %j, and refuses one more character",
  async (character) => {
    const longest = character.repeat(MOST);
    await store("name", longest);
    await store("name", longest + character);
    await store(longest, "payload");
    await store(longest + character, "payload");
  },
);

test.each(["\ud800", "a\udc00", "\udc00\ud800", "😀\ud83d", "\ud83d😀"])("refuses half a surrogate pair %j", async (text) => {
  await store(text, "payload");
  await store("name", text);
});

test.each(["__proto__", "constructor", "null", "undefined", "\ufeffa", "a&b=c", "scope[type]", "%00", "+", " "])(
  "returns the text %j unchanged",
  async (text) => {
    await store(text, text);
  },
);
