// What is shipped is under licences that deny.toml allows and of known origin, and no known vulnerability is in it. (The npm package brings nothing: see
// the manifest and the bill of materials.)

import { cargoTool } from "./cargo-tool.mjs";

export async function licences() {
  const { code, output } = await cargoTool("cargo-deny", ["--locked", "check", "licenses", "bans", "sources"]);
  if (code !== 0)
    throw new Error(`deny.toml says what may be shipped: replace the crate, or allow it there with the reason\n${output.trim()}`);
  const advisories = await cargoTool("cargo-deny", ["--locked", "check", "advisories"]);
  if (advisories.code === 0) return "all allowed, no advisory";
  // Its data is a git repository, which not every machine reaches. The workflow's does.
  if (/failed to (fetch|clone)|unable to (fetch|clone)|advisory database/i.test(advisories.output)) {
    const how = "cargo deny check advisories, where https://github.com/rustsec/advisory-db is to be reached";
    return { found: "all allowed; advisories NOT checked, their database could not be had", left: [{ what: "the advisories", how }] };
  }
  throw new Error(`an advisory is out: update the crate\n${advisories.output.trim()}`);
}
