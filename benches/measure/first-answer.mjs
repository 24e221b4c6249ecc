// Measures the time from a contender's script, which is not compiled yet, to the first answer.

import { CASES } from "./cases.mjs";
import { createHost } from "./host.mjs";

/** Returns milliseconds. `evaluate` runs a classic script. */
export async function firstAnswer(script, evaluate) {
  const { act, status, json, isRight } = CASES.find;
  const host = createHost();
  host.answer(status, json);
  const start = performance.now();
  evaluate(script);
  const answer = await act(globalThis.__StripeExtExports.client(host));
  const taken = performance.now() - start;
  if (!isRight(answer)) throw new Error("not the right answer");
  return taken;
}
