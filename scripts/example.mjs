// `npm run example NAME`: builds, and starts one of the guide's examples with all that it needs: the emulator's server, an OAuth provider, the
// example's backend where it has one, and the host page with the extension in it. `--port N` or the variable PORT chooses the page's port.

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { emulatorBinary } from "./emulator.mjs";
import { giveUp, root, say } from "./process.mjs";

const DEFAULT_PORT = "5174";
const READY = /^secret-store-emulator listening on (http:\/\/\S+)$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: process.env.PORT ?? DEFAULT_PORT } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`The port ${values.port} is no number from 0 to 65535.`);

const examples = join(root, "www", "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "stripe-app.json")));
const [name] = positionals;
if (!names.includes(name)) giveUp(`Name an example: npm run example ${names.join(" or ")}.`);

await build();
const binary = await emulatorBinary();

// Not earlier: on a fresh machine the build is what installs it. It runs TypeScript, which not every Node that we run on can.
const { runnerImport } = await import("vite");
const { module } = await runnerImport(join(examples, "start.ts"), { configFile: false, root: examples, logLevel: "error" });

say(`Starting ${name}`);
const server = spawn(binary, ["--port", "0", "--world", join(examples, "world.toml")], { stdio: ["ignore", "pipe", "inherit"] });
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
  `\n  The page:      ${example.page}\n  The emulator:  ${emulator}\n  The provider:  ${example.provider.origin}\n  Ctrl-C ends all.\n`,
);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.removeAllListeners("exit");
    server.kill();
    example.close().finally(() => process.exit(0));
  });
}
