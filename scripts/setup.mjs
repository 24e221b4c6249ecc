// Installs the tools that a fresh machine with git, Rust and Node lacks, when they are first needed. Each function runs once per process, so that
// parallel steps can ask for the same tool.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { withLock } from "./lock.mjs";
import { fail, once, root, run, runOrExit, step } from "./process.mjs";

const TOOLS = join(root, ".tools");
/** The folder of the project's own tools. */
export const tools = join(TOOLS, "release");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node ${process.versions.node} is too old: install 20.19 or newer (https://nodejs.org).`);

/** Installs the npm packages of a folder's lock file: the project's own, or those of a separate tool. */
async function installPackages(folder) {
  const installed = join(folder, "node_modules", ".package-lock.json");
  const pinned = (file) =>
    JSON.stringify(
      Object.entries(JSON.parse(readFileSync(file, "utf8")).packages)
        .filter(([path, { optional }]) => path && !optional)
        .map(([path, { version }]) => [path, version]),
    );
  if (existsSync(installed) && pinned(installed) === pinned(join(folder, "package-lock.json"))) return;
  await step(`Installing the npm packages${folder === root ? "" : ` of ${relative(root, folder)}/`}`, () =>
    runOrExit("npm", ["ci", "--prefer-offline", "--no-fund", "--no-audit"], {
      cwd: folder,
      quiet: true,
      otherwise: "Can this machine reach the npm registry?",
    }),
  );
}
export const npmPackages = once(() => installPackages(root));
export const typedocPackages = once(() => installPackages(join(root, "tools", "typedoc")));

/** Adds the compiler's WebAssembly target. */
export const wasmTarget = once(async () => {
  const { code, output } = await run("rustc", ["--print", "sysroot"], { hidden: true });
  if (code !== 0) fail("Rust is missing: install it with rustup (https://rustup.rs).");
  if (existsSync(join(output.trim(), "lib", "rustlib", "wasm32-unknown-unknown"))) return;
  await step("Adding the compiler's WebAssembly target", () =>
    runOrExit("rustup", ["target", "add", "wasm32-unknown-unknown"], {
      quiet: true,
      otherwise: "Add the target wasm32-unknown-unknown to your Rust by its own means, such as a distribution's package.",
    }),
  );
});

/** Builds the glue generator that the build calls, at the version of tools/Cargo.lock. */
export const bindgen = once(() => buildTools("bindgen", "wasm-bindgen, as the build needs it", "Can this machine reach crates.io?"));

/** Builds wasm-pack, wasm-bindgen and its test runner, which only the tests need. */
export const wasmPack = once(async () => {
  // Both builds share a folder, so the second would wait for the first anyway.
  await bindgen();
  await buildTools(
    "wasm-pack-tools",
    "wasm-pack and its test runner",
    "Can this machine reach crates.io, and does it have a C compiler (Debian: apt-get install build-essential)?",
  );
});

/** Builds a package of tools/ unless it is built. Tests ask for it in processes of their own. */
async function buildTools(name, title, otherwise) {
  const stamp = join(tools, `${name}.stamp`);
  const wanted = ["Cargo.lock", "Cargo.toml"].map((file) => readFileSync(join(root, "tools", file), "utf8")).join("");
  const isBuilt = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isBuilt()) return;
  mkdirSync(TOOLS, { recursive: true });
  await withLock(join(TOOLS, "lock"), async () => {
    if (isBuilt()) return;
    const args = ["build", "--release", "--locked", "--manifest-path", "tools/Cargo.toml", "--target-dir", ".tools", "-p", name];
    await step(`Building ${title}`, () => runOrExit("cargo", args, { quiet: true, otherwise }));
    writeFileSync(stamp, wanted);
    // After the last build only the programs are needed: 30 of 740 MB.
    if (name !== "wasm-pack-tools") return;
    for (const part of [".fingerprint", "build", "deps", "incremental"]) rmSync(join(tools, part), { recursive: true, force: true });
  });
}

/** Finds Chromium and its driver, and installs them if that is allowed: `{ chromium, chromedriver }`. */
export const browser = once(
  async () =>
    (await findOrInstall(findBrowser, { what: "Chromium and its driver", packages: ["chromium", "chromium-driver"] })) ??
    fail(
      "The tests need Chromium and a chromedriver of the same version. Install both (Debian, Ubuntu: `sudo apt-get install chromium chromium-driver`; Fedora: `sudo dnf install chromium chromedriver`; macOS: `brew install --cask chromium chromedriver`), or name them in the variables CHROMIUM and CHROMEDRIVER.",
    ),
);

