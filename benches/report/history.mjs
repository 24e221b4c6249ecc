// Keeps the ratios of earlier runs, and finds those that the latest run made worse.

/** A ratio that grew by more than this factor is a regression. Two runs of one commit differ by up to 7%. */
const WORSE = 1.1;

/** Returns the history of a file of results, continued by the ratios of a run. Only full runs count. */
export function continued(earlier, { kind, date, budgets }) {
  const history = earlier?.history ?? [];
  if (kind !== "full") return history;
  return [...history, { date, ratios: Object.fromEntries(budgets.map(({ what, is }) => [what, is])) }];
}

/** Returns the ratios of the latest run that are more than 10% above those of the run before: `{ what, before, now }`. */
export function regressions(history) {
  const [before, now] = history.slice(-2);
  if (!now) return [];
  return Object.entries(now.ratios)
    .map(([what, is]) => ({ what, before: before.ratios[what], now: is }))
    .filter(({ before, now }) => before !== undefined && now > WORSE * before);
}
