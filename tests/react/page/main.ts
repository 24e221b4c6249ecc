// What a page of the tests runs.

import { createStage } from "./stage";
import { scenarios } from "../scenarios";

declare global {
  /** Plays a scenario. */
  var play: (name: string, strict: boolean) => Promise<void>;
  var createStageOf: typeof createStage;
}

globalThis.play = (name, strict) => scenarios[name]!(createStage({ strict }));
globalThis.createStageOf = createStage;
