#!/usr/bin/env bash
# Package: express 5.3.0 (npm).
#
# Behaviour: `express.raw({ type: "*/*" })` leaves a request that has a body and no `Content-Type` unread: `request.body` is undefined. A `fetch` with bytes sends
# such a request. `express.raw({ type: () => true })` reads it.
#
# Expected: the type that stands for each type matches a request without one, or the documentation of `type` says that it does not. A receiver that verifies a
# signature over the body finds no body.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --silent --no-fund --no-audit express@5.3.0

expected='type "*/*", application/json: 2 bytes
type "*/*", no Content-Type: undefined
type () => true, no Content-Type: 2 bytes'

cat >program.cjs <<'JAVASCRIPT'
const express = require("express");

const app = express();
const answer = ({ body }, response) => response.send(Buffer.isBuffer(body) ? `${body.length} bytes` : String(body));
app.post("/any", express.raw({ type: "*/*" }), answer);
app.post("/all", express.raw({ type: () => true }), answer);

const server = app.listen(0, "127.0.0.1", async () => {
  const post = async (path, headers) => {
    const url = `http://127.0.0.1:${server.address().port}/${path}`;
    return (await fetch(url, { method: "POST", headers, body: new Uint8Array([123, 125]) })).text();
  };
  console.log(`type "*/*", application/json: ${await post("any", { "Content-Type": "application/json" })}`);
  console.log(`type "*/*", no Content-Type: ${await post("any", {})}`);
  console.log(`type () => true, no Content-Type: ${await post("all", {})}`);
  process.exit();
});
JAVASCRIPT

actual=$(node program.cjs)
echo "$actual"
[[ $actual == "$expected" ]]
