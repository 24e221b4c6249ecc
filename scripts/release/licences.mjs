// What is shipped is under licences that deny.toml allows, of known origin, and no known vulnerability is in it.

import { cargoTool } from "./cargo-tool.mjs";

export async function licences() {
  const { code, output } = await cargoTool("cargo-deny", ["--locked", "check", "licenses", "bans", "sources"]);
  if (code !== 0) throw new Error(`see deny.toml, which says what may be shipped\n${output}`);
  const advisories = await cargoTool("cargo-deny", ["--locked", "check", "advisories"]);
  if (advisories.code === 0) return "all allowed, no advisory";
  // Its data is a git repository, which not every machine reaches. The workflow's does.
  if (/failed to (fetch|clone)|unable to (fetch|clone)|advisory database/i.test(advisories.output))
    return "all allowed; the advisories could not be had here";
  throw new Error(`an advisory is out\n${advisories.output}`);
}
