// Summarises measurements with their spread.

/** Returns the median and the quartiles. Half of the numbers lie between the quartiles. */
export function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Returns the ratio of two measurements of the same rounds. */
export const ratio = (numbers, others) => summary(numbers.map((number, round) => number / others[round]));

function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Returns the cost of the dearest unit divided by the cost of the cheapest. `y` is the cost of `x` units, and only an `x` from a minimum on counts. The
 * result is 1 for a line through the origin.
 */
export function slopes(points, from) {
  const rates = points.filter(([x]) => x >= from).map(([x, y]) => y / x);
  return rates.length ? Math.max(...rates) / Math.min(...rates) : 1;
}
