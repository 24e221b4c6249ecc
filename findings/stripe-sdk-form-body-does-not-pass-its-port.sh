#!/usr/bin/env bash
# Package: @stripe/ui-extension-sdk 9.3.0 (npm), with @remote-ui/rpc 1.4.5, which it installs. esbuild 0.28.2 bundles it, since Node finds no import without
# an ending.
#
# Behaviour: the type of `stripeApiFetch` allows `body?: string | URLSearchParams`. The SDK passes its options to the host through a MessagePort, and a
# `URLSearchParams` cannot be cloned: Node sends an object without fields. A browser throws a DataCloneError.
#
# Expected: the host gets what `fetch` would send, `a=1`, as with a string, or the type allows strings only.
#
# Output seen on 2026-11-28: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --silent --no-fund --no-audit --legacy-peer-deps @stripe/ui-extension-sdk@9.3.0 esbuild@0.28.2

expected='a string: a=1
URLSearchParams: [object Object]'

cat >program.mjs <<'JAVASCRIPT'
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";
import stripeApiFetch from "@stripe/ui-extension-sdk/api_fetch";

// The extension's end of the port, where the SDK looks for it, and the host's.
const { port1, port2 } = new MessageChannel();
globalThis.__StripeExtExports = { endpoint: createEndpoint(fromMessagePort(port1)) };
createEndpoint(fromMessagePort(port2)).expose({
  supportsFetchAppEmbeddedKey: () => false,
  stripeApiFetch: (path, { body }) => ({ json: String(body), headers: {}, ok: true, status: 200 }),
});

const bodies = { "a string": "a=1", URLSearchParams: new URLSearchParams({ a: "1" }) };
for (const [name, body] of Object.entries(bodies)) {
  const { json } = await stripeApiFetch("https://api.stripe.com/v1/customers", { method: "POST", body });
  console.log(`${name}: ${json}`);
}
process.exit();
JAVASCRIPT

node_modules/.bin/esbuild program.mjs --bundle --format=esm --platform=node --outfile=bundle.mjs --log-level=error
actual=$(node bundle.mjs)
echo "$actual"
[[ $actual == "$expected" ]]
