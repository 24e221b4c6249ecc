import { useEffect, useReducer } from "react";

/** The time in Unix seconds by the given clock; renders again each second, and at once when the clock is another one. */
export function useSeconds(now: () => number): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);

  return now();
}
