// Reads the emulator's answers, which a test records. So a run needs no emulator.

import type { Observation } from "./question";
import recorded from "./recorded.json";

/** The emulator's answers to the question about one assumption. */
export interface Recorded {
  /** The behaviour of the emulator with the assumption. */
  readonly does: string;
  /** `false` if the assumption is switched off by default. */
  readonly enabled: boolean;
  /** The observation with the assumption. */
  readonly holds: Observation;
  /** The observation without it. */
  readonly off: Observation;
}

/** The answers by the names of the assumptions. `UPDATE=1 npm test -- clients ask-questions` writes them. */
export const RECORDED: Readonly<Record<string, Recorded>> = recorded;
