// `npm run lint`: checks the sources without running them. The linters of Rust run in parallel with all others. The output of those that failed
// is printed at the end.

import { join } from "node:path";
import { build } from "./build.mjs";
import { fail, logStep, root, run, step } from "./process.mjs";
import { typedocPackages } from "./setup.mjs";

const bin = (name) => join(root, "node_modules/.bin", name);
const WASM = ["--target", "wasm32-unknown-unknown"];
const DENY = ["--", "-D", "warnings"];
const CLIENT = ["-p", "stripe-secret-store"];
// The client for a backend in Rust.
const FOR_RUST = ["--features", "stripe-secret-store/reqwest"];

const RUST = [
  { title: "Layout of Rust", program: "cargo", args: ["fmt", "--all", "--check"] },
  { title: "Layout of the fuzz targets", program: "cargo", args: ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"] },
  {
    title: "Layout of the clients in Rust",
    program: "cargo",
    args: ["fmt", "--manifest-path", "tests/clients/rust/Cargo.toml", "--check"],
  },
  { title: "Clippy, natively", program: "cargo", args: ["clippy", "--workspace", "--all-targets", ...FOR_RUST, "--locked", ...DENY] },
  {
    title: "Clippy, for WebAssembly: the client as it is shipped",
    program: "cargo",
    args: ["clippy", ...CLIENT, "--lib", "--no-default-features", "--features", "wasm", ...WASM, "--locked", ...DENY],
  },
  {
    title: "Clippy, for WebAssembly: the client with its types and browser tests",
    program: "cargo",
    args: ["clippy", ...CLIENT, "--all-targets", ...WASM, "--locked", ...DENY],
  },
  {
    title: "Clippy, for WebAssembly: the client for Rust",
    program: "cargo",
    args: ["clippy", ...CLIENT, "--lib", "--no-default-features", "--features", "gloo-net", ...WASM, "--locked", ...DENY],
  },
  {
    title: "Clippy, for WebAssembly: the emulator",
    program: "cargo",
    args: ["clippy", "-p", "secret-store-emulator", "--lib", ...WASM, "--locked", ...DENY],
  },
  {
    title: "Documentation of the crates",
    program: "cargo",
    args: ["doc", "--locked", "--no-deps", "--workspace", ...FOR_RUST, "--document-private-items"],
    env: { RUSTDOCFLAGS: "-D warnings" },
  },
];
const OTHERS = [
  { title: "Layout of the rest", program: bin("prettier"), args: ["--check", "."] },
  { title: "JavaScript and TypeScript", program: bin("oxlint"), args: ["--deny-warnings", "--report-unused-disable-directives"] },
  { title: "Files, exports and packages without use", program: bin("knip"), args: ["--no-progress", "--treat-config-hints-as-errors"] },
  { title: "Spelling", program: bin("cspell"), args: ["lint", "--no-progress", "--no-summary", "--show-context"] },
  { title: "Prose", program: process.execPath, args: ["scripts/prose.mjs"] },
  { title: "Documentation of the package", program: process.execPath, args: ["scripts/reference.mjs"] },
  ...["js", "js/tsconfig.core.json", "ask", "tests", "www", "examples"].map((project) => ({
    title: `Types: ${project}`,
    program: bin("tsc"),
    args: ["--noEmit", "--emitDeclarationOnly", "false", "-p", project],
  })),
];

logStep("Building what is missing or has changed");
// tsc needs declarations that the build makes.
await Promise.all([build(), typedocPackages(), ...["fmt", "clippy"].map(component)]);

logStep("Linting");
const failed = (await Promise.all([inOrder(RUST), inOrder(OTHERS)])).flat();
for (const { title, output } of failed) console.error(`\n✗ ${title}\n${output}`);
if (failed.length > 0) fail(`Linters failed: ${failed.map(({ title }) => title).join("; ")}.`);

/** Runs linters one after the other, and returns those that failed, with their output. */
async function inOrder(linters) {
  const failed = [];
  for (const { title, program, args, env } of linters) {
    const { code, output } = await step(title, () => run(program, args, { hidden: true, env }));
    if (code !== 0) failed.push({ title, output });
  }
  return failed;
}

/** Adds a component of the compiler if it is missing. */
async function component(name) {
  if ((await run("cargo", [name, "--version"], { hidden: true })).code === 0) return;
  const { code, output } = await run("rustup", ["component", "add", name === "fmt" ? "rustfmt" : name], { hidden: true });
  if (code !== 0) fail(`cargo ${name} is missing: add the component to your Rust.\n${output}`);
}
