// Every code of the union has a case in some table here, so that a new one cannot escape, and no table knows a code that is none.

import { expect, test } from "vitest";
import { HOST_CASES } from "./host-cases";
import { REFUSALS } from "./refusal-cases";
import { SERVICE_CASES } from "./service-cases";
import { declarations } from "./support";

// These need more than a table can say: sdk.test.ts, host.test.ts, broken-off.test.ts and backends.test.ts have them.
const ELSEWHERE = ["host_not_ready", "aborted", "unexpected_failure", "webassembly_unavailable"];

const union = /type SecretStoreErrorCode = ([^;]+);/.exec(declarations)?.[1] ?? "";
const codes = [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code!);

test("every code has a case", () => {
  expect(codes.length).toBeGreaterThan(20);
  const tested = [...REFUSALS, ...SERVICE_CASES, ...HOST_CASES].map(({ code }) => code as string);
  expect([...new Set([...tested, ...ELSEWHERE])].sort()).toEqual([...codes].sort());
});
