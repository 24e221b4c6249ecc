// `npm run bench`: compares the client with stripe-node, with a client written by hand and with no client, and writes the figures of
// docs/performance.md and README. `npm run bench -- waiting BASE` measures the waits of a newcomer and a contributor instead: waiting.mjs.
//
//   --quick      three minutes instead of twelve, for a first look; --quickest, seconds, for the test of this program
//   --out DIR    writes to DIR instead of docs/

import { loadavg, cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../scripts/build.mjs";
import { logStep, root } from "../scripts/process.mjs";

if (process.argv[2] === "waiting") {
  await import("./waiting.mjs");
  process.exit();
}

const { values } = parseArgs({ options: { quick: { type: "boolean" }, quickest: { type: "boolean" }, out: { type: "string" } } });
const LENGTHS = [1, 10, 50, 100, 500, 1_000, 2_000, 3_000, 4_000, 5_000];
const FLIGHTS = [1, 10, 100, 1_000, 3_000, 10_000];
const SETTINGS = {
  full: { repeats: 5, rounds: 14, milliseconds: 8, warmUp: 300, firsts: 40, total: 100_000, lengths: LENGTHS, flights: FLIGHTS },
  quick: {
    repeats: 1,
    rounds: 10,
    milliseconds: 4,
    warmUp: 150,
    firsts: 10,
    total: 10_000,
    lengths: LENGTHS,
    flights: [1, 10, 100, 1_000],
  },
  quickest: { repeats: 1, rounds: 2, milliseconds: 0.5, warmUp: 0, firsts: 1, total: 160, lengths: [1, 5_000], flights: [1, 100] },
};
const kind = values.quickest ? "quickest" : values.quick ? "quick" : "full";
const { repeats, firsts, total, lengths, flights, ...settings } = SETTINGS[kind];

await build();
// Imported late, because on a fresh machine the build installs the packages.
const { CONTENDERS, EMULATED, GROWING, NOT_EMULATED, moduleOf, scriptOf, TWICE, AGAIN } = await import("./contenders.mjs");
const { inNode } = await import("./places/in-node.mjs");
const { inChromium } = await import("./places/in-chromium.mjs");
const { sizes } = await import("./size/bundles.mjs");
const { write } = await import("./report/write.mjs");
const { regressions } = await import("./report/history.mjs");

const load = loadavg()[0];
const scripts = await Promise.all(CONTENDERS.map(async (contender) => ({ name: contender.name, script: await scriptOf(contender) })));
const called = (names) => scripts.filter(({ name }) => names.includes(name));
const twice = [...scripts, { name: AGAIN, script: called([TWICE])[0].script }];
const modules = await Promise.all(CONTENDERS.map(async (contender) => ({ name: contender.name, module: await moduleOf(contender) })));
const places = [inNode, await inChromium()];
const results = { bytes: await sizes(root) };

try {
  for (const [name, place, contenders] of [
    ...places.map((place) => [place.name, place, twice]),
    ["Node, as ES modules", inNode, [...modules, { ...modules.find(({ name }) => name === TWICE), name: AGAIN }]],
  ]) {
    logStep(`Calls, in ${name}`);
    results.calls = { ...results.calls, [name]: await inTurns(contenders, (one) => place.measure("calls", { scripts: [one], settings })) };
  }
  for (const place of places) {
    logStep(`The first answer, in ${place.name}`);
    results.firstAnswer = { ...results.firstAnswer, [place.name]: await firstAnswers(place) };
  }
  for (const place of places) {
    logStep(`Memory after ${total} calls, in ${place.name}`);
    const entries = [];
    for (const script of scripts) entries.push([script.name, await place.measure("memory", { scripts: [script], total })]);
    results.memory = { ...results.memory, [place.name]: Object.fromEntries(entries) };
  }
  logStep("The emulator, in Node");
  const emulated = { name: EMULATED.name, script: await scriptOf(EMULATED) };
  results.emulator = await repeated(() => inNode.measure("emulator", { scripts: [...called([NOT_EMULATED]), emulated], settings }));
  logStep("Growth, in Node");
  const growing = { scripts: called(GROWING), settings, lengths, flights };
  results.payloads = await inNode.measure("payloads", growing);
  results.inFlight = await inNode.measure("inFlight", growing);
} finally {
  for (const place of places) await place.close();
}

const machine = { node: process.versions.node, chromium: places[1].name, processor: cpus()[0].model, cores: cpus().length, load };
const out = values.out ?? join(root, "docs");
const date = new Date().toISOString().slice(0, 10);
const { history } = await write(out, values.out ? join(out, "README.md") : join(root, "README.md"), {
  kind,
  date,
  total,
  machine,
  ...results,
});
for (const { what, before, now } of kind === "full" ? regressions(history) : []) {
  console.error(`✗ ${what}: ${now.toFixed(3)} after ${before.toFixed(3)}, which is more than 10% worse.`);
  process.exitCode = 1;
}

/**
 * Returns the rounds of all contenders, each in a process or page of its own. An app has one client, and an engine compiles the code of a host that several
 * clients share less well. The contenders take turns, and the order changes.
 */
async function inTurns(contenders, measure) {
  const all = {};
  for (let n = 0; n < repeats; n++) {
    for (const one of n % 2 ? contenders.toReversed() : contenders) {
      for (const [name, rounds] of Object.entries(await measure(one))) {
        all[name] ??= Object.fromEntries(contenders.map(({ name }) => [name, []]));
        all[name][one.name].push(...rounds[one.name]);
      }
    }
  }
  return all;
}

/** Returns the rounds of several processes, one after the other, since each engine compiles the code in its own way. */
async function repeated(measure) {
  const all = {};
  for (let n = 0; n < repeats; n++) {
    for (const [name, rounds] of Object.entries(await measure())) {
      all[name] ??= {};
      for (const [contender, list] of Object.entries(rounds)) all[name][contender] = [...(all[name][contender] ?? []), ...list];
    }
  }
  return all;
}

/** Returns milliseconds by contender, one number per round, each from its own process. */
async function firstAnswers(place) {
  const all = Object.fromEntries(twice.map(({ name }) => [name, []]));
  for (let round = 0; round < firsts; round++) {
    for (const { name, script } of round % 2 ? twice.toReversed() : twice) all[name].push(await place.firstAnswer(script));
  }
  return all;
}
