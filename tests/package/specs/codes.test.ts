// Checks that every code of the union has a case in a table here, so that no new code stays untested, and that no table has an unknown code.

import { expect, test } from "vitest";
import { HOST_CASES } from "../cases/host-cases";
import { REFUSALS } from "../cases/refusal-cases";
import { SERVICE_CASES } from "../cases/service-cases";
import { declarations } from "../support/paths";

// These do not fit into a table: sdk.test.ts, host.test.ts, module-failures.test.ts and backends.test.ts have them.
const ELSEWHERE = ["host_not_ready", "aborted", "unexpected_failure", "webassembly_unavailable"];

const union = /type SecretStoreErrorCode = ([^;]+);/.exec(declarations)?.[1] ?? "";
const codes = [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code!);

test("has a case for every code", () => {
  expect(codes.length).toBeGreaterThan(20);
  const tested = [...REFUSALS, ...SERVICE_CASES, ...HOST_CASES].map(({ code }) => code as string);
  expect([...new Set([...tested, ...ELSEWHERE])].sort()).toEqual([...codes].sort());
});
