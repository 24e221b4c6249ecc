// Predicts the result of a call whose requests run into faults. It is the client's policy, written again from docs/reliability.md.

import type { SecretStoreErrorCode } from "stripe-secret-store";
import type { Fault } from "stripe-secret-store/testing";
import type { Model, Said } from "./store";
import { TIMEOUT, type Call, type Patience } from "./steps";

export type Ending = { said: Extract<Said, { status: 200 }> | "nothing" } | { code: SecretStoreErrorCode };

/** The end of an attempt: an answer, complete or without a readable body, or no answer. */
type Answer = { none: "connection_failed" | "timeout" } | { status: number; said?: Said; advice?: boolean | undefined };

/**
 * Returns the result of a call whose requests were sent at these times. It changes the model as the emulator changes its store: once for each write,
 * also if the same write arrives several times.
 */
export function expectedEnding(
  model: Model,
  call: Call,
  { faults, retries }: Patience,
  sentAt: readonly number[],
): { ending: Ending; tries: number } {
  let kept: Said | undefined;
  for (let at = 0; ; at++) {
    if (sentAt[at] === undefined) throw new Error(`A try more was expected than the ${sentAt.length} that were sent.`);
    const fault = faults[at];
    const carriedOut = () => {
      const again = kept !== undefined && (call.do === "create" || call.do === "delete");
      return again ? kept! : (kept = model.carryOut(call, sentAt[at]!, sentAt[0]));
    };
    const answer = fault ? spoilt(fault, carriedOut) : answered(carriedOut());
    const ending = endingOf(call, answer);
    if ("said" in ending || !isTriedAgain(answer) || at >= retries) return { ending, tries: at + 1 };
  }
}

const answered = (said: Said): Answer => ({ status: said.status, said });

function spoilt(fault: Fault, carriedOut: () => Said): Answer {
  const executed = fault.executed ?? !["status", "empty"].includes(fault.kind);
  const said = executed ? carriedOut() : undefined;
  switch (fault.kind) {
    case "no_answer":
      return { none: "connection_failed" };
    case "hang":
      return { none: "timeout" };
    case "latency":
      return fault.delay > TIMEOUT ? { none: "timeout" } : answered(said!);
    case "status":
    case "empty":
      return { status: fault.status!, advice: fault.shouldRetry };
    default:
      return { status: said!.status };
  }
}

function isTriedAgain(answer: Answer): boolean {
  if ("none" in answer) return true;
  return answer.advice ?? (answer.status === 409 || answer.status === 429 || answer.status >= 500);
}

function endingOf(call: Call, answer: Answer): Ending {
  if ("none" in answer) return { code: answer.none };
  const { status, said } = answer;
  if (said?.status === 200) return { said };
  if (status === 200) return { code: "unreadable_response" };
  if (status === 401) return { code: "unauthorized" };
  if (status === 403)
    return { code: said && said.status !== 404 && said.code === "app_uninstalled" ? "app_uninstalled" : "permission_missing" };
  if (status === 404 && call.do === "find") return said ? { said: "nothing" } : { code: "invalid_request" };
  if (status === 404) return { code: "not_found" };
  if (status === 409) return { code: "idempotency_conflict" };
  if (status === 429) return { code: "rate_limited" };
  if (status >= 500) return { code: "service_failure" };
  return { code: said ? "scope_full" : "invalid_request" };
}
