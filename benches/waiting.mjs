// `npm run bench -- waiting BASE`: measures how long a newcomer and a contributor wait, in a clone of this commit and in one of BASE, by turns,
// and prints a table with both.
//
//   --times N      measures each N times and prints the medians (3)
//   --only ROWS    `start`, `test` or `suites`, or several of them with commas
//   --json FILE    writes each single figure to FILE
//   --logs FOLDER  keeps the output of each run in FOLDER

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { fail, logStep, root } from "../scripts/process.mjs";
import { summary } from "./statistics.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "3" },
    only: { type: "string", default: "start,test,suites" },
    json: { type: "string" },
    logs: { type: "string" },
  },
});
const [, base] = positionals;
if (base === undefined) fail("Name a commit to compare with: npm run bench -- waiting BASE");
const kinds = values.only.split(",");
const times = Number(values.times);

/** A line that is harmless in each language of the project. */
const LINE = "// One line more.\n";
/** One file of each part, by the suite that tests the part. */
const TESTED = {
  rust: "src/limits.rs",
  chromium: "src/limits.rs",
  fuzz: "emulator/src/engine.rs",
  package: "js/sender.js",
  react: "js/react/use-secret.ts",
  environments: "js/sender.js",
  clients: "emulator/src/server/mod.rs",
  providers: "js/oauth/token-store.ts",
  dashboard: "www/dashboard/main.tsx",
  examples: "examples/start.ts",
};
/** Where earlier commits have a file. */
const EARLIER = { "js/sender.js": "js/driver.js", "examples/start.ts": "www/examples/start.ts" };
const INSTALLED = /^added \d+ packages/m;
const STARTED = /Ctrl-C ends all/;
const ENDED = /^(\d+) passed, (\d+) failed$/m;
const RESULT = /^\s*(?:✓|✗|❯) .*\.test\.ts|^test \S.* \.\.\. |^fuzz \w+: /m;

const commits = Object.fromEntries([base, "HEAD"].map((name) => [name === "HEAD" ? "this" : "base", git("rev-parse", "--short", name)]));
const seconds = {};
let logs = 0;
const folder = mkdtempSync(join(tmpdir(), "waiting-"));

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
try {
  for (let time = 0; time < times; time++) {
    // In turns, so that both run under the same load.
    for (const which of time % 2 ? ["this", "base"] : ["base", "this"]) await measure(which, time);
  }
} finally {
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ commits, seconds }, null, 2)}\n`);
  console.log(`\n${table()}`);
}

async function measure(which, time) {
  logStep(`${commits[which]}, ${time + 1} of ${times}`);
  const start = async (clone) => (await until(clone, ["start", "--", "--port", "0"], STARTED)).took;
  /** Runs all tests. The commits do not have the same number of them, so that there is also a row for a thousand. */
  const test = async (clone, row, before = 0) => {
    const { took, found } = await until(clone, ["test"], ENDED);
    const [, passed, failed] = found.map(Number);
    note(which, row, before + took);
    note(which, `${row}, for each 1,000 tests`, (before + took) / ((passed + failed) / 1000));
  };
  if (kinds.includes("start")) {
    await inClone(which, async (clone) => {
      note(which, "`npm start`, fresh clone, nothing built", await start(clone));
      note(which, "`npm start`, second time", await start(clone));
      for (const file of ["src/limits.rs", "js/sender.js", "www/dashboard/main.tsx"]) {
        change(clone, file);
        note(which, `\`npm start\`, one line changed in ${file.split("/")[0]}/`, await start(clone));
      }
    });
  }
  if (kinds.includes("test") || kinds.includes("suites")) {
    await inClone(which, async (clone) => {
      // Earlier commits' `npm test` imports a package before it installs any (until November 28th, 2026).
      const installed = which === "base" ? (await until(clone, ["ci"], INSTALLED)).took : 0;
      await test(clone, "`npm test`, fresh clone", installed);
      if (kinds.includes("test")) {
        await test(clone, "`npm test`, everything built");
        await start(clone);
        note(which, "disk after both, in MB", megabytes(clone, caches(clone)));
      }
      if (!kinds.includes("suites")) return;
      for (const [suite, file] of Object.entries(TESTED)) {
        change(clone, file);
        // A suite that only the other commit has, or whose result has another form there, does not cost the figures of the others.
        const first = await until(clone, ["test", "--", suite], RESULT).catch((error) => console.log(`  ${suite}: ${error.message}`));
        if (first !== undefined) note(which, `\`npm test -- ${suite}\`, one line changed, to the first result`, first.took);
      }
    });
  }
}

