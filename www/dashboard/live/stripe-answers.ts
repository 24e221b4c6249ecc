// Adds the answers of files and other servers to the emulator's log, which has the requests alone.

import type { RequestEntry } from "stripe-secret-store/testing";
import type { StripeAnswer } from "../../server/answer-log";
import { isRecord } from "../is-record";

/** A request of the log. */
export interface LoggedRequest extends RequestEntry {
  /** Set if the local Dashboard's server had the request: who answered, or which file would have. */
  readonly stripe?: Pick<StripeAnswer, "by" | "missing">;
}

export interface StripeAnswers {
  /** Returns the request with its answer, if the answer is known and not in it yet. */
  add(entry: LoggedRequest): LoggedRequest;
}

/** Follows the answers. @param changed is called after each one */
export function followStripeAnswers(changed: () => void): StripeAnswers {
  const known = new Map<string, StripeAnswer>();
  new EventSource("/stripe-answers").addEventListener("message", ({ data }: MessageEvent<string>) => {
    const answer = JSON.parse(data) as StripeAnswer;
    known.set(answer.requestId, answer);
    changed();
  });
  return {
    add(entry) {
      const answer = known.get(entry.requestId);
      if (answer === undefined || entry.stripe !== undefined) return entry;
      const { status, duration, json, by, missing } = answer;
      return { ...entry, status, duration, code: codeOf(json), answer: json, stripe: { by, missing } };
    },
  };
}

function codeOf(json: unknown): string | null {
  const error = isRecord(json) && isRecord(json.error) ? json.error : {};
  return typeof error.code === "string" ? error.code : null;
}
