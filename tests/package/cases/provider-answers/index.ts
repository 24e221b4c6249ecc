import type { Answer } from "./answer";
import { LARGE_PROVIDERS } from "./large-providers";
import { OTHER_PROVIDERS } from "./other-providers";

export type { Answer };
export { LARGE_PROVIDERS };

/** All answers, by the names of the providers. */
export const ANSWERS: readonly Answer[] = [...LARGE_PROVIDERS, ...OTHER_PROVIDERS].sort(({ provider: a }, { provider: b }) =>
  a.localeCompare(b, "en"),
);
