// Writes docs/environments.md from the results of the tests in tests/environments. Each test is a cell of its table.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

const FILE = join(root, "docs/environments.md");

const INTRODUCTION = `# Where it runs

The package runs in Stripe's sandbox, in pages and workers, in Node from 20.19, and in Bun, Deno and workerd. It compiles with TypeScript from 4.7.

- Import \`stripe-secret-store\` unless you have a reason not to. It uses WebAssembly where that is allowed, and JavaScript elsewhere.
- \`stripe-secret-store/wasm\` is half its size. Choose it where each policy has \`'wasm-unsafe-eval'\`.
- \`stripe-secret-store/js\` never tries WebAssembly. Choose it where a violation of a policy would be reported.

A tick means that a real project installed the package and made the four calls to the emulator, or that a compiler or linter accepted it.
"Refuses with advice" means that the entry needs WebAssembly, which that environment forbids. Its error names a remedy. "Not run" means that the machine
lacks a part of the environment, such as a browser.

Each row is an environment, each column an entry, and each cell a test. \`UPDATE=1 npm test -- environments\` writes this file from its results.
`;

/** The headings in the order of the document: Stripe's own tools come first. */
const GROUPS = [
  "Stripe's tools",
  "Stripe's sandbox",
  "Browsers",
  "Bundlers and frameworks",
  "Test runners",
  "Node",
  "Other runtimes",
  "Package managers",
  "TypeScript",
];

/**
 * Writes the table of a run's cells if \`UPDATE\` is set. Otherwise compares it with the committed table, and returns a message if they differ.
 * Differences in versions do not count. A cell that could not run here does not count either.
 */
export async function environmentsTable(cells) {
  if (process.env.UPDATE) {
    // Imported late, because on a fresh machine the build installs the packages.
    const { format, resolveConfig } = await import("prettier");
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
const isUnknown = (cell = "") => cell === "failed" || cell.startsWith("not run");

/** Returns the cells of each row, by its group and name. */
function rowsOf(text) {
  const rows = new Map();
  let group = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) group = line.slice(3);
    else if (/^\| (?!Environment|-)/.test(line)) {
      const [name, ...cells] = line
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
  const sections = GROUPS.flatMap((group) => {
    const own = cells.filter((cell) => cell.group === group);
    if (own.length === 0) return [];
    const columns = [...new Set(own.map(({ entry }) => entry))].sort((a, b) => orderOf(a) - orderOf(b));
    const headings = columns.map((entry) => `\`${entry.replace("stripe-secret-store", ".")}\``);
    const rows = [...new Set(own.map(({ environment }) => environment))].sort();
    const lines = rows.map((name) => {
      const row = own.filter(({ environment }) => environment === name);
      return line([name, ...columns.map((entry) => shown(row.find((cell) => cell.entry === entry)))]);
    });
    return [
      `## ${group}\n`,
      line(["Environment", ...headings]),
      line(["-", ...columns.map(() => "-")]),
      ...lines,
      `\nVersions: ${versionsOf(own)}.\n`,
    ].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

/** Returns the versions of the programs that ran, such as `jest 27.5.1, 29.7.0`. A table has them once, since each row would be too wide with its own. */
function versionsOf(cells) {
  const found = new Map();
  for (const [name, version] of cells.flatMap(({ versions }) => Object.entries(versions)))
    found.set(name, (found.get(name) ?? new Set()).add(version));
  const inOrder = (versions) => [...versions].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).join(", ");
  return [...found]
    .map(([name, versions]) => `${name} ${inOrder(versions)}`)
    .sort((a, b) => a.localeCompare(b, "en"))
    .join("; ");
}

const ENTRIES = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports);
const orderOf = (entry) => ENTRIES.indexOf(entry.replace("stripe-secret-store", "."));

const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

function shown(cell) {
  if (!cell) return "";
  if (cell.notRun) return `not run: ${cell.notRun}`;
  if (cell.status !== "passed") return "failed";
  return cell.instead ?? "✓";
}
