// Formats times for readers.

const UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [365 * 86_400, "y"],
  [86_400, "d"],
  [3_600, "h"],
];

/** Formats a length of time: `0:09`, `59:59`, `3 h`, `2 d`, `1 y`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  for (const [length, unit] of UNITS) if (whole >= length) return `${Math.floor(whole / length)} ${unit}`;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Returns the share of a secret's lifetime that remains, from 1 to 0. */
export function remaining(created: number, expiresAt: number, now: number): number {
  const lifetime = expiresAt - created;
  return lifetime <= 0 ? 0 : Math.min(1, Math.max(0, (expiresAt - now) / lifetime));
}
