import { useCallback, useEffect, useRef, useState } from "react";

interface CallState<T> {
  pending: boolean;
  value?: T;
  error?: unknown;
}

const IDLE: CallState<never> = { pending: false };

/**
 * Runs a call to the store and holds its outcome, for as long as `subject` stays the same. Of calls that overtake each
 * other only the last one counts, and after unmounting none.
 */
export function useCall<T>(subject: string) {
  const [held, setHeld] = useState<{ subject: string; state: CallState<T> }>({ subject, state: IDLE });
  const latest = useRef(0);

  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );

  const run = useCallback(
    async (call: () => Promise<T>, done?: (value: T) => void) => {
      latest.current += 1;
      const mine = latest.current;
      setHeld({ subject, state: { pending: true } });
      try {
        const value = await call();
        if (mine !== latest.current) return;
        setHeld({ subject, state: { pending: false, value } });
        done?.(value);
      } catch (error) {
        if (mine === latest.current) setHeld({ subject, state: { pending: false, error } });
      }
    },
    [subject],
  );

  const state: CallState<T> = held.subject === subject ? held.state : IDLE;
  return { ...state, run };
}
