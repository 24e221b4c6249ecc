// Runs `npm run release -- --dry-run` in a clone of this project with a fault: it must stop and say what to do. A run without a fault takes builds and
// minutes, so only a release makes it.

import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
// @ts-expect-error The script is plain JavaScript
import { namedManifest, withAbsoluteLinks } from "../../../scripts/release/address.mjs";
// @ts-expect-error The script is plain JavaScript
import { npmPackage } from "../../../scripts/release/npm-package.mjs";
// @ts-expect-error The script is plain JavaScript
import { goThrough, leftOut, report } from "../../../scripts/release/report.mjs";
import { packageFolder } from "../support/paths";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

let folder: string;
let clone: string;
const git = (...args: string[]) => execFileSync("git", ["-C", clone, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args]);
const commitAll = () => git("commit", "--quiet", "--all", "--allow-empty", "--message", "A change");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  clone = join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", root, clone]);
  // The clone gets the scripts with their uncommitted changes.
  cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
  git("add", "scripts");
  commitAll();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in the clone after a change, returns its output, and reverts the change. */
async function release(change: () => void, { committed = true, args = ["--without-tests"] } = {}) {
  const before = git("rev-parse", "HEAD").toString().trim();
  change();
  if (committed) commitAll();
  try {
    return await new Promise<{ code: number; said: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ["scripts/release.mjs", "--dry-run", ...args],
        { cwd: clone, env: { ...process.env, REPOSITORY: undefined } },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: `${stdout}${stderr}` }),
      );
    });
  } finally {
    git("reset", "--quiet", "--hard", before);
    git("clean", "--quiet", "-d", "--force");
  }
}

const edit = (file: string, change: (text: string) => string) => () =>
  writeFileSync(join(clone, file), change(readFileSync(join(clone, file), "utf8")));
const editManifest = (change: object) => edit("package.json", (text) => JSON.stringify({ ...JSON.parse(text), ...change }));

const WRONG: { what: string; change: () => void; committed?: boolean; args?: string[]; step: string; says: string[] }[] = [
  {
    what: "a file that is not committed",
    change: () => appendFileSync(join(clone, "notes.txt"), "made up"),
    committed: false,
    step: "Nothing is uncommitted",
    says: ["?? notes.txt", "git stash --include-untracked"],
  },
  {
    what: "a package of another version",
    change: editManifest({ version: "9.9.9" }),
    step: "One version everywhere",
    says: [`stripe-secret-store, by Cargo.toml, has ${version}: set it in Cargo.toml`, "npm install --package-lock-only"],
  },
  {
    what: "a crate of another version",
    change: edit("Cargo.toml", (text) => text.replace(`version = "${version}"`, `version = "9.9.9"`)),
    step: "One version everywhere",
    says: ["secret-store-emulator, by Cargo.toml, has 9.9.9: set it in Cargo.toml"],
  },
  {
    what: "a lock file that was forgotten",
    change: edit("fuzz/Cargo.lock", (text) => text.replace(/(name = "stripe-secret-store"\nversion = )".+"/, '$1"0.0.1"')),
    step: "One version everywhere",
    says: ["fuzz/Cargo.lock has 0.0.1: cargo update --workspace --manifest-path fuzz/Cargo.toml"],
  },
  {
    what: "a tag of another version",
    change: () => {},
    args: ["--tag", "v9.9.9"],
    step: "One version everywhere",
    says: [`tag v${version}`],
  },
  {
    what: "a changelog without the version",
    change: edit("CHANGELOG.md", (text) => text.replace(`## [${version}]`, "## [0.0.1]")),
    step: "The changelog has it",
    says: [`CHANGELOG.md has no "## [${version}]"`, "list below it the changes that users see"],
  },
  {
    what: "a changelog that lists no changes of the version",
    change: edit("CHANGELOG.md", (text) => text.replace(`## [${version}]`, `## [${version}] - 2026-11-26\n\n## [0.0.1]`)),
    step: "The changelog has it",
    says: [`lists no changes in ${version}`, 'begins with "- "'],
  },
  {
    what: "a changelog without the day, at a release",
    change: edit("CHANGELOG.md", (text) => text.replace(/^(## \[\d.+\]).*$/m, "$1 - not yet published")),
    args: ["--tag", `v${version}`],
    step: "The changelog has it",
    says: [`"## [${version}] - YYYY-MM-DD"`],
  },
  {
    what: "a package without the repository's address, at a release",
    change: () => {},
    args: ["--tag", `v${version}`],
    step: "The npm manifest",
    says: ["REPOSITORY", "--provenance"],
  },
  {
    what: "a document that says that the package is not published, at a release",
    change: edit("docs/guide.md", (text) => `The package is not published yet.\n${text}`),
    args: ["--tag", `v${version}`],
    step: "The documents",
    says: ["docs/guide.md:1", "npm install stripe-secret-store"],
  },
  ...["dependencies", "optionalDependencies"].map((field) => ({
    what: `a package in ${field}`,
    change: editManifest({ [field]: { "left-pad": "1.3.0" } }),
    step: "The npm manifest",
    says: [`left-pad (${field})`, "move it to devDependencies"],
  })),
  {
    what: "a peer that is not optional",
    change: editManifest({ peerDependenciesMeta: {} }),
    step: "The npm manifest",
    says: ["react (peerDependencies, not optional)"],
  },
  {
    what: "a script that runs at installation",
    change: editManifest({ scripts: { postinstall: "node made-up.js" } }),
    step: "The npm manifest",
    says: ["package.json runs postinstall"],
  },
];

describe("stops at", () => {
  test.each(WRONG)("$what", async ({ change, committed, args, step, says }) => {
    const { code, said } = await release(change, { committed, args });
    const [, reason = ""] = said.split(`✗ ${step}: `);
    for (const words of says) expect(reason).toContain(words);
    expect(said).toContain("– Two builds from clean clones give the same bytes: skipped until the steps above pass");
    expect(said.trim().split("\n").at(-1)).toMatch(new RegExp(`cannot be released. Failed: .*${step}`));
    expect(code).toBe(1);
  });

  test.each([
    { args: ["--without-tests", "--tag", `v${version}`], says: "A release must be tested" },
    { args: ["--made-up"], says: "made-up" },
  ])("$args", async ({ args, says }) => {
    const { code, said } = await release(() => {}, { args });
    expect(said).toContain(says);
    expect(code).toBe(1);
  });
});

/** Packs the installed package with more files in it, and checks the tarball. */
async function packedWith(files: string[], change: (copy: string) => void = () => {}) {
  const out = mkdtempSync(join(folder, "packed-"));
  const copy = join(out, "package");
  cpSync(packageFolder, copy, { recursive: true });
  for (const file of files) writeFileSync(join(copy, file), "made up");
  change(copy);
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], { cwd: copy });
  return npmPackage({ root, version, out });
}

describe("the check of the npm package", () => {
  test("accepts the tarball and describes it", async () => {
    expect(await packedWith([])).toMatch(/^\d+ files, \d+ kB packed, \d+ kB unpacked, the largest dist\/testing\./);
  });

  test("rejects a file that is not an entry, a declaration or a licence", async () => {
    const strangers = ["dist/index.js.map", "dist/left-over.mjs", "dist/notes.txt", "settings.js"];
    await expect(packedWith(strangers)).rejects.toThrow(`it has files that belong to no entry: ${strangers.join(", ")}; remove it`);
  });
});

describe("the check of the npm page", () => {
  const ADDRESS = "https://github.com/made-up/stripe-secret-store";
  const named = (copy: string) => {
    const [manifest, readme] = ["package.json", "README.md"].map((file) => join(copy, file)) as [string, string];
    writeFileSync(manifest, JSON.stringify(namedManifest(JSON.parse(readFileSync(manifest, "utf8")), ADDRESS)));
    writeFileSync(readme, withAbsoluteLinks(readFileSync(readme, "utf8"), ADDRESS, version));
  };
  const unlinked = (copy: string) => {
    named(copy);
    appendFileSync(join(copy, "README.md"), "[Guide](docs/guide.md)");
  };
  const unnamed = (copy: string) => {
    named(copy);
    const manifest = join(copy, "package.json");
    writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, "utf8")), repository: undefined, bugs: undefined }));
  };
  beforeEach(() => void vi.stubEnv("REPOSITORY", ADDRESS));
  afterEach(() => void vi.unstubAllEnvs());

  test("accepts a package that names the repository, with absolute links", async () => {
    expect(await packedWith([], named)).toMatch(/^\d+ files/);
  });

  test("rejects a package that does not name the repository", async () => {
    await expect(packedWith([], unnamed)).rejects.toThrow(`its repository, bugs must name ${ADDRESS}`);
  });

  test("rejects a README with a link that the npm page does not find", async () => {
    await expect(packedWith([], unlinked)).rejects.toThrow("its README.md has links that the npm page does not find: docs/guide.md");
  });
});

