// Stands between the client and the emulator. It holds answers until a scenario releases them, so that no race depends on time.

import type { EmulatorHttpClient, EmulatorResponse } from "stripe-secret-store/testing";

/** A request that the emulator has carried out. Its answer waits. */
export interface Held {
  /** Releases its answer. */
  answer(): void;
  /** Breaks the connection instead. */
  breakOff(): void;
}

export interface Gate extends EmulatorHttpClient {
  /** Holds all answers from now on. */
  hold(): void;
  /** Releases all answers, and holds no more. */
  open(): void;
  /** The requests whose answers wait, oldest first. */
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
      // Carries it out now: only the answer is late.
      const response = await client.makeRequest(...request);
      if (isOpen) return response;
      return new Promise<EmulatorResponse>((resolve, reject) => {
        held.push({ answer: () => resolve(response), breakOff: () => reject(new TypeError("Failed to fetch")) });
      });
    },
  };
}
