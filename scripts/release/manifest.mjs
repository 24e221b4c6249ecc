// Checks that an installation of the package brings no other packages, runs no scripts, and can show its origin.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryAddress } from "./address.mjs";

const AT_RUN_TIME = ["dependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies"];
const AT_INSTALLATION = ["preinstall", "install", "postinstall", "prepare"];

export async function manifest({ root }) {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const needed = AT_RUN_TIME.flatMap((field) => {
    const value = manifest[field] ?? {};
    return (Array.isArray(value) ? value : Object.keys(value)).map((name) => `${name} (${field})`);
  });
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) => !manifest.peerDependenciesMeta?.[name]?.optional);
  needed.push(...peers.map((name) => `${name} (peerDependencies, not optional)`));
  if (needed.length > 0)
    throw new Error(`package.json needs ${needed.join(", ")}: the build bundles all shipped code, so move it to devDependencies`);
  const scripts = AT_INSTALLATION.filter((name) => manifest.scripts?.[name]);
  if (scripts.length > 0) throw new Error(`package.json runs ${scripts.join(", ")} at its installation: rename the script`);

  const address = repositoryAddress();
  const how =
    "set REPOSITORY to its address, such as https://github.com/OWNER/NAME. npm refuses --provenance without it, and the npm page has no links";
  if (address === undefined) return { found: "no dependency at run time", left: [{ what: "the repository's address", how }] };
  return { found: `no dependency at run time. The repository is ${address}`, left: [] };
}
