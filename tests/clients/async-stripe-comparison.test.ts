// Makes the same calls with the client in Rust and with async-stripe, and compares the results with the table in docs/rust.md. `UPDATE=1` writes it.

import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect } from "vitest";
import { program, root } from "./rust";
import { test } from "./server";

const file = join(root, "docs", "rust.md");
const TABLE = /(?<=<!-- comparison -->\n\n).*?(?=\n\n<!-- \/comparison -->)/s;

interface Row {
  situation: string;
  ours: string;
  theirs: string;
}

beforeAll(() => program("compare-with-async-stripe"), 900_000);

test("reports for both clients what the documentation says", async ({ server }) => {
  const { stdout } = await promisify(execFile)(await program("compare-with-async-stripe"), {
    env: { ...process.env, EMULATOR_URL: server.url },
  });
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  const table = tableOf(rows);
  const text = readFileSync(file, "utf8");
  if (process.env.UPDATE)
    writeFileSync(
      file,
      text.replace(TABLE, () => table),
    );
  else expect(TABLE.exec(text)?.[0]).toBe(table);
});

function tableOf(rows: Row[]): string {
  const cell = (result: string) => (result === "answer" ? "the answer" : `\`${result}\``);
  const cells = [
    ["Situation", "This client", "async-stripe"],
    ...rows.map(({ situation, ours, theirs }) => [situation, cell(ours), cell(theirs)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) => `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}
