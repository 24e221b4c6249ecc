// Runs the commands of the documents as they are written. For each that is not run here, a table names the place where it is run.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleExtension, BUNDLERS } from "../../www/server/stripe-bundle";
import { COMMANDS, MENTIONED, type Command } from "../package/support/commands";
import { BLOCKS, DOCUMENTS, root } from "../package/support/documents";
import { cleanEnvironment, tarball } from "./project";
import { extensionProject } from "./stripe-extension";

const run = promisify(execFile);

const SCRIPTS = "test.each(Object.entries<string>(scripts))";

/** The files that run the other commands, with text that shows it. */
const ELSEWHERE: Record<string, { where: string; says: string }> = {
  "npm test": { where: ".ci/run", says: "npm test" },
  "npm run lint": { where: ".ci/run", says: "scripts/lint.mjs" },
  ".ci/run": { where: ".github/workflows/ci.yml", says: ".ci/run" },
  "npm run build": { where: "scripts/test.mjs", says: "build().then(pack)" },
  "npm test -- package refusals": { where: "scripts/test.mjs", says: "`npm test -- SUITE NAME`" },
  "cargo test --test core": { where: "scripts/test.mjs", says: `"stripe-secret-store"]` },
  "npm run ask-stripe -- --dry-run": { where: "tests/clients/ask-command.test.ts", says: `main(["--dry-run"` },
  "npx --package ./secret-store-emulator-0.1.0.tgz secret-store-emulator --port 12111": {
    where: "tests/clients/npx.test.ts",
    says: `"--package", tarball, "secret-store-emulator"`,
  },
};
/** The starter's own commands. Some have the same names as the project's. */
const OF_THE_STARTER: typeof ELSEWHERE = Object.fromEntries(
  Object.entries({
    "cp -R starter ../my-app": "cpSync(SOURCE, folder",
    "npm test": SCRIPTS,
    "npm run types": SCRIPTS,
    "npm run lint": SCRIPTS,
  }).map(([text, says]) => [text, { where: "tests/environments/starter.test.ts", says }]),
);
const elsewhere = ({ path, text }: Command) => (path === "starter/README.md" ? OF_THE_STARTER : ELSEWHERE)[text];

