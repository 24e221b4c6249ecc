#!/usr/bin/env bash
# Package: workerd 1.20261117.1 (npm).
#
# Behaviour: `fetch` whose signal is aborted with a reason rejects with a copy of that reason: another object with the same message and fields. Node rejects with
# the reason itself.
#
# Expected: the promise rejects with the signal's reason, as the Fetch standard says. A caller that compares the error with its own reason takes its own abort
# for a failed connection.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --silent --no-fund --no-audit workerd@1.20261117.1

expected='node: the same object true, message the caller left, code MINE
workerd: the same object false, message the caller left, code MINE'

cat >probe.mjs <<'JAVASCRIPT'
export async function probe(url) {
  const aborter = new AbortController();
  const reason = Object.assign(new Error("the caller left"), { code: "MINE" });
  setTimeout(() => aborter.abort(reason), 20);
  const error = await fetch(url, { signal: aborter.signal }).catch((error) => error);
  return `the same object ${error === reason}, message ${error.message}, code ${error.code}`;
}
JAVASCRIPT

cat >worker.mjs <<'JAVASCRIPT'
import { probe } from "./probe.mjs";
import { url } from "./url.mjs";
export default { test: async () => console.log(`workerd: ${await probe(url)}`) };
JAVASCRIPT

cat >config.capnp <<'CAPNP'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [
        (name = "worker", esModule = embed "worker.mjs"),
        (name = "./probe.mjs", esModule = embed "probe.mjs"),
        (name = "./url.mjs", esModule = embed "url.mjs"),
      ],
      compatibilityDate = "2026-11-01",
      globalOutbound = "local",
    )),
    (name = "local", network = (allow = ["private"])),
  ],
);
CAPNP

# A server that never answers. It runs both probes.
cat >program.mjs <<'JAVASCRIPT'
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { probe } from "./probe.mjs";

const server = createServer(() => {}).listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  writeFileSync("url.mjs", `export const url = "${url}";\n`);
  console.log(`node: ${await probe(url)}`);
  spawn("node_modules/.bin/workerd", ["test", "config.capnp", "worker"], { stdio: ["ignore", "inherit", "ignore"] }).on("close", () => process.exit());
});
JAVASCRIPT

actual=$(node program.mjs)
echo "$actual"
[[ $actual == "$expected" ]]
