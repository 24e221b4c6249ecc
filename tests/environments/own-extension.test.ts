// Writes an extension with the documents' own code, and checks and tests it as a new user does: with the strictest types, by Jest and ESLint of both generations of
// Stripe's tools, by Stripe's bundlers, and by Vitest. starter.test.ts does the same with the starter.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleExtension, BUNDLERS } from "../../www/server/stripe-bundle";
import { BLOCKS } from "../package/support/documents";
import { project } from "./project";
import { extensionProject, type ExtensionProject, type Tools } from "./stripe-extension";

const TIMEOUT = 240_000;

/** Returns the one block of a document that has this text. */
function block(document: string, text: string): string {
  const found = BLOCKS.filter(({ path, code }) => path === `docs/${document}` && code.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${document} have ${text}`);
  return found[0]!.code;
}

const MANIFEST = {
  id: "com.example.own",
  version: "0.0.1",
  name: "Own",
  icon: "",
  permissions: [{ permission: "secret_write", purpose: "Keeps a token" }],
  ui_extension: { views: ["App", "View"].map((component) => ({ viewport: "stripe.dashboard.drawer.default", component })) },
};

const SOURCES: Record<string, string> = {
  "stripe-app.json": JSON.stringify(MANIFEST),
  "src/views/App.tsx": block("guide.md", "export default function App("),
  "src/views/View.tsx": block("react.md", 'useSecret<Token>("dropbox_token")'),
  "src/views/SignIn.tsx": block("react.md", "useOAuth(provider, tokens, { oauthContext, createOAuthState })"),
  "src/views/Provider.tsx": block("react.md", "export const useForget"),
  "src/views/ApiKey.ts": block("react.md", "export function useApiKey"),
  "src/views/Slots.tsx": block("react.md", "export function Slots"),
  "src/views/Account.tsx": `interface Settings {\n  theme: string;\n}\n${block("react.md", "export function Account(")}`,
  "src/account-client.ts": block(
    "guide.md",
    'export const secrets = new SecretStoreClient({ httpClient: createHttpClient(), scope: "account" })',
  ),
};
const TESTS: Record<string, string> = {
  "src/permission.test.ts": block("guide.md", "reports that the app may not store anything"),
  "src/views/hooks.test.tsx": block("react.md", 'test("connects"'),
  "src/views/Guide.test.tsx": block("guide.md", 'test("shows that no token is stored"'),
  "src/views/SignIn.test.tsx": block("guide.md", 'test("offers to sign in"'),
};

const TEST_COUNT = Object.values(TESTS)
  .join("\n")
  .match(/^test\(/gm)?.length;

/** The settings of compilers that find most mistakes, besides those of Stripe's tools. */
const STRICT = { strict: true, noUncheckedIndexedAccess: true, noImplicitOverride: true, esModuleInterop: true };

function write(folder: string, files: Record<string, string>) {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Generation {
  tools: Tools;
  /** The configuration files that the documents or the tools have. */
  configuration: Record<string, string>;
  lint: string[];
}

const GENERATIONS: Generation[] = [
  {
    tools: "0.0.1",
    configuration: { "jest.config.js": `module.exports = require("@stripe/ui-extension-tools/jest.config.ui-extension");\n` },
    lint: ["--ext", ".ts,.tsx"],
  },
  {
    tools: "0.1.0",
    configuration: { "jest.config.mjs": block("guide.md", "@stripe/ui-extension-tools/jest.config.ui-extension.mjs") },
    lint: [],
  },
];

describe.each(GENERATIONS)("an extension with the documents' code on Stripe's tools $tools", ({ tools, configuration, lint }) => {
  let own: ExtensionProject;
  let folder: string;
  const run = (program: string, ...args: string[]) =>
    own.run("env", ["-C", folder, join(own.folder, "node_modules/.bin", program), ...args]);

  beforeAll(async () => {
    own = await extensionProject(tools);
    folder = join(own.folder, "own-extension");
    const tsconfig = { extends: "@stripe/ui-extension-tools/tsconfig.ui-extension", compilerOptions: STRICT, include: ["src"] };
    write(folder, { ...SOURCES, ...TESTS, ...configuration, "tsconfig.json": JSON.stringify(tsconfig) });
  }, 600_000);

  test("has no error of types", { timeout: TIMEOUT }, () => run("tsc", "--noEmit"));
  test("passes its tests in Jest", { timeout: TIMEOUT }, () => run("jest", "--ci"));
  test("passes ESLint", { timeout: TIMEOUT }, () => run("eslint", "src", "--max-warnings", "0", ...lint));

  test.each(BUNDLERS)("is bundled by %s", async (bundler) => {
    const { notices } = await bundleExtension({ folder, bundler, minify: true });
    expect(notices).toEqual([]);
  });
});

test("an extension with the documents' code passes its tests in Vitest", { timeout: TIMEOUT }, async () => {
  const runners = await project("test-runners");
  const folder = join(runners.folder, "own-extension");
  const forVitest = (code: string) => code.replace(/\bjest\.(mock|fn)\b/g, "vi.$1").replaceAll("jest.Mock", "any");
  write(folder, {
    ...SOURCES,
    ...Object.fromEntries(Object.entries(TESTS).map(([name, code]) => [name, forVitest(code)])),
    "tsconfig.json": JSON.stringify({ compilerOptions: { jsx: "react-jsx", ...STRICT } }),
    "vitest.config.js": block("guide.md", "server: { deps: { inline:"),
  });
  const report = join(folder, "report.json");
  await runners.run("vitest", ["run", "--root", folder, "--reporter=json", `--outputFile=${report}`]);
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ success: true, numPassedTests: TEST_COUNT });
});
