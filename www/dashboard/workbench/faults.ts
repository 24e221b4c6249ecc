// The faults that the workbench offers, each in words. The compiler wants one for each kind that the emulator declares.

import type { Fault, FaultKind } from "stripe-secret-store/testing";

interface Described {
  readonly title: string;
  /** The status that is proposed, where one is to be chosen. */
  readonly status?: number;
  /** The delay that is proposed, in milliseconds, where nothing happens without one. */
  readonly delay?: number;
}

export const FAULTS: Record<FaultKind, Described> = {
  status: { title: "An error status", status: 500 },
  empty: { title: "A status without a body", status: 403 },
  no_answer: { title: "No answer: the connection closes" },
  hang: { title: "No answer, and the connection hangs" },
  cut_body: { title: "The body is cut off" },
  wrong_content_type: { title: "The body is called HTML" },
  broken_json: { title: "The JSON ends in the middle" },
  latency: { title: "Only slow", delay: 2_000 },
};

export const KINDS = Object.keys(FAULTS) as FaultKind[];

/** What the form says. */
export interface Draft {
  readonly kind: FaultKind;
  readonly status: number;
  readonly count: number;
  readonly delay: number;
  readonly method: "" | "GET" | "POST";
}

export const draftOf = (kind: FaultKind): Draft => {
  const { status = 0, delay = 0 } = FAULTS[kind];
  return { kind, status, count: 1, delay, method: "" };
};

export function faultOf({ kind, status, count, delay, method }: Draft): Fault {
  return {
    kind,
    count,
    ...(FAULTS[kind].status !== undefined && { status }),
    ...(delay > 0 && { delay }),
    ...(method !== "" && { method }),
  } as Fault;
}

/** `2 × 503, only POST, after 500 ms`. */
export function told(fault: Fault): string {
  const { kind, count = 1, delay, method } = fault;
  const what = "status" in fault && fault.status !== undefined ? `${FAULTS[kind].title} (${fault.status})` : FAULTS[kind].title;
  const details = [method && `only ${method}`, delay && `after ${delay.toLocaleString("en")} ms`].filter(Boolean);
  return [`${count} × ${what}`, ...details].join(", ");
}
