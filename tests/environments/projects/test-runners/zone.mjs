// Runs in a zone of zone.js whose timers and promises wait for the test, as in Angular's `fakeAsync`.

import "zone.js";
import "zone.js/testing";
import { startCallEvery, useEvery } from "./every-entry.mjs";
import { record } from "./record.mjs";

const { fakeAsync, flushMicrotasks, tick } = Zone[Zone.__symbol__("fakeAsyncTest")];

const codes = {};
const run = fakeAsync(() => {
  startCallEvery(codes);
  flushMicrotasks();
  tick(4_999);
  const early = Object.keys(codes).length;
  tick(1);
  return early;
});
// Angular's test frameworks run each test in such a zone.
const early = Zone.current.fork(new Zone.ProxyZoneSpec()).run(run);
const results = await useEvery();
record(
  "zone",
  Object.fromEntries(Object.entries(results).map(([entry, result]) => [entry, JSON.stringify([result, early, codes[entry]])])),
);
