// What is left in the module's memory after calls: nothing of a payload, and no more pages than after the first ones.

import { Buffer } from "node:buffer";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SecretStoreClient } from "stripe-secret-store";
import { entry } from "./support";

const PAYLOAD = "s3cr3t-of-a-user/" + "ab%cd&é☃😀".repeat(200);
const FORMS = [Buffer.from(PAYLOAD), Buffer.from(PAYLOAD, "utf16le"), Buffer.from(encodeURIComponent(PAYLOAD))];

const { Instance } = WebAssembly;
const { ArrayBuffer } = globalThis;
let memory: { buffer: ArrayBufferLike };
let client: SecretStoreClient;

/** Whether the memory holds eight bytes and more of the payload, in any of its forms. */
const holdsPayload = () => {
  const bytes = Buffer.from(memory.buffer);
  return FORMS.some((form) => [0, form.length / 2, form.length - 16].some((at) => bytes.includes(form.subarray(at, at + 16))));
};

beforeAll(async () => {
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      memory = this.exports.memory as WebAssembly.Memory;
    }
  } as typeof WebAssembly.Instance;
  // Without WebAssembly it is made of plain pages, and when it grows a new one takes its place.
  globalThis.ArrayBuffer = class extends ArrayBuffer {
    constructor(length: number) {
      super(length);
      if (entry.endsWith("/js") && length > 0 && length % 65_536 === 0) memory = { buffer: this };
    }
  } as typeof ArrayBuffer;
  const { SecretStoreClient } = await import("stripe-secret-store");
  let calls = 0;
  const found = {
    id: "appsecret_1",
    object: "apps.secret",
    created: 1,
    livemode: false,
    name: "token",
    payload: PAYLOAD,
    expires_at: null,
  };
  const httpClient = {
    getClientName: () => "test",
    makeRequest: async () => {
      if (++calls % 10 === 0) throw new Error("no answer");
      const json = { ...found, scope: { type: "user", user: "usr_1" } };
      return { getStatusCode: () => 200, getHeaders: () => ({}), toJSON: async () => json };
    },
  };
  client = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
});

afterAll(() => {
  WebAssembly.Instance = Instance;
  globalThis.ArrayBuffer = ArrayBuffer;
});

/** Calls of all kinds: good, failing on the way, refused, aborted. */
const round = () =>
  Promise.allSettled([
    client.createSecret({ name: "token", payload: PAYLOAD }),
    client.findSecret({ name: "token" }),
    client.createSecret({ name: "token", payload: PAYLOAD, expires_at: 1 }),
    client.createSecret({ name: "token", payload: `${PAYLOAD}4242 4242 4242 4242` }),
    client.createSecret({ name: "token", payload: PAYLOAD }, { signal: AbortSignal.abort() }),
  ]);

test("the payload is there while its form is being built, so that the search is known to find it", async () => {
  let seen = false;
  const params = {
    name: "token",
    payload: PAYLOAD,
    scope: {
      // Read after the payload.
      get type() {
        seen ||= holdsPayload();
        return "user" as const;
      },
    },
  };
  await client.createSecret(params);
  expect(seen).toBe(true);
});

test("nothing of it is there after the calls, and they take no more memory", async () => {
  for (let n = 0; n < 20; n++) await round();
  const pages = memory.buffer.byteLength;
  for (let n = 0; n < 2_000; n++) await round();
  expect(holdsPayload()).toBe(false);
  expect(memory.buffer.byteLength).toBe(pages);
});
