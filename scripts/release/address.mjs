// Writes the repository's address into what npm gets. One variable has it: REPOSITORY, such as https://github.com/OWNER/NAME. The npm page needs it, since
// npm shows README.md away from the files that its links name.

/** Returns the address without an end such as `.git`, or undefined if the variable is not set. */
export function repositoryAddress({ REPOSITORY } = process.env) {
  if (!REPOSITORY) return undefined;
  const [, address] = /^(https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(REPOSITORY) ?? [];
  if (address === undefined) throw new Error(`REPOSITORY is ${REPOSITORY}, but must be an address such as https://github.com/OWNER/NAME`);
  return address;
}

/** Returns a manifest with the fields that name the repository. */
export const namedManifest = (manifest, address) => ({
  ...manifest,
  repository: { type: "git", url: `git+${address}.git` },
  homepage: `${address}#readme`,
  bugs: { url: `${address}/issues` },
});

/** Returns a document of the root with absolute links: to pages of the version's tag, and for pictures to their files. */
export function withAbsoluteLinks(markdown, address, version) {
  const absolute = (link, kind) => (/^[a-z]+:|^#/.test(link) ? link : `${address}/${kind}/v${version}/${link}`);
  return markdown
    .replace(
      /(!?)\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g,
      (_, mark, text, link) => `${mark}[${text}](${absolute(link, mark ? "raw" : "blob")})`,
    )
    .replace(/\b(src|srcset)="([^"]+)"/g, (_, name, link) => `${name}="${absolute(link, "raw")}"`);
}

/** Returns the links of a document that only work next to the files that they name. */
export const relativeLinks = (markdown) =>
  [...markdown.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, file]) => link ?? file)
    .filter((link) => !/^[a-z]+:|^#/.test(link));
