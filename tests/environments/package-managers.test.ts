// Installs the tarball as pnpm and Yarn do, in folders without a node_modules above them, and uses the package there.

import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { resultsIn, row, writeEveryEntry, type Results } from "./every-entry";
import { project, tarball, type Project } from "./project";

let managers: Project;
let applications: string;

beforeAll(async () => {
  managers = await project("package-managers");
  writeEveryEntry(managers);
  applications = mkdtempSync(join(tmpdir(), "package-managers-"));
}, 300_000);
afterAll(() => rmSync(applications, { recursive: true, force: true }));

/** Declares a row of a package manager: `command` installs, and another command runs the program. */
function manager(environment: string, name: string, files: Record<string, string>, install: string, run: string) {
  row({ group: "Package managers", environment }, async (versions): Promise<Results> => {
    versions[environment.split(" ")[0]!] = managers.version(name);
    versions.Node = process.versions.node;
    const folder = join(applications, name);
    cpSync(managers.folder, folder, { recursive: true, filter: (path) => !/\/(node_modules|package(-lock)?\.json)$/.test(path) });
    copyFileSync(tarball, join(folder, basename(tarball)));
    // Yarn makes a loader of ES modules for this type only.
    const manifest = { private: true, type: "module", dependencies: { "stripe-secret-store": `file:./${basename(tarball)}` } };
    for (const [file, text] of Object.entries({ ...files, "package.json": JSON.stringify(manifest) }))
      writeFileSync(join(folder, file), text);
    const inFolder = (command: string) =>
      managers.run("sh", ["-c", `cd "${folder}" && ${command}`], {
        PATH: `${join(managers.folder, "node_modules/.bin")}:${process.env.PATH}`,
      });
    await inFolder(install);
    const [results = {}] = resultsIn(await inFolder(run));
    return results;
  });
}

manager("pnpm 10", "pnpm", {}, "pnpm install --offline --store-dir ./store", "node program.mjs");

const YARN = {
  "yarn.lock": "",
  ".yarnrc.yml": "enableTelemetry: false\nenableNetwork: false\nenableGlobalCache: false\nnodeLinker: pnp\n",
};
manager("Yarn 4, Plug'n'Play", "@yarnpkg/cli-dist", YARN, "yarn install --no-immutable", "yarn node program.mjs");