/** Changes one line of a file. */
function change(clone, file) {
  appendFileSync(join(clone, existsSync(join(clone, file)) ? file : EARLIER[file]), LINE);
}

/** Runs `npm ARGS` until its output matches, ends it, and returns the match and the seconds until then. */
function until(cwd, args, awaited) {
  const from = performance.now();
  // In a process group of its own, so that everything that it started ends with it.
  const child = spawn("npm", args, { cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  return new Promise((resolve, reject) => {
    let output = "";
    let result;
    let ending;
    const take = (chunk) => {
      output += stripVTControlCharacters(chunk);
      const found = result === undefined ? awaited.exec(output.slice(-4_000)) : null;
      if (found === null) return;
      result = { took: (performance.now() - from) / 1000, found };
      console.log(`  ${found[0].trim()}`);
      endGroup(child, "SIGINT");
      ending = setTimeout(() => endGroup(child, "SIGKILL"), 10_000);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", take);
    child.on("close", (code) => {
      clearTimeout(ending);
      if (values.logs) keepLog(`${basename(cwd)}-${args.join(" ").replace(/\W+/g, "-")}`, output);
      if (result === undefined) reject(new Error(`npm ${args.join(" ")} ended with ${code}:\n${output.slice(-4_000)}`));
      else resolve(result);
    });
  });
}

function keepLog(name, text) {
  mkdirSync(values.logs, { recursive: true });
  writeFileSync(join(values.logs, `${String(++logs).padStart(2, "0")}-${name}.txt`), text);
}

/** Sends a signal to a child's process group, unless the group has ended by itself. */
function endGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

async function inClone(which, act) {
  const clone = join(folder, which);
  git("clone", "--quiet", root, clone);
  git("-C", clone, "checkout", "--quiet", commits[which]);
  try {
    await act(clone);
  } finally {
    for (const path of [clone, caches(clone)]) rmSync(path, { recursive: true, force: true });
  }
}

/** Returns the folder where tests/environments/project.ts installs the small projects of a checkout. */
function caches(clone) {
  const hash = createHash("sha256").update(clone).digest("hex").slice(0, 16);
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "stripe-secret-store", hash);
}

function megabytes(...paths) {
  const { stdout } = spawnSync("du", ["-smc", ...paths], { encoding: "utf8" });
  return Number(/^(\d+)\s+total$/m.exec(stdout)?.[1]);
}

function git(...args) {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (status !== 0) fail(`git ${args.join(" ")} failed: ${stderr}`);
  return stdout.trim();
}

function note(which, row, figure) {
  console.log(`  ${row}: ${figure.toFixed(1)}`);
  seconds[row] ??= { base: [], this: [] };
  seconds[row][which].push(figure);
}

/** Returns the medians in seconds, and the ratios of this commit to the base. */
function table() {
  const head = [`| in seconds | ${commits.base} | ${commits.this} | ratio |`, "| --- | --- | --- | --- |"];
  const rows = Object.entries(seconds).map(([row, figures]) => {
    const [before, now] = [figures.base, figures.this].map((list) => (list.length > 0 ? summary(list).median : Number.NaN));
    const cells = [before.toFixed(1), now.toFixed(1), (now / before).toFixed(2)].map((cell) => cell.replace("NaN", "–"));
    return `| ${row} | ${cells.join(" | ")} |`;
  });
  return [...head, ...rows].join("\n");
}
