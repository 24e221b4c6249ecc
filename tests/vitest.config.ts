import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { entryDependents } from "./entry-dependents";
import { LongestFirst } from "./longest-first";

const root = fileURLToPath(new URL(".", import.meta.url));
const hasTests = (folder: string) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".test.ts"));
const SUITES = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && ["", "/specs"].some((below) => hasTests(`${root}${entry.name}${below}`)))
  .map(({ name }) => name);

/**
 * Returns the project of a folder's tests. With an `entry`, it has those that import the client, and they get that entry where they import
 * `stripe-secret-store`. A second run of the others would repeat the first.
 */
const suite = (name: string, { folder = name, entry }: { folder?: string; entry?: string } = {}) => ({
  extends: true as const,
  resolve: { alias: entry ? [{ find: /^stripe-secret-store$/, replacement: entry }] : [] },
  test: { name, include: entry ? entryDependents(root, folder) : [`${folder}/**/*.test.ts`], env: entry ? { ENTRY: entry } : {} },
});

export default defineConfig({
  test: {
    root,
    projects: [...SUITES.map((name) => suite(name)), suite("package-js", { folder: "package", entry: "stripe-secret-store/js" })],
    // Many tests wait for a browser, a server or a program, so a core serves more than one of them. With one worker more than cores, a fifth of their time
    // stayed unused (November 2026).
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", fileURLToPath(new URL("results-reporter.ts", import.meta.url))],
    // The SDK's imports leave out the file extension, which bundlers accept and Node does not.
    server: { deps: { inline: [/@stripe\/ui-extension-sdk/] } },
    // Real bundlers and compilers run on machines of any speed. These limits distinguish a hang from a slow run.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest's own limit is one second, which a page on a busy machine exceeds (November 2026).
    expect: { poll: { timeout: 30_000 } },
  },
});
