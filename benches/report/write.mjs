// What a run leaves: performance.json, the figures in performance.md, and the plots.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "../../scripts/process.mjs";
import { pictures } from "./pictures.mjs";
import { summedUp } from "./results.mjs";
import { tables } from "./tables.mjs";

const BEGIN = "<!-- figures: written by `npm run bench` -->";
const END = "<!-- /figures -->";

/** Writes all of it into a folder, the figures between the marks of the document there, if it is there. */
export async function write(folder, run) {
  const results = summedUp(run);
  const figures = tables(results);
  console.log(`\n${figures}\n`);
  mkdirSync(join(folder, "performance"), { recursive: true });
  for (const [file, svg] of Object.entries(pictures(results))) writeFileSync(join(folder, "performance", file), svg);
  await formatted(
    join(folder, "performance.json"),
    JSON.stringify(results, (_, value) => (typeof value === "number" ? rounded(value) : value)),
  );
  const document = join(folder, "performance.md");
  const text = existsSync(document) ? readFileSync(document, "utf8") : `${BEGIN}${END}`;
  const [before, rest] = text.split(BEGIN);
  await formatted(document, `${before}${BEGIN}\n\n${figures}\n\n${END}${rest.split(END)[1]}`);
}

/** As the project lays out its files. */
async function formatted(file, text) {
  const options = await resolveConfig(join(root, "package.json"));
  writeFileSync(file, await format(text, { ...options, filepath: file }));
}

const rounded = (number) => Number(number.toPrecision(4));
