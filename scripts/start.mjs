// `npm start`: builds, and opens the local Dashboard: the emulator's server, the page, and in it the extension of the example secret-store with
// its OAuth provider and backend. `npm run example NAME` is the same with that example. `--port N` or the variable PORT chooses the page's port.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { emulatorBinary } from "./emulator.mjs";
import { giveUp, root, say } from "./process.mjs";

const DEFAULT_PORT = "5173";
const READY = /^secret-store-emulator listening on (http:\/\/\S+)$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: process.env.PORT ?? DEFAULT_PORT } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`The port ${values.port} is no number from 0 to 65535.`);

const www = join(root, "www");
const examples = join(www, "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "stripe-app.json")));
const [name = "secret-store"] = positionals;
if (!names.includes(name)) giveUp(`Name an example: npm run example ${names.join(" or ")}.`);

await build();
const binary = await emulatorBinary();

// Not earlier: on a fresh machine the build is what installs it. It runs TypeScript, which not every Node that we run on can.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(examples, "start.ts"), { configFile: false, root: www, logLevel: "error" });

say(`Starting ${name}`);
// Secrets outlive the process, as they do at Stripe.
const kept = join(root, ".dashboard");
mkdirSync(kept, { recursive: true });
const server = spawn(binary, ["--port", "0", "--world", join(www, "world.toml"), "--db", join(kept, "secrets.sqlite")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const emulator = await new Promise((resolve) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    const [, url] = READY.exec(line) ?? [];
    if (url !== undefined) resolve(url);
  });
  server.once("exit", (code) => giveUp(`The emulator ended (${code}).`));
});
const example = await module.EXAMPLES[name]({ emulator, port }).catch((error) => {
  server.kill();
  giveUp(error.message);
});
console.log(
  `\n  The Dashboard:  ${example.page}\n  The emulator:   ${emulator}\n  The provider:   ${example.provider.origin}\n  Ctrl-C ends all.\n`,
);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.removeAllListeners("exit");
    server.kill();
    example.close().finally(() => process.exit(0));
  });
}
