// Checks that the npm package, the crates, their lock files and the tag of the release have one version.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tried } from "./tried.mjs";

export async function oneVersion({ root, version, tag }) {
  const json = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));
  const metadata = await tried("cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: root });
  const crates = JSON.parse(metadata.slice(metadata.indexOf("{"))).packages;
  const lock = json("package-lock.json");
  const locks = (await tried("git", ["ls-files", "*Cargo.lock"], { cwd: root })).trim().split("\n");

  const found = [
    ...crates.map((crate) => ({ where: `${crate.name}, by Cargo.toml,`, is: crate.version, how: "set it in Cargo.toml" })),
    { where: "package-lock.json", is: lock.version, how: "npm install --package-lock-only" },
    { where: 'packages[""] of package-lock.json', is: lock.packages[""].version, how: "npm install --package-lock-only" },
    ...locks.flatMap((file) =>
      locked(readFileSync(join(root, file), "utf8"), crates).map((is) => ({ where: file, is, how: update(file) })),
    ),
  ];
  const others = found.filter(({ is }) => is !== version);
  const lines = others.map(({ where, is, how }) => `${where} has ${is}: ${how}`);
  if (others.length > 0) throw new Error(`package.json has ${version}, and\n${[...new Set(lines)].join("\n")}`);
  if (tag !== undefined && tag !== `v${version}`)
    throw new Error(`the tag is ${tag}, the version ${version}: tag v${version}, or set the other`);
  return `package.json, ${crates.map(({ name }) => name).join(", ")} and their lock files have ${version}`;
}

/** Returns the versions of the project's own crates in a Cargo.lock. */
function locked(text, crates) {
  const packages = [...text.matchAll(/^name = "(.+)"\nversion = "(.+)"$/gm)];
  return packages.filter(([, name]) => crates.some((crate) => crate.name === name)).map(([, , version]) => version);
}

const update = (file) => `cargo update --workspace --manifest-path ${file.replace(/lock$/, "toml")}`;
