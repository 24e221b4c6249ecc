import { useEffect, useState, useSyncExternalStore } from "react";
import type { Live, LiveState } from "./live";

export const useLive = (live: Live): LiveState => useSyncExternalStore(live.subscribe, live.state);

/** The time by the emulator's clock, in whole seconds, each second anew. */
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