const started: ChildProcess[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});
afterAll(async () => {
  await Promise.all(started.map(stop));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a command that runs until it is stopped, and returns the groups of `wanted` once its output matches. */
function start(command: string, wanted: RegExp): Promise<string[]> {
  const options = { cwd: root, env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"] };
  // Uses a process group, since npm does not forward every signal to its program.
  const child = spawn("sh", ["-c", command], { ...options, detached: true });
  started.push(child);
  return new Promise((resolve, reject) => {
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk;
      const found = wanted.exec(output);
      if (found) resolve(found.slice(1));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
  });
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid!, "SIGINT");
  await ended;
}

const isStart = ({ text }: Command) => /^npm (start|run example)\b/.test(text);
const isEmulator = ({ text }: Command) => /^npm run emulator\b/.test(text);
const isCurl = ({ text }: Command) => text.startsWith("curl ");
const isInstallation = ({ text }: Command) => /^npm (run build && npm pack|install (\S+\.tgz|stripe-secret-store))$/.test(text);
const named = (commands: readonly Command[]) =>
  commands.map((command) => [`${command.path}:${command.line} ${command.text}`, command] as const);

test.each(named(COMMANDS))("%s is run by a test", (_, command) => {
  const other = elsewhere(command);
  if (other) expect(readFileSync(join(root, other.where), "utf8")).toContain(other.says);
  else expect([isStart, isEmulator, isCurl, isInstallation].filter((is) => is(command))).toHaveLength(1);
});

test("names only commands that are in the documents", () => {
  const texts = COMMANDS.map(({ text }) => text);
  expect([...Object.keys(ELSEWHERE), ...Object.keys(OF_THE_STARTER)].filter((text) => !texts.includes(text))).toEqual([]);
});

test.each(DOCUMENTS)("finds no indented block in $path, which these tests would miss", ({ text }) => {
  expect(text).not.toMatch(/^[ \t]+```/m);
});

describe("names existing scripts, tests and files in the command", () => {
  const scriptsOf = (path: string) => JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")).scripts;
  const folderOf = ({ path }: Command) => (dirname(path) === "starter" ? "starter" : ".");
  const tarballs = [basename(tarball), basename(tarball).replace("stripe-secret-store", "secret-store-emulator")];

  test.each(named(MENTIONED))("%s", (_, command) => {
    for (const [, name] of command.text.matchAll(/\bnpm run ([\w:-]+)/g)) expect(scriptsOf(folderOf(command))).toHaveProperty([name!]);
    for (const [, crate, name] of command.text.matchAll(/\bcargo test (-p secret-store-emulator )?.*--test (\w+)/g)) {
      const path = join(root, crate ? "emulator/tests" : "tests", name!);
      expect(existsSync(path) || existsSync(`${path}.rs`)).toBe(true);
    }
    for (const [, suite, name] of command.text.matchAll(/\bnpm test -- ([a-z]+) ?([a-z-]*)/g)) {
      const tests = readdirSync(join(root, "tests", suite!), { recursive: true, encoding: "utf8" }).filter((file) =>
        file.endsWith(".test.ts"),
      );
      expect(tests.some((file) => file.includes(name!))).toBe(true);
    }
    for (const [file] of command.text.matchAll(/[\w.-]+\.tgz\b/g)) expect(tarballs).toContain(file);
  });

  test("names only examples that exist", () => {
    const examples = readdirSync(join(root, "examples")).filter((name) => existsSync(join(root, "examples", name, "stripe-app.json")));
    const shown = MENTIONED.flatMap(({ text }) => /^npm run example ([\w-]+)$/.exec(text)?.[1] ?? []);
    expect([...new Set(shown)].filter((name) => !examples.includes(name))).toEqual([]);
  });
});

describe("starts a Dashboard that answers", () => {
  let app: string;
  beforeAll(async () => {
    const project = await extensionProject("0.1.0");
    app = join(project.folder, "my-app");
    rmSync(app, { recursive: true, force: true });
    cpSync(join(root, "starter"), app, { recursive: true, filter: (path) => !path.includes("node_modules") });
    const { code } = await bundleExtension({ folder: app, bundler: BUNDLERS[0]!, minify: true });
    mkdirSync(join(app, ".build"));
    writeFileSync(join(app, ".build/ext.js"), code);
  }, 600_000);

  test.each(named(COMMANDS.filter(isStart)))("%s", { timeout: 600_000 }, async (_, { text }) => {
    const given = text.replace("../my-app", app);
    const data = mkdtempSync(join(folder, "data-"));
    const command = `${given}${given.includes(" -- ") ? "" : " --"} --port 0 --data ${data}`;
    const [page, emulator] = await start(command, /The Dashboard: +(\S+)[^]*The emulator: +(\S+)[^]*Ctrl-C/);
    expect(await (await fetch(page!)).text()).toContain("<title>");
    expect((await fetch(`${emulator}/_emulator/health`)).status).toBe(200);
    expect(existsSync(join(data, "secrets.sqlite"))).toBe(true);
  });
});

describe("gets an answer from the emulator", () => {
  let port: string;

  test.each(named(COMMANDS.filter(isEmulator)))("%s", { timeout: 120_000 }, async (_, { text }) => {
    const command = `${text.replace("secrets.sqlite", join(folder, "secrets.sqlite"))} --port 0`;
    [port = ""] = await start(command, /listening on http:\/\/127\.0\.0\.1:(\d+)/);
    expect(existsSync(join(folder, "secrets.sqlite"))).toBe(true);
  });

  test.each(named(COMMANDS.filter(isCurl)))("%s", async (_, { text }) => {
    const { stdout } = await run("sh", ["-c", text.replace("12111", port)]);
    expect(JSON.parse(stdout)).toMatchObject({ object: "apps.secret", name: "token" });
  });
});

describe("README, in a new project", () => {
  let consumer: string;

  test.each(named(COMMANDS.filter(isInstallation).filter(({ text }) => text.startsWith("npm install"))))(
    "%s",
    { timeout: 120_000 },
    async (_, { text }) => {
      // Uses the tarball that `npm pack` has made for these tests.
      copyFileSync(tarball, join(folder, basename(tarball)));
      consumer = mkdtempSync(join(folder, "consumer-"));
      const npm = { cwd: consumer, env: cleanEnvironment() };
      await run("npm", ["init", "--yes"], npm);
      await run("sh", ["-c", `${text.replace(/\S+$/, `../${basename(tarball)}`)} --offline`], npm);
      expect(readdirSync(join(consumer, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["stripe-secret-store"]);
    },
  );

  /** The view's globals, and a Dashboard that answers by the emulator. */
  const VIEW = `import { createEmulator } from "stripe-secret-store/testing";
    const host = createEmulator().httpClient({ user: "usr_1" });
    async function stripeApiFetch(path, { method, headers, body }) {
      const response = await host.makeRequest("api.stripe.com", 443, path, method, headers, body, "https", 1_000);
      const status = response.getStatusCode();
      return { ok: status < 300, status, headers: response.getHeaders(), json: await response.toJSON(), url: path };
    }
    const call = { stripeApiFetch, supportsFetchAppEmbeddedKey: async () => false };
    Object.assign(globalThis, { userContext: { id: "usr_1" }, token: "made up", __StripeExtExports: { endpoint: { call } } });`;
  const first = BLOCKS.find(({ path, language }) => path === "README.md" && language === "ts")!;

  test(`compiles and runs README.md:${first.line}`, { timeout: 120_000 }, async () => {
    const write = (file: string, text: string) => writeFileSync(join(consumer, file), text);
    // An extension has the SDK too.
    mkdirSync(join(consumer, "node_modules/@stripe"));
    symlinkSync(join(root, "node_modules/@stripe/ui-extension-sdk"), join(consumer, "node_modules/@stripe/ui-extension-sdk"));
    write("example.ts", `${first.code}\nconsole.log(JSON.stringify({ found, data }));\n`);
    write("globals.d.ts", `declare const userContext: { id: string };\ndeclare const token: string;\n`);
    write("view.mjs", VIEW);
    const options = ["--strict", "--skipLibCheck", "--noEmit", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"];
    await run(join(root, "node_modules/.bin/tsc"), [...options, "--lib", "es2022,dom", "--types", "", "globals.d.ts", "example.ts"], {
      cwd: consumer,
    });
    const { build } = await import("esbuild");
    write("main.mjs", `import "./view.mjs";\nimport "./example.ts";\n`);
    await build({
      entryPoints: [join(consumer, "main.mjs")],
      bundle: true,
      format: "esm",
      outfile: join(consumer, "bundle.mjs"),
      logLevel: "error",
    });
    const { stdout } = await run(process.execPath, ["bundle.mjs"], { cwd: consumer });
    expect(JSON.parse(stdout)).toMatchObject({ found: { name: "dropbox_token", payload: "made up" }, data: expect.any(Array) });
  });
});

test("finds documents with commands", () => {
  expect(DOCUMENTS.map(({ path }) => path)).toContain("README.md");
  for (const is of [isStart, isEmulator, isCurl, isInstallation]) expect(COMMANDS.some(is)).toBe(true);
});
