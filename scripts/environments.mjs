// Writes docs/environments.md from the results of the tests in tests/environments. Each test is a cell of its table.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "./process.mjs";

const FILE = join(root, "docs/environments.md");

const INTRODUCTION = `# Where it runs

Each row is an environment, each column an entry of the package, and each cell a test. A test installs the packed package and makes the four
calls to the emulator. If another result is right, such as an error with advice, the cell says so. "Not run" means that the machine lacks a part of the environment,
such as a browser. \`UPDATE=1 npm test -- environments\` writes this file from its results.
`;

/** The headings in the order of the document: Stripe's own tools come first. */
const GROUPS = ["Stripe's tools", "Stripe's sandbox", "Node", "TypeScript", "Bundlers and frameworks", "Browsers"];

/**
 * Writes the table of a run's cells if \`UPDATE\` is set. Otherwise compares it with the committed table, and returns a message if they differ.
 * Differences in versions do not count. A cell that could not run here does not count either.
 */
export async function environmentsTable(cells) {
  if (process.env.UPDATE) {
    const options = await resolveConfig(FILE);
    writeFileSync(FILE, await format(document(cells), { ...options, filepath: FILE }));
    return undefined;
  }
  const committed = rowsOf(readFileSync(FILE, "utf8"));
  const ran = rowsOf(document(cells));
  const agrees = ([name, cells], other) =>
    other.has(name) && cells.every((cell, n) => isUnknown(cell) || isUnknown(other.get(name)[n]) || cell === other.get(name)[n]);
  const differing = [...[...ran].filter((row) => !agrees(row, committed)), ...[...committed].filter((row) => !agrees(row, ran))];
  if (differing.length === 0) return undefined;
  return `docs/environments.md differs from the run (UPDATE=1 npm test -- environments writes it): ${[...new Set(differing.map(([name]) => name))].join("; ")}`;
}

/** Returns whether a cell has no result to compare. A failed test has been counted before. */
const isUnknown = (cell) => cell === "failed" || cell.startsWith("not run");

/** Returns the cells of each row, by its group and name, without the versions. */
function rowsOf(text) {
  const rows = new Map();
  let group = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) group = line.slice(3);
    else if (/^\| (?!Environment|-)/.test(line)) {
      const [name, , ...cells] = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      rows.set(`${group}: ${name}`, cells);
    }
  }
  return rows;
}

function document(cells) {
  const strange = cells.find(({ group }) => !GROUPS.includes(group));
  if (strange) throw new Error(`The table has no heading "${strange.group}".`);
  const columns = [...new Set(cells.map(({ entry }) => entry))].sort((a, b) => orderOf(a) - orderOf(b));
  const headings = columns.map((entry) => `\`${entry.replace("stripe-secret-store", ".")}\``);
  const sections = GROUPS.map((group) => {
    const own = cells.filter((cell) => cell.group === group);
    const rows = [...new Set(own.map(({ environment }) => environment))].sort();
    const lines = rows.map((name) => {
      const row = own.filter(({ environment }) => environment === name);
      const versions = Object.assign({}, ...row.map(({ versions }) => versions));
      const named = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
      return line([name, named.join(", "), ...columns.map((entry) => shown(row.find((cell) => cell.entry === entry)))]);
    });
    return [
      `## ${group}\n`,
      line(["Environment", "Versions", ...headings]),
      line(["-", "-", ...columns.map(() => "-")]),
      ...lines,
      "",
    ].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

const ENTRIES = ["stripe-secret-store", "stripe-secret-store/wasm", "stripe-secret-store/js"];
const orderOf = (entry) => (ENTRIES.includes(entry) ? ENTRIES.indexOf(entry) : ENTRIES.length);

const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

function shown(cell) {
  if (!cell) return "";
  if (cell.notRun) return `not run: ${cell.notRun}`;
  if (cell.status !== "passed") return "failed";
  return cell.instead ?? "✓";
}
