// Runs in the page of the scenarios.

import { createStage } from "./stage";
import { scenarios } from "../scenarios";

declare global {
  /** Runs a scenario. */
  var play: (name: string, strict: boolean) => Promise<void>;
  var createStageOf: typeof createStage;
}

globalThis.play = (name, strict) => scenarios[name]!(createStage({ strict }));
globalThis.createStageOf = createStage;
