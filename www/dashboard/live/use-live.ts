import { useEffect, useState, useSyncExternalStore } from "react";
import type { Live, LiveState } from "./live";

export const useLive = (live: Live): LiveState => useSyncExternalStore(live.subscribe, live.state);

/** Returns the emulator's time in whole seconds, and updates it each second. */
export function useNow(live: Live): number {
  const { advanced } = useLive(live);
  const [now, setNow] = useState(live.now);
  useEffect(() => {
    setNow(live.now());
    const timer = setInterval(() => setNow(live.now()), 1_000);
    return () => clearInterval(timer);
  }, [live, advanced]);
  return Math.floor(now);
}
