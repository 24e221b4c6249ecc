// Uses Stripe's own tools package as apps do: its base configurations with TypeScript, ESLint and Jest, unchanged except as noted here.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect } from "vitest";
import { cell, clientEntries } from "./cell";
import { extensionProject, type ExtensionProject, type Tools } from "./stripe-extension";

const group = "Stripe's tools";

interface Compiler {
  environment: string;
  /** The package's name in the project, if it has two versions. */
  typescript: string;
  /** The changes to the tools' configuration. */
  change: string[];
  /** The error that this TypeScript reports for the tools' configuration itself. */
  refuses?: string;
}

interface JestRun {
  environment: string;
  config: string;
  typescript: string;
  /** The tests by the beginning of their files' names, with the names of their rows. */
  tests: Record<string, string>;
}

const PLAIN = { "src/four-operations": "" };
const RENDER = {
  "src/views/App": ", the SDK's render",
  "src/views/Connection": ", the SDK's render, the hooks",
  "src/views/Mocked": ", the SDK's render, its HTTP client mocked",
};
// Since TypeScript 6, a configuration must name the types of a test runner.
const TYPES = ["--types", "jest"];

const GENERATIONS: { tools: Tools; name: string; compilers: Compiler[]; eslint: string; lint: string[]; jest: JestRun[] }[] = [
  {
    tools: "0.0.1",
    name: "Tools 0.0",
    compilers: [
      { environment: "TypeScript 4.7", typescript: "typescript-4.7", change: [] },
      { environment: "TypeScript 4.9", typescript: "typescript", change: [] },
    ],
    eslint: "ESLint 8",
    lint: ["--ext", ".ts,.tsx"],
    jest: [{ environment: "Jest 27", config: "jest.config.js", typescript: "typescript", tests: { ...PLAIN, ...RENDER } }],
  },
  {
    tools: "0.1.0",
    name: "Tools 0.1",
    compilers: [
      { environment: "TypeScript 5.9, node", typescript: "typescript", change: [] },
      { environment: "TypeScript 5.9, bundler", typescript: "typescript", change: ["--moduleResolution", "bundler"] },
      { environment: "TypeScript 6.0, node", typescript: "typescript-6.0", change: TYPES, refuses: "TS5107" },
      {
        environment: "TypeScript 6.0, node, ignoreDeprecations",
        typescript: "typescript-6.0",
        change: ["--ignoreDeprecations", "6.0", ...TYPES],
      },
      { environment: "TypeScript 6.0, bundler", typescript: "typescript-6.0", change: ["--moduleResolution", "bundler", ...TYPES] },
    ],
    eslint: "ESLint 9",
    lint: [],
    jest: [
      { environment: "Jest 29", config: "jest.config.mjs", typescript: "typescript", tests: PLAIN },
      { environment: "Jest 29", config: "jest.sdk.config.mjs", typescript: "typescript", tests: RENDER },
      {
        environment: "Jest 29 with TypeScript 6.0",
        config: "jest.typescript-6.config.mjs",
        typescript: "typescript-6.0",
        tests: { ...PLAIN, ...RENDER },
      },
    ],
  },
];

for (const { tools, name, compilers, eslint, lint, jest } of GENERATIONS) {
  let project: ExtensionProject;
  beforeAll(async () => {
    project = await extensionProject(tools);
  }, 600_000);

  for (const { environment, typescript, change, refuses } of compilers) {
    const output = once(() => {
      const args = [join("node_modules", typescript, "bin/tsc"), "-p", ".", "--listFiles", "--pretty", "false", ...change];
      return project.run(process.execPath, args).catch(({ message }: Error) => message);
    });

    for (const entry of clientEntries) {
      cell({ group, environment: `${name}: ${environment}`, entry }, async (versions) => {
        Object.assign(versions, { tools: project.version("@stripe/ui-extension-tools"), typescript: project.version(typescript) });
        const lines = (await output()).split("\n");
        const app = project.appOf(entry);
        const elsewhere = clientEntries.map((other) => project.appOf(other)).filter((other) => other !== app);
        const errors = lines.filter((line) => /\berror TS\d+/.test(line) && !elsewhere.some((other) => line.startsWith(`${other}/`)));
        if (refuses) {
          expect(errors).toEqual([expect.stringContaining(refuses)]);
          return `${refuses}, the tools' own`;
        }
        expect(errors).toEqual([]);
        for (const file of ["wrong-uses.ts", "views/App.tsx", "views/App.spec.tsx", "views/Connection.tsx", "views/Connection.spec.tsx"]) {
          expect(lines).toContain(join(project.folder, app, "src", file));
        }
      });
    }
  }

  const linted = once(async () => {
    await project
      .run("eslint", ["apps", "--max-warnings", "0", "--format", "json", "--output-file", "eslint.json", ...lint])
      .catch(() => {});
    return result<{ filePath: string; messages: object[] }[]>(project, "eslint.json");
  });
  for (const entry of clientEntries) {
    cell({ group, environment: `${name}: ${eslint}`, entry }, async (versions) => {
      Object.assign(versions, { tools: project.version("@stripe/ui-extension-tools"), eslint: project.version("eslint") });
      const app = join(project.folder, project.appOf(entry), "src/");
      const files = (await linted()).filter(({ filePath }) => filePath.startsWith(app));
      expect(files.map(({ filePath }) => filePath.slice(app.length))).toContain("views/App.tsx");
      expect(files.flatMap(({ messages }) => messages)).toEqual([]);
    });
  }

  for (const { environment, config, typescript, tests } of jest) {
    const tested = once(async () => {
      // The cache is off: it identifies a source by its text, but not by the declarations that it was checked with.
      const args = ["--config", config, "--ci", "--no-cache", "--json", "--outputFile", "jest.json", ...Object.keys(tests)];
      await project.run("jest", args).catch(() => {});
      return result<JestResults>(project, "jest.json");
    });

    for (const [file, row] of Object.entries(tests)) {
      for (const where of ["node", "jsdom"]) {
        for (const entry of clientEntries) {
          cell({ group, environment: `${name}: ${environment}, ${where}${row}`, entry }, async (versions) => {
            const names = ["jest", "ts-jest", "react", "@stripe/ui-extension-sdk"];
            Object.assign(versions, Object.fromEntries(names.map((each) => [each, project.version(each)])));
            versions.typescript = project.version(typescript);
            const path = join(project.folder, project.appOf(entry), `${file}${where === "jsdom" ? ".jsdom" : ""}.spec.ts`);
            const run = (await tested()).testResults.find(({ name: tried }) => tried === path || tried === `${path}x`);
            expect(run, `${path} was not run`).toBeDefined();
            expect(run!.message).toBe("");
            expect(new Set(run!.assertionResults.map(({ status }) => status))).toEqual(new Set(["passed"]));
          });
        }
      }
    }
  }
}

interface JestResults {
  testResults: { name: string; message: string; assertionResults: { status: string }[] }[];
}

/** Returns the text that a program wrote to a file of the project, and deletes the file. */
function result<T>(project: ExtensionProject, name: string): T {
  const file = join(project.folder, name);
  const content: T = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file);
  return content;
}

/** Returns a function that acts only the first time: the programs start slowly, and one run handles all entries. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= act());
}
