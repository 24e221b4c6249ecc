// Keeps the ratios of earlier runs, and finds those that the latest run made worse.

import { summary } from "../statistics.mjs";

/** A ratio that is larger than the earlier ones by more than this factor is a regression. Two runs of one commit differ by up to 9%. */
const WORSE = 1.1;
/** The number of earlier runs whose median is compared. A single one may be lucky: one ratio was 0.12 and then 0.14 without a change. */
const EARLIER = 5;

/** Returns the history of a file of results, continued by the ratios of a run. Only full runs count. */
export function continued(earlier, { kind, date, budgets }) {
  const history = earlier?.history ?? [];
  if (kind !== "full") return history;
  return [...history, { date, ratios: Object.fromEntries(budgets.map(({ what, is }) => [what, is])) }];
}

/** Returns the ratios of the latest run that are more than 10% above the median of the runs before: `{ what, before, now }`. */
export function regressions(history) {
  const now = history.at(-1);
  const earlier = history.slice(-1 - EARLIER, -1);
  return Object.entries(now?.ratios ?? {})
    .map(([what, is]) => ({ what, is, before: earlier.map(({ ratios }) => ratios[what]).filter((ratio) => ratio !== undefined) }))
    .filter(({ before }) => before.length > 0)
    .map(({ what, is, before }) => ({ what, before: summary(before).median, now: is }))
    .filter(({ before, now }) => now > WORSE * before);
}
