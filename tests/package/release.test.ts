// `npm run release -- --dry-run`, in a clone of this project in which something is not as it has to be: it stops, and says what to do. That everything
// is as it has to be takes builds and minutes: that is the release's own run.

import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
// @ts-expect-error plain JavaScript, since it is run by itself
import { npmPackage } from "../../scripts/release/npm-package.mjs";
// @ts-expect-error likewise
import { goThrough, leftOut, report } from "../../scripts/release/report.mjs";
import { packageFolder } from "./support";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

let folder: string;
let clone: string;
const git = (...args: string[]) => execFileSync("git", ["-C", clone, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args]);
const commitAll = () => git("commit", "--quiet", "--all", "--allow-empty", "--message", "A change");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  clone = join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", root, clone]);
  // As they are worked on.
  cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
  git("add", "scripts");
  commitAll();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program says in the clone after a change, which is committed unless it is the very thing, and taken back. */
async function release(change: () => void, { committed = true, args = ["--without-tests"] } = {}) {
  const before = git("rev-parse", "HEAD").toString().trim();
  change();
  if (committed) commitAll();
  try {
    return await new Promise<{ code: number; said: string }>((resolve) => {
      const child = execFile(process.execPath, ["scripts/release.mjs", "--dry-run", ...args], { cwd: clone }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, said: `${stdout}${stderr}` }),
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
    says: [`CHANGELOG.md has no "## [${version}]"`, "write there what changes for users"],
  },
  {
    what: "a changelog that says nothing of the version",
    change: edit("CHANGELOG.md", (text) => text.replace(`## [${version}]`, `## [${version}] - 2026-11-26\n\n## [0.0.1]`)),
    step: "The changelog has it",
    says: [`says nothing of ${version}`, 'begins with "- "'],
  },
  {
    what: "a changelog without the day, when it is released",
    change: edit("CHANGELOG.md", (text) => text.replace(/^(## \[\d.+\]).*$/m, "$1 - not yet published")),
    args: ["--tag", `v${version}`],
    step: "The changelog has it",
    says: [`"## [${version}] - YYYY-MM-DD"`],
  },
  {
    what: "a package without the repository's address, when it is released",
    change: editManifest({ repository: undefined }),
    args: ["--tag", `v${version}`],
    step: "The npm manifest",
    says: ['"repository"', "--provenance"],
  },
  {
    what: "a document that says that it is not published, when it is released",
    change: edit("docs/guide.md", (text) => `The package is not published yet.\n${text}`),
    args: ["--tag", `v${version}`],
    step: "The documents",
    says: ["docs/guide.md:1", "npm install stripe-secret-store"],
  },
  ...["dependencies", "optionalDependencies"].map((field) => ({
    what: `something in ${field}`,
    change: editManifest({ [field]: { "left-pad": "1.3.0" } }),
    step: "The npm manifest",
    says: [`left-pad (${field})`, "move it to devDependencies"],
  })),
  {
    what: "a peer that everybody would need",
    change: editManifest({ peerDependenciesMeta: {} }),
    step: "The npm manifest",
    says: ["react (peerDependencies, not optional)"],
  },
  {
    what: "a script that runs where it is installed",
    change: editManifest({ scripts: { postinstall: "node made-up.js" } }),
    step: "The npm manifest",
    says: ["package.json runs postinstall"],
  },
];

describe("it is stopped by", () => {
  test.each(WRONG)("$what", async ({ change, committed, args, step, says }) => {
    const { code, said } = await release(change, { committed, args });
    const [, told = ""] = said.split(`✗ ${step}: `);
    for (const words of says) expect(told).toContain(words);
    expect(said).toContain("– Two builds from clean clones give the same bytes: not tried, before the above is mended");
    expect(said.trim().split("\n").at(-1)).toMatch(new RegExp(`cannot be released. Failed: .*${step}`));
    expect(code).toBe(1);
  });

  test.each([
    { args: ["--without-tests", "--tag", `v${version}`], says: "Nothing untested is released" },
    { args: ["--made-up"], says: "made-up" },
  ])("$args", async ({ args, says }) => {
    const { code, said } = await release(() => {}, { args });
    expect(said).toContain(says);
    expect(code).toBe(1);
  });
});

describe("the npm package, as it is packed", () => {
  /** Packs what is installed, with more files in it, and looks at that. */
  async function packedWith(files: string[]) {
    const out = mkdtempSync(join(folder, "packed-"));
    const copy = join(out, "package");
    cpSync(packageFolder, copy, { recursive: true });
    for (const file of files) writeFileSync(join(copy, file), "made up");
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], { cwd: copy });
    return npmPackage({ root, version, out });
  }

  test("is accepted by npm, and told of", async () => {
    expect(await packedWith([])).toMatch(/^\d+ files, \d+ kB packed, \d+ kB unpacked, the largest dist\/testing\./);
  });

  test("is refused with a file that is no entry, no declaration and no licence", async () => {
    const strangers = ["dist/index.js.map", "dist/left-over.mjs", "dist/notes.txt", "settings.js"];
    await expect(packedWith(strangers)).rejects.toThrow(`it has what no entry and no licence is: ${strangers.join(", ")}; take it away`);
  });
});

describe("what it says at the end", () => {
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

  test("is that it can be released, and what is left for a human", async () => {
    const told = await found([good, unfinished]);
    expect(last(told)).toBe("1.2.3 can be released. Left for a human: the day, the tag.");
    expect(told.text).toContain("· the day: Put it there");
    expect(told.ok).toBe(true);
  });

  test("is that it cannot, and why", async () => {
    const told = await found([good, bad]);
    expect(last(told)).toBe("1.2.3 cannot be released. Failed: Bad.");
    expect(told.ok).toBe(false);
  });

  test("is, of what is tagged, that nothing may be left", async () => {
    expect(last(await found([good], "v1.2.3"))).toBe("1.2.3 can be released.");
    expect(last(await found([good, unfinished], "v1.2.3"))).toBe("1.2.3 cannot be released. Failed: Unfinished.");
  });

  test("is, without the tests, that it was no release", () => {
    const outcomes = [leftOut({ name: "Linters and tests" }, "by --without-tests")];
    const told = report({ version: "1.2.3", out: "", outcomes, alwaysLeft: [] });
    expect(last(told)).toBe("All else holds, but this was no release of 1.2.3: left out was Linters and tests.");
  });
});
