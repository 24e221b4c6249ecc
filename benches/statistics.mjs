// Numbers that say how sure they are.

/** The median, and the quartiles between which half of the numbers lie. */
export function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** The ratio of what was measured in the same rounds. */
export const ratio = (numbers, others) => summary(numbers.map((number, round) => number / others[round]));

function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

/** How many times the dearest unit costs what the cheapest does, of what `y` units' worth costs at `x` units, from an `x` on: 1 is a line through the origin. */
export function slopes(points, from) {
  const rates = points.filter(([x]) => x >= from).map(([x, y]) => y / x);
  return rates.length ? Math.max(...rates) / Math.min(...rates) : 1;
}
