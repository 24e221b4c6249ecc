// Writes the results of a run: performance.json, the figures in performance.md and README, and the plots.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "../../scripts/process.mjs";
import { pictures } from "./pictures.mjs";
import { headline, summary } from "./readme.mjs";
import { summedUp } from "./results.mjs";
import { tables } from "./tables.mjs";

const FIGURES = ["<!-- figures: written by `npm run bench` -->", "<!-- /figures -->"];
const SUMMARY = ["<!-- summary: written by `npm run bench` -->", "<!-- /summary -->"];
const MEASURED = ["<!-- measured: written by `npm run bench` -->", "<!-- /measured -->"];

/** Writes all results into a folder, and returns them. The figures go between the marks of the document there and of README. */
export async function write(folder, readme, run) {
  const file = join(folder, "performance.json");
  const results = summedUp(run, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
  const figures = tables(results);
  console.log(`\n${figures}\n`);
  mkdirSync(join(folder, "performance"), { recursive: true });
  for (const [file, svg] of Object.entries(pictures(results))) writeFileSync(join(folder, "performance", file), svg);
  const kept = JSON.stringify(results, (_, value) => (typeof value === "number" ? rounded(value) : value));
  await formatted(file, kept);
  await between(FIGURES, join(folder, "performance.md"), figures);
  await writeSummary(join(folder, "performance.md"), readme, JSON.parse(kept));
  return results;
}

/** Writes the summary of the document, and README's line. */
export async function writeSummary(document, readme, results) {
  await between(SUMMARY, document, summary(results));
  await between(MEASURED, readme, headline(results));
}

async function between(marks, file, written) {
  const [begin, end] = marks;
  const found = existsSync(file) ? readFileSync(file, "utf8") : "";
  const text = found.includes(begin) ? found : `${found}\n${begin}${end}\n`;
  const [before, rest] = text.split(begin);
  await formatted(file, `${before}${begin}\n\n${written}\n\n${end}${rest.split(end)[1]}`);
}

/** Formats a file as the project does. */
async function formatted(file, text) {
  const options = await resolveConfig(join(root, "package.json"));
  writeFileSync(file, await format(text, { ...options, filepath: file }));
}

const rounded = (number) => Number(number.toPrecision(4));
