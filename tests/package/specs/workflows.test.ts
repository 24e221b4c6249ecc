// Checks the workflows of the public CI by GitHub's own checker, and that the commands in them exist.

import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { validate as Validate } from "@actions/languageservice";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const WORKFLOWS = readdirSync(join(root, ".github/workflows")).map((file) => ({
  file,
  text: readFileSync(join(root, ".github/workflows", file), "utf8"),
}));

let folder: string;
let validate: typeof Validate;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "workflows-"));
  // The checker is bundled, because its modules import JSON in a way that Node does not support.
  const outfile = join(folder, "languageservice.cjs");
  await build({ entryPoints: ["@actions/languageservice"], absWorkingDir: root, bundle: true, platform: "node", outfile });
  ({ validate } = createRequire(import.meta.url)(outfile));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns the errors of a workflow with their lines. The checker caches each workflow by its address. */
async function complaints(name: string, text: string): Promise<string[]> {
  const found = await validate(TextDocument.create(`file:///.github/workflows/${name}.yml`, "yaml", 0, text));
  return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

describe.each(WORKFLOWS)("$file", ({ file, text }) => {
  test("pins each action to a commit, and names its version", () => {
    const actions = [...text.matchAll(/\buses: (.+)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("is a valid workflow whose expressions name existing values", async () => {
    expect(await complaints(file, text)).toEqual([]);
  });

  test("runs existing commands", () => {
    const run = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    for (const [, file] of text.matchAll(/- run: (\.\S+)/g)) accessSync(join(root, file!), constants.X_OK);
  });

  test("allows writing only in jobs that declare it", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });
});

test("publishes the checked release with a proof of its origin", () => {
  const { text } = WORKFLOWS.find(({ file }) => file === "release.yml")!;
  expect(text).toContain("id-token: write");
  const order = [
    `npm run release -- --dry-run --tag "$GITHUB_REF_NAME"`,
    "actions/attest-build-provenance@",
    "npm publish ./target/release-check/stripe-secret-store-*.tgz --provenance",
    "cargo publish",
    "gh release create",
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test("finds a wrong key, permission, job or context", async () => {
  const job = ["on: push", "jobs:", "  first:", "    runs-on: ubuntu-latest"];
  const step = ["    steps:", "      - run: echo"];
  const wrong = {
    "7: Unexpected value 'made-up'": [...step, "        made-up: 1"],
    "5: Unexpected value 'made-up'": ["    permissions: { made-up: write }", ...step],
    "5: Value 'second' is not valid": ["    needs: [second]", ...step],
    "6: Context access might be invalid: none": ["    steps:", "      - run: echo ${{ steps.none.outputs.token }}"],
  };
  for (const [complaint, lines] of Object.entries(wrong))
    expect(await complaints(complaint, [...job, ...lines, ""].join("\n"))).toContain(complaint);
});
