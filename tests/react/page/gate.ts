// Between the client and the emulator: answers are held until a scenario lets them go, so that no race depends on the time it takes.

import type { EmulatorHttpClient, EmulatorResponse } from "stripe-secret-store/testing";

/** A request that the emulator has carried out, and whose answer waits. */
export interface Held {
  /** Lets its answer go. */
  answer(): void;
  /** Has the connection break instead. */
  breakOff(): void;
}

export interface Gate extends EmulatorHttpClient {
  /** From now on answers are held. */
  hold(): void;
  /** Lets all go, and holds no more. */
  open(): void;
  /** Those that wait, oldest first. */
  readonly held: Held[];
}

export function gated(client: EmulatorHttpClient): Gate {
  const held: Held[] = [];
  let isOpen = true;
  return {
    held,
    getClientName: () => client.getClientName(),
    hold: () => void (isOpen = false),
    open() {
      isOpen = true;
      for (const each of held.splice(0)) each.answer();
    },
    async makeRequest(...request) {
      // Carried out now: it is the answer that comes late.
      const response = await client.makeRequest(...request);
      if (isOpen) return response;
      return new Promise<EmulatorResponse>((resolve, reject) => {
        held.push({ answer: () => resolve(response), breakOff: () => reject(new TypeError("Failed to fetch")) });
      });
    },
  };
}
