import { useCallback, useEffect, useRef, useState } from "react";

export interface Call<T> {
  readonly pending: boolean;
  readonly value?: T;
  readonly error?: unknown;
}

/** Runs calls, and holds the result of the last one. Ignores later answers to earlier calls, and answers after the view is unmounted. */
export function useCall<T>() {
  const [call, setCall] = useState<Call<T>>({ pending: false });
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );

  const run = useCallback(async (act: () => Promise<T>): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const settle = (call: Call<T>) => {
      if (mine === latest.current) setCall(call);
    };
    settle({ pending: true });
    await act().then(
      (value) => settle({ pending: false, value }),
      (error: unknown) => settle({ pending: false, error }),
    );
  }, []);
  return { ...call, run };
}
