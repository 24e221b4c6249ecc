// Uses the starter as a user who copied its folder: installs its packages, runs its own tests, types and linter, and bundles it as Stripe's command line
// does.

import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleExtension, BUNDLERS } from "../../www/server/stripe-bundle";
import { extensionProject, type ExtensionProject } from "./stripe-extension";

const SOURCE = join(import.meta.dirname, "../../starter");
const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(join(SOURCE, "package.json"), "utf8"));

let project: ExtensionProject;
let folder: string;
beforeAll(async () => {
  project = await extensionProject("0.1.0");
  folder = join(project.folder, "starter");
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true, filter: (path) => !path.startsWith(join(SOURCE, "node_modules")) });
}, 600_000);

describe("the starter", () => {
  test.each(Object.entries<string>({ ...dependencies, ...devDependencies }))("uses %s %s", (name, version) => {
    expect(project.version(name)).toBe(version.replace("^", ""));
  });

  test.each(Object.entries<string>(scripts))("npm run %s: %s", { timeout: 240_000 }, async (_, script) => {
    const [program, ...args] = script.split(" ");
    await project.run("env", ["-C", folder, join(project.folder, "node_modules/.bin", program!), ...args]);
  });

  test.each(BUNDLERS)("is bundled by %s", async (bundler) => {
    const { code } = await bundleExtension({ folder, bundler, minify: true });
    expect(code).toContain("com.example.starter");
  });
});
