// Writes the bills of materials, as CycloneDX, for the npm package, the crate and the emulator. They are published with the release.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cargoTool } from "./cargo-tool.mjs";
import { tried } from "./tried.mjs";

const CRATES = { "stripe-secret-store": ".", "secret-store-emulator": "emulator" };
const SHIPPED = ["dev", "peer", "optional"].flatMap((kind) => ["--omit", kind]);

export async function inventory({ root, version, out }) {
  const output = await tried("npm", ["sbom", "--sbom-format", "cyclonedx", ...SHIPPED], { cwd: root });
  const bill = JSON.parse(output.slice(output.indexOf("{")));
  if (bill.components.length > 0) throw new Error(`the npm package would bring ${bill.components.map(({ name }) => name).join(", ")}`);
  writeFileSync(join(out, `npm-${version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);

  // The tool writes its file next to each Cargo.toml.
  const written = (name) => join(root, CRATES[name], `${name}.cdx.json`);
  try {
    const { code, output } = await cargoTool("cargo-cyclonedx", ["--format", "json", "--all-features"]);
    if (code !== 0) throw new Error(`cargo cyclonedx ended with ${code}\n${output.trim()}`);
    const counts = Object.keys(CRATES).map((name) => {
      // The tool names crates of this project by their folders on this machine.
      const bill = readFileSync(written(name), "utf8").replaceAll(root.replace(/\/$/, ""), ".");
      writeFileSync(join(out, `${name}-${version}.cdx.json`), bill);
      return `${name} of ${JSON.parse(bill).components.length} crates`;
    });
    return `the npm package alone, ${counts.join(", ")}`;
  } finally {
    for (const name of Object.keys(CRATES)) rmSync(written(name), { force: true });
  }
}
