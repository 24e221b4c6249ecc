// Remembers who answered the requests for Stripe's other routes. The emulator logs them without an answer, and the page adds it.

import type { ServerResponse } from "node:http";

/** The answer to a request for one of Stripe's other routes. */
export interface StripeAnswer {
  /** The id of the request in the emulator's log. */
  readonly requestId: string;
  readonly status: number;
  /** The milliseconds until the answer. */
  readonly duration: number;
  /** The name of the file or the origin of the server that answered. Undefined if neither did. */
  readonly by?: string | undefined;
  /** The name of the file that would have answered. */
  readonly missing?: string | undefined;
  /** The JSON of the answer; null for one that is not JSON, or large. */
  readonly json: unknown;
}

/** The emulator's log has as many requests. */
const MOST = 1_000;

/** The characters of an answer that is kept. */
const LARGEST = 20_000;

export type AnswerLog = ReturnType<typeof createAnswerLog>;

export function createAnswerLog() {
  const kept: string[] = [];
  const streams = new Set<ServerResponse>();
  return {
    add(answer: StripeAnswer): void {
      const isLarge = (JSON.stringify(answer.json) ?? "").length > LARGEST;
      const event = `data: ${JSON.stringify(isLarge ? { ...answer, json: null } : answer)}\n\n`;
      kept.splice(0, kept.length - MOST + 1);
      kept.push(event);
      for (const stream of streams) stream.write(event);
    },
    /** Sends all answers, and each later one, as events. */
    stream(response: ServerResponse): void {
      response.write(kept.join(""));
      streams.add(response);
      response.once("close", () => streams.delete(response));
    },
  };
}
