// Writes the tables of docs/performance.md as Markdown.

import { STRIPE, TWICE } from "../contenders.mjs";
import { slopes } from "../statistics.mjs";
import { BUDGETS } from "./budgets.mjs";
import { PLACES } from "./pictures.mjs";
import { shown } from "./plot.mjs";

const row = (cells) => `| ${cells.join(" | ")} |`;
export const table = (heads, rows) => [row(heads), row(heads.map(() => "-")), ...rows.map(row)].join("\n");
const code = (name) => (name.startsWith("stripe-secret-store") ? `\`${name.replace(/stripe-secret-store/, ".")}\`` : name);
export const ratioOf = ({ median }) => median.toFixed(2);
const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;
const picture = (file, what) => `![${what}](performance/${file})`;
export const kB = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;

export function tables(results) {
  const places = Object.entries(results.calls);
  return [
    opening(results),
    "### Budgets",
    table(
      ["", "At most", "Measured", ""],
      results.budgets.map(({ what, most, is }) => [what, most, is.toFixed(2), is <= most ? "✓" : "missed"]),
    ),
    "For calls, the worst case of all places counts. For sizes, the larger of both bundlers counts.",
    "### Earlier runs",
    earlierRuns(results),
    "### Bytes",
    bytes(results),
    ...places.flatMap(([place, cases], index) => [
      `### Microseconds per call, in ${place}`,
      perCall(cases),
      picture(`calls-${PLACES[index]}.svg`, `Time per call in ${place}`),
    ]),
    "### From the script to the first answer",
    firstAnswers(results),
    picture("first-answer.svg", "Time to the first answer"),
    "### Memory",
    memory(results),
    "### The emulator in process",
    table(
      ["", "Microseconds per call", "Ratio to ready answers"],
      Object.entries(results.emulator).map(([name, summary]) => [name, shown(summary.median), ratioOf(summary.ofNone)]),
    ),
    "### Growth",
    growth(results),
    ...["payload-ascii.svg", "payload-mixed.svg", "in-flight-time.svg", "in-flight-memory.svg"].map((file) => picture(file, "Growth")),
  ].join("\n\n");
}

function opening({ kind, machine, noise }) {
  const { node, processor, cores, chromium, load } = machine;
  const how = {
    full: "`npm run bench`",
    quick: "`npm run bench -- --quick`, a first look",
    quickest: "`--quickest`, whose figures mean nothing",
  }[kind];
  return `Written by ${how}: Node ${node} and headless ${chromium}, ${cores} cores (${processor}), load ${load.toFixed(1)} at the start.

**Noise:** the same script was measured twice in each round of calls. Its two medians differ by at most ${percent(noise.apart)}, and half of its rounds by at most ${percent(noise.spread)}. A ratio that is nearer to 1 than the first figure means nothing.${noise.apart > 0.05 ? " **The machine was too busy: repeat this run.**" : ""}`;
}

/** The number of runs in the table. */
const RUNS = 6;

function earlierRuns({ history }) {
  const runs = history.slice(-RUNS);
  return [
    "These are the same ratios in the latest full runs, the last one in the last column. `npm run bench` fails if one is more than 10% above the median of the five runs before.",
    table(
      ["", ...runs.map(({ date }) => date)],
      BUDGETS.map(({ what }) => [what, ...runs.map(({ ratios }) => ratios[what]?.toFixed(2) ?? "")]),
    ),
  ].join("\n\n");
}

const bytes = ({ bytes }) =>
  table(
    ["", "Bundler", "Raw", "gzip", "brotli", `Of ${STRIPE}`],
    bytes.map(({ name, esbuild, target, raw, gzip, brotli, share }) => [
      code(name),
      `${esbuild === "esbuild" ? "esbuild 0.28" : "esbuild 0.14"}, ${target}`,
      ...[raw, gzip, brotli].map(kB),
      share.toFixed(3),
    ]),
  );

function perCall(cases) {
  const names = Object.keys(Object.values(cases)[0]);
  const time = ({ median, low, high }) => `${shown(median)} (${shown(low)} to ${shown(high)})`;
  return [
    table(
      ["", ...names.map(code)],
      Object.entries(cases).map(([name, by]) => [name, ...names.map((one) => time(by[one]))]),
    ),
    `Each cell has the median and the quartiles. The next table has ratios, round by round, to ${STRIPE} / to the minimal client:`,
    table(
      ["", ...names.filter(isOurs).map(code)],
      Object.entries(cases).map(([name, by]) => [name, ...names.filter(isOurs).map((one) => ratios(by[one]))]),
    ),
  ].join("\n\n");
}

const isOurs = (name) => name.startsWith("stripe-secret-store");
const ratios = ({ ofStripe, ofMinimal }) => `${ratioOf(ofStripe)} / ${ratioOf(ofMinimal)}`;

function firstAnswers({ firstAnswer }) {
  const names = Object.keys(Object.values(firstAnswer)[0]);
  const cell = (summary) => `${shown(summary.median)} ms, ${ratioOf(summary.ofStripe)}`;
  return [
    `A new process or page compiles and runs the script, creates a client, and gets the answer to a find. Each cell has the time and the ratio to ${STRIPE}.`,
    table(
      ["", ...names.map(code)],
      Object.entries(firstAnswer).map(([place, by]) => [place, ...names.map((name) => cell(by[name]))]),
    ),
  ].join("\n\n");
}

function memory({ memory: { calls, ...places } }) {
  const rows = Object.entries(places).flatMap(([place, by]) =>
    Object.entries(by).map(([name, { heapBefore, heapAfter, wasmBefore, wasmAfter }]) => [
      place,
      code(name),
      kB(heapAfter - heapBefore),
      wasmAfter
        ? `${wasmAfter / 1_024} KiB, ${wasmAfter === wasmBefore ? "the same as after the first thousand" : `${wasmBefore / 1_024} before`}`
        : "none",
    ]),
  );
  return [
    `${calls.toLocaleString("en")} calls of all kinds above, one after the other, compared with the first thousand.`,
    table(["", "", "Growth of JavaScript's heap", "WebAssembly's memory"], rows),
  ].join("\n\n");
}

function growth({ payloads, inFlight }) {
  const names = Object.keys(Object.values(inFlight.time)[0]);
  const rates = (object, value, from) =>
    names.map((name) =>
      slopes(
        Object.entries(object).map(([x, by]) => [Number(x), value(by[name], Number(x))]),
        from,
      ).toFixed(2),
    );
  const median = ({ median }) => median;
  const together = (summary, x) => summary.median * x;
  return [
    "Growth is linear without jumps. Each cell is the cost of the dearest character or call divided by the cost of the cheapest (1 is a line through the origin). Only sizes from a thousand characters and a hundred calls in flight on count, because the fixed cost of a call is small there.",
    table(
      ["", ...names.map(code)],
      [
        ...Object.entries(payloads).map(([script, lengths]) => [`time per character of ${script}`, ...rates(lengths, median, 1_000)]),
        ["time per call in flight", ...rates(inFlight.time, together, 100)],
        ["memory per call in flight", ...rates(inFlight.memory, (bytes, x) => bytes * x, 100)],
      ],
    ),
    `With a hundred calls waiting, bytes of the heap for each, by the characters of its payload (${Object.keys(inFlight.payloads).join(", ")}): \`${TWICE}\` ${Object.values(
      inFlight.payloads,
    )
      .map((by) => by[TWICE].toLocaleString("en"))
      .join(", ")}. The module's memory has one size.`,
  ].join("\n\n");
}
