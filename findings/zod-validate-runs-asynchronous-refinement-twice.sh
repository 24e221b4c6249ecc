#!/usr/bin/env bash
# Package: zod 4.6.7 (npm).
#
# Behaviour: the Standard Schema method `validate` runs each asynchronous refinement twice for one value. It begins with the synchronous parser, which calls
# the refinement, drops its promise and throws, and then parses again asynchronously. `safeParseAsync` calls the refinement once. A refinement that
# sends a request, such as "is this name free?", sends two for each check of a form library that uses Standard Schema.
#
# Expected: one call for one validation, as by `safeParseAsync`.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund zod@4.6.7

expected='safeParseAsync: 1
~standard.validate: 2'

actual=$(node --input-type=module - <<'JAVASCRIPT'
import * as z from "zod";

let calls = 0;
const name = z.string().refine(async () => {
  calls += 1;
  return true;
});
await name.safeParseAsync("a");
console.log(`safeParseAsync: ${calls}`);
calls = 0;
await name["~standard"].validate("a");
console.log(`~standard.validate: ${calls}`);
JAVASCRIPT
)

echo "$actual"
[[ $actual == "$expected" ]]
