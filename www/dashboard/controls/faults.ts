// Describes the faults that the controls offer. The type requires a description for each kind that the emulator declares.

import type { Fault, FaultKind } from "stripe-secret-store/testing";

interface FaultDescription {
  readonly title: string;
  /** The default status of a fault that has one. */
  readonly status?: number;
  /** The default delay in milliseconds of a fault that requires one. */
  readonly delay?: number;
}

export const FAULTS: Record<FaultKind, FaultDescription> = {
  status: { title: "An error status", status: 500 },
  empty: { title: "An error status without a body", status: 403 },
  no_answer: { title: "The connection closes without a response" },
  hang: { title: "The connection hangs without a response" },
  cut_body: { title: "The body is truncated" },
  wrong_content_type: { title: "The content type is HTML" },
  broken_json: { title: "The JSON is incomplete" },
  latency: { title: "A slow response", delay: 2_000 },
};

export const KINDS = Object.keys(FAULTS) as FaultKind[];

/** Holds the contents of the form. */
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

/** Describes a fault: `2 × An error status (503), only POST, after 500 ms`. */
export function describe(fault: Fault): string {
  const { kind, count = 1, delay, method } = fault;
  const title = "status" in fault && fault.status !== undefined ? `${FAULTS[kind].title} (${fault.status})` : FAULTS[kind].title;
  const details = [method && `only ${method}`, delay && `after ${delay.toLocaleString("en")} ms`].filter(Boolean);
  return [`${count} × ${title}`, ...details].join(", ");
}
