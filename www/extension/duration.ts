const UNITS = [
  ["year", 365 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A time span in its two largest units, such as "1 hour 20 minutes". */
export function describeDuration(seconds: number): string {
  const largest = UNITS.findIndex(([, length]) => seconds >= length);
  if (largest < 0) return "0 seconds";
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, length] of UNITS.slice(largest, largest + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.join(" ");
}
