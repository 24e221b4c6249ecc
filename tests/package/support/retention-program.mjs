// Runs as a separate program with a small heap: makes calls of all kinds with a payload, drops it, and searches a heap snapshot for it. Prints its
// findings as JSON. retention.test.ts runs it.

import { randomBytes } from "node:crypto";
import { getHeapSnapshot } from "node:v8";

const { SecretStoreClient } = await import(process.env.ENTRY);

// 32 unique characters. Those that are encoded are separate, so that each form has long runs.
const secret = () => `${randomBytes(12).toString("hex")}é☃😀${randomBytes(12).toString("hex")}`;
const runs = (payload) => payload.split("é☃😀").map((run) => Buffer.from(run));

const objects = [];
/** Watches an object without keeping it. */
const seen = (object) => {
  objects.push(new WeakRef(object));
  return object;
};

/** Makes all calls with a payload. This program keeps no part of them afterwards. */
async function calls(payload) {
  const over = (makeRequest) =>
    new SecretStoreClient({ httpClient: { getClientName: () => "test", makeRequest }, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
  const answering = (status, json) =>
    over(async () => ({ getStatusCode: () => status, getHeaders: () => ({}), toJSON: async () => json() }));
  const found = () =>
    seen({
      id: "a",
      object: "apps.secret",
      created: 1,
      livemode: false,
      name: "n",
      payload,
      expires_at: null,
      scope: { type: "user", user: "usr_1" },
    });
  const good = answering(200, found);
  const never = over(() => new Promise(() => {}));
  const controller = new AbortController();
  const create = (client, more, options) => client.createSecret(seen({ name: "n", payload, ...more }), options && seen(options));
  const made = [
    create(good),
    create(good, {}, { idempotencyKey: "key" }),
    good.findSecret({ name: "n" }),
    answering(200, () => ({ object: "list", data: [found()], has_more: false, url: "" })).listSecrets(),
    good.deleteSecret({ name: "n" }),
    create(good, { expires_at: 1 }),
    create(good, { payload: `${payload} 4242 4242 4242 4242` }),
    create(good, { payload: `${payload}\ud800` }),
    create(good, { payload: payload.repeat(400) }),
    create(good, { scope: { type: "user", user: "usr_2" } }),
    create(answering(400, () => ({ error: { message: `No: ${payload}` } }))),
    create(answering(400, () => ({ error: { message: `No: ${encodeURIComponent(payload)}` } }))),
    create(answering(500, () => undefined)),
    create(answering(200, () => payload)),
    create(over(() => Promise.reject(new Error("no network")))),
    create(never, {}, { timeout: 1 }),
    create(never, {}, { signal: controller.signal }),
    create(good, {}, { signal: AbortSignal.abort() }),
  ];
  controller.abort();
  const endings = await Promise.allSettled(made);
  for (const { reason } of endings) if (reason) seen(reason);
  // The signal outlives the call, as a component's does.
  return { endings: endings.map(({ status, reason }) => (reason ? reason.code : status)), controller };
}

/** Returns the number of these on the heap. They are kept in buffers, whose bytes are outside of it. */
async function onTheHeap(buffers) {
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  globalThis.gc();
  const parts = [];
  for await (const part of getHeapSnapshot()) parts.push(part);
  const snapshot = Buffer.concat(parts);
  return buffers.filter((buffer) => snapshot.includes(buffer.subarray(0, 12))).length;
}

async function letGo() {
  const payload = secret();
  return { ...(await calls(payload)), looked: runs(payload) };
}

const held = secret();
await calls(held);
const whileHeld = await onTheHeap(runs(held));

objects.length = 0;
const { looked, endings, controller } = await letGo();
const afterwards = await onTheHeap(looked);
const alive = objects.filter((object) => object.deref()).length;
// These uses keep the objects until now.
const present = { held: held.length > 0, aborted: controller.signal.aborted };
console.log(JSON.stringify({ endings, whileHeld, afterwards, alive, objects: objects.length, present }));
