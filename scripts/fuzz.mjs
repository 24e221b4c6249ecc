// `node scripts/fuzz.mjs [--seconds 60] [--jobs 2] [--keep] [target …]`: fuzzes the core and the emulator, each target for the given time, from the corpus
// in fuzz/corpus. `--keep` adds the inputs that reach new code. `npm test` runs each target a fixed number of times instead, so that a busy
// machine tests as much as an idle one.
//
// The targets are those of cargo-fuzz, and `cargo fuzz run TARGET` runs them too. This script needs neither cargo-fuzz nor a nightly compiler: it
// passes the flags for coverage to stable Rust. It uses no address sanitizer, since the code under test has no `unsafe` (November 2026).

import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { root, run, runOrExit, step } from "./process.mjs";

const RUSTFLAGS = [
  "--cfg=fuzzing",
  "-Cpasses=sancov-module",
  "-Cllvm-args=-sanitizer-coverage-level=4",
  "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
  "-Cllvm-args=-sanitizer-coverage-pc-table",
  "-Cllvm-args=-sanitizer-coverage-trace-compares",
  "-Cdebug-assertions",
  "-Coverflow-checks",
  "-Ccodegen-units=1",
].join(" ");

/** The names of all targets. */
const TARGETS = readdirSync(join(root, "fuzz/fuzz_targets"))
  .filter((name) => name.endsWith(".rs"))
  .map((name) => name.slice(0, -3));

/** The number of runs of a target in `npm test`: half a minute on one core (November 2026). A target that is not listed runs `OTHERS` times. */
const RUNS = { answers: 930_000, encoding: 340_000, envelopes: 2_050_000, parameters: 240_000, worlds: 285_000 };
const OTHERS = 500_000;

/** Runs the targets, and returns the numbers of targets that passed and failed. With `seconds`, each target runs for that time. */
export async function fuzz({ targets = TARGETS, seconds, jobs = availableParallelism() + 1, keep = false } = {}) {
  const binaries = await built();
  const waiting = [...targets];
  const outcome = { code: 0, passed: 0, failed: 0 };
  const work = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const most = seconds === undefined ? `-runs=${RUNS[target] ?? OTHERS}` : `-max_total_time=${seconds}`;
      if (await fuzzed(binaries, target, most, keep)) outcome.passed++;
      else outcome.failed++;
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return outcome;
}

/** Builds the targets, and returns their folder. */
async function built() {
  const [, host] = /^host: (.*)$/m.exec(await runOrExit("rustc", ["-vV"], { hidden: true }));
  // Without a named target, build scripts would be measured too.
  const args = ["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", host, "--target-dir", "target/fuzz"];
  const build = () =>
    runOrExit("cargo", args, {
      quiet: true,
      background: true,
      env: { RUSTFLAGS },
      otherwise: "It needs a C++ compiler for libFuzzer (Debian: apt-get install build-essential) and crates.io.",
    });
  await step("Building the fuzz targets", build);
  return join(root, "target/fuzz", host, "release");
}

async function fuzzed(binaries, target, most, keep) {
  const kept = join(root, "fuzz/corpus", target);
  const corpus = join(root, "target/fuzz-corpus", target);
  const artifacts = join(root, "target/fuzz-artifacts", target);
  rmSync(corpus, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });

  const program = join(binaries, target);
  // A hang or unlimited memory counts as a failure.
  const limits = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=4096"];
  const args = [most, ...limits, `-artifact_prefix=${artifacts}/`, ...(keep ? [copied(kept, corpus)] : seeds(kept))];
  const { code, output } = await run(program, args, { hidden: true, background: true });
  const [, reached] = /#\d+\s+DONE\s+(.*?) lim:/.exec(output) ?? [, "no coverage"];
  const [, runs, seconds] = /Done (\d+) runs in (\d+) second/.exec(output) ?? [, "0", "0"];
  const isWell = code === 0 && Number(runs) > 0;
  if (!isWell) console.error(output.split("\n").slice(-60).join("\n"));
  console.log(`fuzz ${target}: ${isWell ? "nothing found" : "FAILED"}, ${runs} runs in ${seconds} s, ${reached}`);
  const found = readdirSync(artifacts);
  if (!isWell && found.length) console.error(`Run it again with: ${program} ${join(artifacts, found.at(-1))}`);
  if (isWell && keep) await minimised(program, corpus, kept);
  return isWell;
}

/** Copies the seeds to where libFuzzer writes each input that reaches further. Returns that folder. */
function copied(kept, corpus) {
  mkdirSync(corpus, { recursive: true });
  if (existsSync(kept)) cpSync(kept, corpus, { recursive: true });
  return corpus;
}

/** Passes the seeds one by one. libFuzzer then keeps what it finds in memory instead of writing thousands of files. */
function seeds(kept) {
  if (!existsSync(kept)) return [];
  // Relative to the root, whose own path may hold the comma that separates two of them.
  return [`-seed_inputs=${readdirSync(kept).map((name) => relative(root, join(kept, name)))}`];
}

/** Reduces the corpus to the inputs that reach the same code. */
async function minimised(program, corpus, kept) {
  const smallest = `${corpus}-smallest`;
  rmSync(smallest, { recursive: true, force: true });
  mkdirSync(smallest, { recursive: true });
  // Counts the places in the code, but not how often each is reached. This leaves a hundred files instead of a thousand.
  await runOrExit(program, ["-set_cover_merge=1", "-use_counters=0", smallest, corpus], { hidden: true });
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(join(kept, ".."), { recursive: true });
  renameSync(smallest, kept);
}

if (process.argv[1] === import.meta.filename) {
  const options = { seconds: { type: "string" }, jobs: { type: "string" }, keep: { type: "boolean" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.filter((name) => !TARGETS.includes(name));
  if (unknown.length) throw new Error(`There is no target ${unknown.join(", ")}. The targets are ${TARGETS.join(", ")}.`);
  const { failed } = await fuzz({
    targets: positionals.length ? positionals : TARGETS,
    seconds: Number(values.seconds ?? 60),
    jobs: Number(values.jobs ?? 2),
    keep: values.keep,
  });
  process.exitCode = failed ? 1 : 0;
}
