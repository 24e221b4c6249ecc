// `npm start`: builds the package and serves the page in www/. `--port N` or the variable PORT chooses the port.

import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { giveUp, root, say } from "./process.mjs";

const DEFAULT_PORT = "5173";

const { values } = parseArgs({ options: { port: { type: "string", default: process.env.PORT ?? DEFAULT_PORT } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`The port ${values.port} is no number from 0 to 65535.`);

await build();

// Not earlier: on a fresh machine the build is what installs it.
const { createServer } = await import("vite");

say("Serving the page");
const server = await createServer({ configFile: join(root, "www", "vite.config.ts"), server: { host: "127.0.0.1", port } });
await server.listen();
console.log(`\n  The page:  ${server.resolvedUrls.local[0]}\n  Ctrl-C ends it.\n`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => server.close().finally(() => process.exit(0)));
}
