// `npm start`: builds and starts the local Dashboard: the emulator's server, the page, and the example secret-store with its OAuth provider and
// backend. `npm run example NAME` runs another example. `npm start -- --extension PATH` runs your own app: its folder, or the script that Stripe's
// command line built from it. The other options are described in www/README.md.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildDashboard } from "./build.mjs";
import { emulatorBinary, startEmulator } from "./emulator.mjs";
import { onNpmEnd } from "./parent.mjs";
import { fail, logStep, root } from "./process.mjs";

const DEFAULT_PORT = "5173";

let server;
let example;
// Before anything is started or printed: npm may be killed at once.
onNpmEnd(end);

const { values, positionals } = readArguments();
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`The port must be a whole number from 0 to 65535, not ${values.port}.`);

const www = join(root, "www");
const examples = join(root, "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "stripe-app.json")));
const [name = "secret-store"] = positionals;
// npm runs this script in the project's folder, but a relative path belongs to the folder where npm was called.
const path = (given) => resolve(process.env.INIT_CWD ?? "", given);
const given = values.extension && path(values.extension);
if (given && !existsSync(given)) fail(`There is no ${given}.`);
if (values.manifest !== undefined && !given) fail("--manifest FILE needs --extension PATH.");
if (values.provider && !given) fail("--provider needs --extension PATH.");
if (!names.includes(name)) fail(`Name an example: npm run example ${names.join(" or ")}.`);

logStep("Building what is missing or has changed");
const [binary] = await Promise.all([emulatorBinary(), buildDashboard()]);

// Vite runs the TypeScript, because not every supported Node can. On a fresh machine the build installs Vite, so the import comes later.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(examples, "start.ts"), { configFile: false, root: www, logLevel: "error" });

// An example without servers of its own runs as any other extension.
const extension = given ?? (name in module.EXAMPLES ? undefined : join(examples, name));
const manifest = extension === undefined ? undefined : orFail(readManifest);
logStep(`Starting ${extension ?? name}`);
// Secrets outlive the process, as at Stripe. Each app has a file of its own, so that two can run side by side.
const kept = values.data === undefined ? join(root, ".dashboard", ...(extension ? ["apps", dataName()] : [])) : path(values.data);
mkdirSync(kept, { recursive: true });
server = await startEmulator(binary, ["--port", "0", "--world", world(), "--db", join(kept, "secrets.sqlite")]).catch(({ message }) =>
  fail(message),
);
server.child.once("exit", (code) => fail(`The emulator ended with code ${code}.`));
const start = extension === undefined ? module.EXAMPLES[name] : module.startDashboard;
const options = {
  emulator: server.url,
  port,
  extension,
  // A script has its own manifest, unless another one is given.
  manifest: values.manifest && manifest.file,
  worldManifest: manifest && { file: manifest.file, id: manifest.id },
  fixtures: values.fixtures && path(values.fixtures),
  stripeMock: values["stripe-mock"],
  provider: values.provider,
  report: (text) => console.log(`  ${text.replaceAll("\n", "\n  ")}`),
};
example = await start(options).catch((error) => fail(error.message));
const lines = [
  ["The Dashboard", example.page],
  ["The emulator", server.url],
  ...(example.provider === undefined ? [] : [["The provider", example.provider.origin]]),
  ...(manifest === undefined ? [] : [["The manifest", manifest.file]]),
];
console.log(`\n${lines.map(([title, value]) => `  ${`${title}:`.padEnd(15)} ${value}\n`).join("")}  Ctrl-C ends all.\n`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);

function end() {
  server?.child.removeAllListeners("exit");
  server?.child.kill();
  Promise.resolve(example?.close()).finally(() => process.exit(0));
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: "string", default: process.env.PORT ?? DEFAULT_PORT },
        extension: { type: "string" },
        manifest: { type: "string" },
        fixtures: { type: "string" },
        "stripe-mock": { type: "string" },
        provider: { type: "boolean" },
        data: { type: "string" },
      },
    });
  } catch ({ message }) {
    fail(message);
  }
}

/** Returns the app's manifest, or nothing for a script without one. */
function readManifest() {
  const folder = module.appFolder(extension);
  // As Stripe's command line, which is called in the app's folder. Another path is one from where npm was called.
  const chosen = values.manifest && [resolve(folder, values.manifest), path(values.manifest)].find(existsSync);
  if (values.manifest !== undefined && chosen === undefined) fail(`There is no manifest ${resolve(folder, values.manifest)}.`);
  const isScript = folder !== extension;
  try {
    return module.readManifest(module.findManifest(folder, chosen));
  } catch (error) {
    if (isScript && chosen === undefined && !module.hasManifest(folder)) return undefined;
    throw error;
  }
}

function orFail(act) {
  try {
    return act();
  } catch ({ message }) {
    return fail(message);
  }
}

/** Returns the name of the folder for the app's secrets. */
function dataName() {
  return (manifest?.id ?? basename(extension)).replaceAll(/[^\w.-]/g, "_");
}

/** Returns the path of the world file. With your own app, the world contains that app too. */
function world() {
  const usual = join(www, "world.toml");
  if (manifest === undefined) return usual;
  const own = join(kept, "world.toml");
  writeFileSync(own, module.withApp(readFileSync(usual, "utf8"), manifest));
  return own;
}
