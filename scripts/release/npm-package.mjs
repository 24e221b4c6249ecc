// Checks the tarball that npm would publish: `npm publish` accepts it, and it has only files that belong to an entry or to every package.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { relativeLinks, repositoryAddress } from "./address.mjs";
import { tried } from "./tried.mjs";

/** Lets npm go on when it cannot reach a registry to look for published versions. */
const ANYWHERE = ["--access", "public", "--fetch-retries", "0", "--loglevel", "error"];

export async function npmPackage({ root, version, out }) {
  const tarball = join(out, `stripe-secret-store-${version}.tgz`);
  if (!existsSync(tarball)) throw new Error("the builds left no tarball");
  const output = await tried("npm", ["publish", tarball, "--dry-run", "--json", ...ANYWHERE], { cwd: out });
  const answer = JSON.parse(output.slice(output.search(/^\{/m)));
  const { files, size, unpackedSize } = answer["stripe-secret-store"] ?? answer;

  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const strangers = files.map(({ path }) => path).filter((path) => !isMeant(path, exports));
  if (strangers.length > 0) {
    const how = "remove it from dist/ or the root, or make it an entry in `exports`";
    throw new Error(`it has files that belong to no entry: ${strangers.join(", ")}; ${how}`);
  }
  await checkPage(tarball);
  const largestFirst = files.toSorted((one, other) => other.size - one.size);
  writeFileSync(join(out, "contents.txt"), largestFirst.map(({ path, size }) => `${String(size).padStart(9)}  ${path}\n`).join(""));
  const largest = largestFirst.slice(0, 3).map(({ path, size }) => `${path} ${kilobytes(size)}`);
  return `${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked, the largest ${largest.join(", ")}`;
}

/** Checks that the npm page leads to the repository: its fields, and the links of README.md. */
async function checkPage(tarball) {
  const address = repositoryAddress();
  if (address === undefined) return;
  const [manifest, readme] = await Promise.all(
    ["package.json", "README.md"].map((file) => tried("tar", ["-xzOf", tarball, `package/${file}`])),
  );
  const { repository, homepage, bugs } = JSON.parse(manifest);
  const unnamed = Object.entries({ repository: repository?.url, homepage, bugs: bugs?.url }).filter(([, url]) => !url?.includes(address));
  if (unnamed.length > 0) throw new Error(`its ${unnamed.map(([field]) => field).join(", ")} must name ${address}: see scripts/pack.mjs`);
  const relative = relativeLinks(readme);
  if (relative.length > 0) throw new Error(`its README.md has links that the npm page does not find: ${relative.join(", ")}`);
}

/** Returns whether a file is an entry's code, a declaration, or a file that every package has. `files` of package.json takes whole folders. */
function isMeant(path, exports) {
  const entries = Object.keys(exports).map((entry) => (entry === "." ? "index" : entry.slice(2)));
  const [, folder, name, extension] = /^(dist\/)?(.+?)\.(m?js|d\.m?ts)$/.exec(path) ?? [];
  if (name !== undefined) return entries.includes(name) || (folder !== undefined && extension.startsWith("d."));
  return /^(LICENSE-\w+|README\.md|package\.json)$/.test(path);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