/** Finds Chromium's headless shell. Only some systems have a package for it, and without it the tests start Chromium itself. */
export const headlessShell = once(() =>
  findOrInstall(() => first(process.env.HEADLESS_SHELL, "chromium-headless-shell", "chrome-headless-shell"), {
    what: "Chromium's headless shell",
    packages: ["chromium-headless-shell"],
    optional: true,
  }),
);

/** Finds Firefox for the cases that run in two browsers. Without it the tests list those cases as not run. */
export const firefox = once(() =>
  findOrInstall(() => first(process.env.FIREFOX, "firefox-esr", "firefox"), { what: "Firefox", packages: ["firefox-esr"], optional: true }),
);

/** Finds the driver of WebKitGTK and a display for it: `{ driver, display }`. Without them the tests list its cases as not run. */
export const webkit = once(() =>
  findOrInstall(
    async () => {
      const driver = await first(process.env.WEBKIT_DRIVER, "WebKitWebDriver");
      const display = await first(process.env.XVFB, "Xvfb");
      return driver && display && { driver, display };
    },
    { what: "WebKitGTK's driver and a display", packages: ["webkit2gtk-driver", "xvfb"], optional: true },
  ),
);

/** Returns the path of schemathesis in its own Python environment. */
export const schemathesis = once(async () => join(await pythonEnvironment("python", "tests/clients/requirements.txt"), "schemathesis"));

/** Returns the path of the Python that has the OAuth servers of tests/providers. */
export const providersPython = once(async () => join(await pythonEnvironment("providers", "tests/providers/requirements.txt"), "python"));

/** Installs the packages of a requirements file into an environment in .tools, and returns the folder of its programs. Tests ask for it in processes of their own. */
function pythonEnvironment(name, requirements) {
  const environment = join(TOOLS, name);
  const wanted = join(root, requirements);
  const installed = join(environment, "requirements.txt");
  const programs = join(environment, "bin");
  const isMade = () => existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(wanted, "utf8");
  if (isMade()) return programs;
  mkdirSync(TOOLS, { recursive: true });
  return withLock(join(TOOLS, `${name}.lock`), async () => {
    if (isMade()) return programs;
    let output = "";
    const make = async () => {
      const made = await run("python3", ["-m", "venv", "--clear", environment], { hidden: true });
      output = made.output;
      return made.code === 0 ? environment : undefined;
    };
    if (!(await findOrInstall(make, { what: "Python", packages: ["python3", "python3-venv"] })))
      fail(
        `The tests need Python 3.10 or newer with its module venv (Debian, Ubuntu: \`sudo apt-get install python3 python3-venv\`; Fedora: \`sudo dnf install python3\`; macOS: \`brew install python\`).\n${output}`,
      );
    await step(`Installing the Python packages of ${requirements}`, () =>
      runOrExit(join(programs, "pip"), ["install", "--quiet", "--requirement", wanted], {
        quiet: true,
        otherwise: "Can this machine reach PyPI, and is `python3 --version` 3.10 or newer?",
      }),
    );
    copyFileSync(wanted, installed);
    return programs;
  });
}

const packageLists = once(() => run("apt-get", ["update"], { quiet: true }));
// The package manager allows one installation at a time.
let installing = Promise.resolve();

/** Returns the result of `find`. If it is empty, installs these packages with the system's package manager, if that is known and allowed, and calls `find` again. */
async function findOrInstall(find, { what, packages, optional = false }) {
  const found = await find();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && (await run("apt-get", ["--version"], { hidden: true })).code === 0;
  if (!mayInstall) return undefined;
  const install = () =>
    step(`Installing ${what} with apt-get`, async () => {
      await packageLists();
      await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], optional ? { hidden: true } : { quiet: true });
    });
  await (installing = installing.then(install));
  return find();
}

async function findBrowser() {
  const chromium = await first(process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  const chromedriver = await first(process.env.CHROMEDRIVER, "chromedriver");
  return chromium && chromedriver && { chromium, chromedriver };
}

/** Returns the path of the first of these programs that exists. */
async function first(...programs) {
  for (const program of programs.filter(Boolean)) {
    if (existsSync(program)) return program;
    const { code, output } = await run("which", [program], { hidden: true });
    if (code === 0) return output.trim();
  }
  return undefined;
}
