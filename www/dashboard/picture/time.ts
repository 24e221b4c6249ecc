// Times as people read them.

const UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [365 * 86_400, "y"],
  [86_400, "d"],
  [3_600, "h"],
];

/** The time that is left, or that has passed: `0:09`, `59:59`, `3 h`, `2 d`, `1 y`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  for (const [length, unit] of UNITS) if (whole >= length) return `${Math.floor(whole / length)} ${unit}`;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** How much of its life a secret has still before it, from 1 to 0. */
export function remaining(created: number, expiresAt: number, now: number): number {
  const life = expiresAt - created;
  return life <= 0 ? 0 : Math.min(1, Math.max(0, (expiresAt - now) / life));
}
