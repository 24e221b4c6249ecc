// Checks that shipped crates have licences that deny.toml allows, a known origin and no known vulnerability. (The npm package has no dependencies: see
// the manifest and the bill of materials.)

import { cargoTool } from "./cargo-tool.mjs";

export async function licences() {
  const { code, output } = await cargoTool("cargo-deny", ["--locked", "check", "licenses", "bans", "sources"]);
  if (code !== 0)
    throw new Error(
      `deny.toml lists the licences that may be shipped: replace the crate, or allow its licence there with the reason\n${output.trim()}`,
    );
  const advisories = await cargoTool("cargo-deny", ["--locked", "check", "advisories"]);
  if (advisories.code === 0) return "all allowed, no advisory";
  // The advisories are in a git repository. The workflow's machine can reach it, but not every machine can.
  if (/failed to (fetch|clone)|unable to (fetch|clone)|advisory database/i.test(advisories.output)) {
    const how = "run cargo deny check advisories on a machine that can reach https://github.com/rustsec/advisory-db";
    return {
      found: "all allowed; advisories NOT checked, because their database could not be reached",
      left: [{ what: "the advisories", how }],
    };
  }
  throw new Error(`an advisory affects a crate: update it\n${advisories.output.trim()}`);
}
