// `npm start`: builds and starts the local Dashboard: the emulator's server, the page, and the example secret-store with its OAuth provider and
// backend. `npm run example NAME` runs another example. `npm start -- --extension PATH` runs your own app: its folder, or the script that Stripe's
// command line built from it. `--port N` or the variable PORT chooses the page's port, and `--data FOLDER` the folder for secrets.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildDashboard } from "./build.mjs";
import { emulatorBinary, listening } from "./emulator.mjs";
import { fail, logStep, root } from "./process.mjs";

const DEFAULT_PORT = "5173";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string", default: process.env.PORT ?? DEFAULT_PORT },
    extension: { type: "string" },
    data: { type: "string", default: join(root, ".dashboard") },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`The port must be a whole number from 0 to 65535, not ${values.port}.`);

const www = join(root, "www");
const examples = join(www, "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "stripe-app.json")));
const [name = "secret-store"] = positionals;
// npm runs this script in the project's folder, but a relative path belongs to the folder where npm was called.
const path = (given) => resolve(process.env.INIT_CWD ?? "", given);
const extension = values.extension && path(values.extension);
if (extension && !existsSync(extension)) fail(`There is no ${extension}.`);
if (!names.includes(name)) fail(`Name an example: npm run example ${names.join(" or ")}.`);

logStep("Building what is missing or has changed");
const [binary] = await Promise.all([emulatorBinary(), buildDashboard()]);

// Vite runs the TypeScript, because not every supported Node can. On a fresh machine the build installs Vite, so the import comes later.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(examples, "start.ts"), { configFile: false, root: www, logLevel: "error" });

logStep(`Starting ${extension ?? name}`);
// Secrets outlive the process, as at Stripe.
const kept = path(values.data);
mkdirSync(kept, { recursive: true });
const server = spawn(binary, ["--port", "0", "--world", world(), "--db", join(kept, "secrets.sqlite")], {
  stdio: ["ignore", "pipe", "inherit"],
});
server.once("exit", (code) => fail(`The emulator ended with code ${code}.`));
const emulator = await listening(server);
const start = extension === undefined ? module.EXAMPLES[name] : module.startDashboard;
const example = await start({ emulator, port, extension }).catch((error) => {
  server.kill();
  fail(error.message);
});
const provider = example.provider === undefined ? "" : `  The provider:   ${example.provider.origin}\n`;
console.log(`\n  The Dashboard:  ${example.page}\n  The emulator:   ${emulator}\n${provider}  Ctrl-C ends all.\n`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.removeAllListeners("exit");
    server.kill();
    example.close().finally(() => process.exit(0));
  });
}

/** Returns the path of the world file. With your own app, the world contains that app too. */
function world() {
  const usual = join(www, "world.toml");
  const manifest = extension && module.manifestOf(extension);
  if (!manifest) return usual;
  const own = join(kept, "world.toml");
  writeFileSync(own, module.withApp(readFileSync(usual, "utf8"), manifest));
  return own;
}
