// `npm run ask-stripe`: asks Stripe about each assumption of the emulator, with a key of test mode. docs/ask-stripe.md describes it.

import { pathToFileURL } from "node:url";
import { bundleAsk } from "./build/ask.mjs";
import { onNpmEnd } from "./parent.mjs";

// The program cleans up at this signal.
onNpmEnd(() => process.kill(process.pid, "SIGTERM"));
const { main } = await import(pathToFileURL(await bundleAsk("command")).href);
process.exitCode = await main(process.argv.slice(2));
