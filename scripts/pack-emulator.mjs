// `npm run pack:emulator`: makes an npm package of the emulator's server for this machine's platform, which `npx` runs without Rust:
//
//   npx --package ./target/npm/secret-store-emulator-0.1.0.tgz secret-store-emulator
//
// Each platform has its own package: npm refuses to install it if `os` or `cpu` do not fit.

import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bundleAsk } from "./build/ask.mjs";
import { emulatorBinary } from "./emulator.mjs";
import { logStep, root, runOrExit } from "./process.mjs";
import { namedManifest, repositoryAddress } from "./release/address.mjs";

/** Makes the package, and returns the path of its tarball. */
export async function packEmulator({ profile = "release", out = join(root, "target", "npm") } = {}) {
  const binary = await emulatorBinary(profile);
  const folder = join(out, "package");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of [binary, "emulator/npm/run.js", "emulator/npm/README.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    copyFileSync(file === binary ? binary : join(root, file), join(folder, basename(file)));
  }
  await bundleAsk("command", join(folder, "ask.mjs"));
  for (const file of ["run.js", basename(binary)]) chmodSync(join(folder, file), 0o755);
  const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = {
    name: "secret-store-emulator",
    version,
    description: "Stripe's Secret Store on your own machine, to develop and test Stripe Apps against",
    license,
    bin: { "secret-store-emulator": "run.js" },
    os: [process.platform],
    cpu: [process.arch],
  };
  const address = repositoryAddress();
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(address ? namedManifest(manifest, address) : manifest, null, 2)}\n`);
  await runOrExit("npm", ["pack", "--silent", "--pack-destination", out], { cwd: folder, quiet: true });
  return join(out, `secret-store-emulator-${version}.tgz`);
}

if (process.argv[1] === import.meta.filename) logStep(`Packed ${await packEmulator()}`);
