#!/usr/bin/env bash
# Package: arktype 2.2.9 (npm).
#
# Behaviour: the Standard Schema method `validate` returns an instance of ArkErrors for a value that does not fit. Its `issues` is a getter of the prototype. A copy
# by spread or `Object.assign` has no `issues`, and so looks like a success: the specification tells a success by `issues` alone. A library that adds a field to
# a result, or copies results into a log, then accepts every value. zod and valibot return plain objects.
#
# Expected: `issues` is a property of the result itself, as the specification's interface `FailureResult` and its examples suggest.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund arktype@2.2.9 valibot@1.5.0 zod@4.6.7

expected='arktype: 1 issue, and in a copy none
valibot: 1 issue, and in a copy 1
zod: 1 issue, and in a copy 1'

actual=$(node --input-type=module - <<'JAVASCRIPT'
import { type } from "arktype";
import * as v from "valibot";
import * as z from "zod";

const schemas = {
  arktype: type({ theme: "string" }),
  valibot: v.object({ theme: v.string() }),
  zod: z.object({ theme: z.string() }),
};
for (const [name, schema] of Object.entries(schemas)) {
  const result = await schema["~standard"].validate({ theme: 1 });
  const copy = { ...result };
  console.log(`${name}: ${result.issues.length} issue, and in a copy ${copy.issues?.length ?? "none"}`);
}
JAVASCRIPT
)

echo "$actual"
[[ $actual == "$expected" ]]
