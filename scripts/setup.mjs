// Everything that a fresh machine with git, Rust and Node lacks, got when it is first needed and left alone when it is there.

import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { giveUp, must, root, run, say } from "./process.mjs";

/** Where the project's own tools are built. */
export const tools = join(root, ".tools", "release");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  giveUp(`Node ${process.versions.node} is too old: install 20.19 or newer (https://nodejs.org).`);

/** npm packages, as the lock file of a folder has them: the project's own, or those of a tool that is apart. */
export async function npmPackages(folder = root) {
  const installed = join(folder, "node_modules", ".package-lock.json");
  const pinned = (file) =>
    JSON.stringify(
      Object.entries(JSON.parse(readFileSync(file, "utf8")).packages)
        .filter(([path, { optional }]) => path && !optional)
        .map(([path, { version }]) => [path, version]),
    );
  if (existsSync(installed) && pinned(installed) === pinned(join(folder, "package-lock.json"))) return;
  say(`Installing the npm packages${folder === root ? "" : ` of ${relative(root, folder)}/`}`);
  await must("npm", ["ci", "--no-fund", "--no-audit"], { cwd: folder, otherwise: "Is the npm registry to be reached?" });
}

/** The compiler's WebAssembly target. */
export async function wasmTarget() {
  const { code, output } = await run("rustc", ["--print", "sysroot"], { hidden: true });
  if (code !== 0) giveUp("Rust is missing: install it with rustup (https://rustup.rs).");
  if (existsSync(join(output.trim(), "lib", "rustlib", "wasm32-unknown-unknown"))) return;
  say("Adding the compiler's WebAssembly target");
  await must("rustup", ["target", "add", "wasm32-unknown-unknown"], {
    otherwise: "Add the target wasm32-unknown-unknown to your Rust by its own means (a distribution's package, say).",
  });
}

/** wasm-bindgen, its test runner and wasm-pack, at the versions of tools/Cargo.lock. */
export async function wasmTools() {
  const built = join(tools, "wasm-pack");
  const first = !existsSync(built) || statSync(built).mtimeMs < statSync(join(root, "tools", "Cargo.lock")).mtimeMs;
  if (first) say("Building wasm-bindgen and wasm-pack into .tools (some three minutes)");
  await must("cargo", ["build", "--release", "--locked", "--manifest-path", "tools/Cargo.toml", "--target-dir", ".tools"], {
    quiet: !first,
    otherwise: "Is crates.io to be reached, and a C compiler there (Debian: apt-get install build-essential)?",
  });
}

/** Chromium and its driver: `{ chromium, chromedriver }`. */
export async function browser() {
  return (
    (await orInstalled(findBrowser, "Chromium and its driver", "chromium", "chromium-driver")) ??
    giveUp(
      "The tests need Chromium and a chromedriver of the same version. Install both (Debian, Ubuntu: `sudo apt-get install chromium chromium-driver`; Fedora: `sudo dnf install chromium chromedriver`; macOS: `brew install --cask chromium chromedriver`), or name them in the variables CHROMIUM and CHROMEDRIVER.",
    )
  );
}

/** The program schemathesis, from a Python environment of its own. */
export const schemathesis = async () => join(await pythonEnvironment("python", "tests/clients/requirements.txt"), "schemathesis");

/** The Python that has the OAuth servers of tests/providers. */
export const providersPython = async () => join(await pythonEnvironment("providers", "tests/providers/requirements.txt"), "python");

/** Installs the pinned packages of a requirements file into an environment in .tools, and returns the folder of the environment's programs. */
async function pythonEnvironment(name, requirements) {
  const environment = join(root, ".tools", name);
  const wanted = join(root, requirements);
  const installed = join(environment, "requirements.txt");
  const programs = join(environment, "bin");
  const isMade = existsSync(join(programs, "python")) && existsSync(installed);
  if (isMade && readFileSync(installed, "utf8") === readFileSync(wanted, "utf8")) return programs;
  say(`Installing the Python packages of ${requirements} into .tools/${name}`);
  let said = "";
  const make = async () => {
    const { code, output } = await run("python3", ["-m", "venv", "--clear", environment], { hidden: true });
    said = output;
    return code === 0 ? environment : undefined;
  };
  if (!(await orInstalled(make, "Python", "python3", "python3-venv")))
    giveUp(
      `The tests need Python 3.10 or newer with its module venv (Debian, Ubuntu: \`sudo apt-get install python3 python3-venv\`; Fedora: \`sudo dnf install python3\`; macOS: \`brew install python\`).\n${said}`,
    );
  await must(join(programs, "pip"), ["install", "--quiet", "--requirement", wanted], {
    quiet: true,
    otherwise: "Is PyPI to be reached, and is `python3 --version` 3.10 or newer?",
  });
  copyFileSync(wanted, installed);
  return programs;
}

/** Firefox, for what is tried in two browsers; nothing where it cannot be had, and then the tests list it as not run. */
export function firefox() {
  return orInstalled(() => first(process.env.FIREFOX, "firefox-esr", "firefox"), "Firefox", "firefox-esr");
}

/** What `find` finds, or finds once these packages are installed, where the system's package manager is one that we know and may use. */
async function orInstalled(find, what, ...packages) {
  const found = await find();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && (await run("apt-get", ["--version"], { hidden: true })).code === 0;
  if (!mayInstall) return undefined;
  say(`Installing ${what} with apt-get`);
  await run("apt-get", ["update"], { quiet: true });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { quiet: true });
  return find();
}

async function findBrowser() {
  const chromium = await first(process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  const chromedriver = await first(process.env.CHROMEDRIVER, "chromedriver");
  return chromium && chromedriver && { chromium, chromedriver };
}

/** The first of these programs that there is, with its path. */
async function first(...programs) {
  for (const program of programs.filter(Boolean)) {
    if (existsSync(program)) return program;
    const { code, output } = await run("which", [program], { hidden: true });
    if (code === 0) return output.trim();
  }
  return undefined;
}