describe("the last line", () => {
  beforeEach(() => void vi.spyOn(console, "log").mockReturnValue());
  afterEach(() => void vi.restoreAllMocks());

  const found = async (steps: object[], tag?: string) => {
    const outcomes = await goThrough(steps, { root, version: "1.2.3", tag });
    return report({ version: "1.2.3", tag, out: "target/release-check", outcomes, alwaysLeft: tag ? [] : [{ what: "the tag", how: "…" }] });
  };
  const good = { name: "Good", check: async () => "found" };
  const unfinished = { name: "Unfinished", check: async () => ({ found: "most", left: [{ what: "the day", how: "Put it there" }] }) };
  const bad = {
    name: "Bad",
    check: async () => {
      throw new Error("mend it");
    },
  };
  const last = ({ text }: { text: string }) => text.split("\n").at(-1);

  test("says that the version can be released, and lists the tasks for a human", async () => {
    const printed = await found([good, unfinished]);
    expect(last(printed)).toBe("1.2.3 can be released. Left for a human: the day, the tag.");
    expect(printed.text).toContain("· the day: Put it there");
    expect(printed.ok).toBe(true);
  });

  test("says that the version cannot be released, and why", async () => {
    const printed = await found([good, bad]);
    expect(last(printed)).toBe("1.2.3 cannot be released. Failed: Bad.");
    expect(printed.ok).toBe(false);
  });

  test("allows no task to be left for a tagged version", async () => {
    expect(last(await found([good], "v1.2.3"))).toBe("1.2.3 can be released.");
    expect(last(await found([good, unfinished], "v1.2.3"))).toBe("1.2.3 cannot be released. Failed: Unfinished.");
  });

  test("says that a run without the tests cannot be a release", () => {
    const outcomes = [leftOut({ name: "Linters and tests" }, "by --without-tests")];
    const printed = report({ version: "1.2.3", out: "", outcomes, alwaysLeft: [] });
    expect(last(printed)).toBe("All other steps passed, but this cannot be a release of 1.2.3, because it left out: Linters and tests.");
  });
});
