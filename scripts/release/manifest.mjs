// Whoever installs the package gets nothing else with it, and can see where it came from.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const AT_RUN_TIME = ["dependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies"];
const AT_INSTALLATION = ["preinstall", "install", "postinstall", "prepare"];

export async function manifest({ root }) {
  const told = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const needed = AT_RUN_TIME.flatMap((field) => {
    const value = told[field] ?? {};
    return (Array.isArray(value) ? value : Object.keys(value)).map((name) => `${name} (${field})`);
  });
  const peers = Object.keys(told.peerDependencies ?? {}).filter((name) => !told.peerDependenciesMeta?.[name]?.optional);
  needed.push(...peers.map((name) => `${name} (peerDependencies, not optional)`));
  if (needed.length > 0)
    throw new Error(`package.json asks for ${needed.join(", ")}: what is shipped is bundled, so move it to devDependencies`);
  const scripts = AT_INSTALLATION.filter((name) => told.scripts?.[name]);
  if (scripts.length > 0) throw new Error(`package.json runs ${scripts.join(", ")} where it is installed: name it otherwise`);

  // npm compares it with where the workflow ran.
  const unnamed = told.repository === undefined;
  const how = '"repository" in package.json, without which npm refuses --provenance, and in Cargo.toml';
  return { found: "no dependency at run time", left: unnamed ? [{ what: "the repository's address", how }] : [] };
}
