// The bill of materials, as CycloneDX: of the npm package, of the crate, and of the emulator. They are published with the release.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "../process.mjs";
import { cargoTool } from "./cargo-tool.mjs";

const CRATES = { "stripe-secret-store": ".", "secret-store-emulator": "emulator" };

export async function inventory({ version }) {
  const folder = join(root, "target", "release-check");
  mkdirSync(folder, { recursive: true });
  const npm = await run("npm", ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--omit", "peer", "--omit", "optional"], {
    hidden: true,
  });
  if (npm.code !== 0) throw new Error(`npm sbom ended with ${npm.code}\n${npm.output}`);
  const bill = JSON.parse(npm.output.slice(npm.output.indexOf("{")));
  if (bill.components.length > 0) throw new Error(`the npm package would bring ${bill.components.map(({ name }) => name).join(", ")}`);
  writeFileSync(join(folder, `npm-${version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);

  const { code, output } = await cargoTool("cargo-cyclonedx", ["--format", "json", "--all-features"]);
  if (code !== 0) throw new Error(`cargo cyclonedx ended with ${code}\n${output}`);
  const counts = Object.entries(CRATES).map(([name, place]) => {
    // It writes beside each Cargo.toml.
    const written = join(root, place, `${name}.cdx.json`);
    const { components } = JSON.parse(readFileSync(written, "utf8"));
    copyFileSync(written, join(folder, `${name}-${version}.cdx.json`));
    rmSync(written);
    return `${name} of ${components.length} crates`;
  });
  return `target/release-check: the npm package alone, ${counts.join(", ")}`;
}
