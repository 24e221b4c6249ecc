// Builds the package. Each part is built only when something that it reads has changed:
//
//   pkg/client     the shipped module, its glue, and the module as JavaScript     src/
//   pkg/emulator   the emulator's module and glue                                 src/, emulator/
//   pkg/types      the client's declarations, without the module                  src/ with the feature `typescript`
//   dist/          the published entries                                          js/, pkg/client and pkg/emulator
//   dist/*.d.ts    their declarations                                             js/, pkg/types
//   target/dashboard   the page of the local Dashboard                            www/, js/testing
//
// `npm start` builds only the client's entries and the Dashboard, which need neither pkg/emulator nor pkg/types.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundle, entries } from "./build/bundle.mjs";
import { dashboard } from "./build/dashboard.mjs";
import { declarations } from "./build/declarations.mjs";
import { clientModule, emulatorModule, typesModule } from "./build/modules.mjs";
import { once, root, step } from "./process.mjs";
import { bindgen, npmPackages, wasmTarget } from "./setup.mjs";

/** The entry that holds the emulator. */
const TESTING = ["testing"];
const CLIENT = entries.filter((entry) => !TESTING.includes(entry));

/** The inputs that all modules share: sources and tools. */
const CORE = ["Cargo.toml", "Cargo.lock", "src", "tools/Cargo.lock", "tools/bindgen", "package-lock.json", "scripts/build/modules.mjs"];
const SCRIPTS = ["js", "package.json", "package-lock.json", "scripts/build/bundle.mjs"];
const ofModule = (name) => ["_bg.wasm", "_imports.js", "_exports.json"].map((file) => `pkg/${name}/${name}${file}`);

const client = part("client", {
  title: "Building the client's module, as WebAssembly and as JavaScript",
  inputs: CORE,
  outputs: ofModule("client"),
  needs: [npmPackages, wasmTarget, bindgen],
  make: clientModule,
});
const emulator = part("emulator", {
  title: "Building the emulator's module",
  inputs: [...CORE, "emulator/Cargo.toml", "emulator/src"],
  outputs: ofModule("emulator"),
  needs: [npmPackages, wasmTarget, bindgen],
  make: emulatorModule,
});
const types = part("types", {
  title: "Generating the types",
  inputs: CORE,
  outputs: ["pkg/types/types.d.ts"],
  needs: [wasmTarget, bindgen],
  make: typesModule,
});
const clientEntries = part("client-entries", {
  title: "Bundling the client",
  inputs: [...SCRIPTS, "pkg/client"],
  outputs: CLIENT.map((entry) => `dist/${entry}.mjs`),
  needs: [client],
  make: () => bundle(CLIENT, "client"),
});
const testingEntry = part("testing-entry", {
  title: "Bundling the emulator",
  inputs: [...SCRIPTS, "pkg/emulator"],
  outputs: ["dist/testing.mjs"],
  needs: [emulator],
  make: () => bundle(TESTING, "emulator"),
});
const allDeclarations = part("declarations", {
  title: "Writing the declarations",
  inputs: ["js", "package.json", "package-lock.json", "scripts/build/declarations.mjs", "pkg/types/types.d.ts"],
  outputs: entries.map((entry) => `dist/${entry}.d.ts`),
  needs: [npmPackages, types],
  make: declarations,
});

const page = part("dashboard", {
  title: "Building the Dashboard's page",
  inputs: ["www/dashboard", "www/frame", "www/server", "js/testing", "package-lock.json", "scripts/build/dashboard.mjs"],
  outputs: ["target/dashboard/page/index.html", "target/dashboard/react-17.js", "target/dashboard/react-18.js"],
  needs: [npmPackages],
  make: dashboard,
});

/** Builds the package, where it is out of date. */
export async function build() {
  await Promise.all([clientEntries(), testingEntry(), allDeclarations()]);
  removeStrangers();
}

/** Builds the Dashboard, and the entries that it and the extensions in it import: all but the one for tests, without declarations. */
export const buildDashboard = () => Promise.all([clientEntries(), page()]);

/** Declares a part: a function that builds it, once a process, unless its inputs are those of its last build. */
function part(name, { title, inputs, outputs, needs, make }) {
  const stamp = join(root, "target", "stamps", name);
  return once(async () => {
    await Promise.all(needs.map((need) => need()));
    const wanted = fingerprint(inputs);
    const isThere = outputs.every((file) => existsSync(join(root, file)));
    if (isThere && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
    // Until the part is built, its outputs match no stamp.
    rmSync(stamp, { force: true });
    await step(title, make);
    mkdirSync(join(root, "target", "stamps"), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

/** Returns a hash of files and folders. */
function fingerprint(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) add(join(root, path));
  return hash.digest("hex");
}

/** Removes what an entry that no longer exists has left in dist/, which would be published. */
function removeStrangers() {
  for (const name of readdirSync(join(root, "dist"))) {
    const [, entry] = /^([^.]+)\.(?:m?js|d\.m?ts)$/.exec(name) ?? [];
    if (entry !== undefined && !entries.includes(entry)) rmSync(join(root, "dist", name));
  }
}

if (process.argv[1] === import.meta.filename) await Promise.all([build(), buildDashboard()]);
