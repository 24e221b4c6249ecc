import { useEffect, useRef, useState } from "react";

/** Holds the part of a change event that can be sent to the frame. */
export interface ChangeEvent<Value> {
  target: { value: Value; name: string };
  currentTarget: { value: Value; name: string };
}

interface ValueOptions<Value> {
  /** The extension's value. Undefined for an uncontrolled field. */
  value: Value | undefined;
  /** The initial value of an uncontrolled field. */
  start: Value;
  notify: ((value: Value) => void) | undefined;
}

/**
 * Returns a field's value and a setter. The field shows typed text at once. The extension's `value` follows a few turns later, and the answer
 * to an earlier key does not undo a later one.
 */
export function useValue<Value extends string | boolean>({ value, start, notify }: ValueOptions<Value>): [Value, (now: Value) => void] {
  const [shown, setShown] = useState(value ?? start);
  const unanswered = useRef<Value[]>([]);

  useEffect(() => {
    if (value === undefined) return;
    const index = unanswered.current.indexOf(value);
    unanswered.current = index < 0 ? [] : unanswered.current.slice(index + 1);
    if (index < 0) setShown(value);
  }, [value]);

  function change(now: Value) {
    setShown(now);
    unanswered.current.push(now);
    notify?.(now);
  }
  return [shown, change];
}

/** Builds the event that an input's `onChange` receives. */
export function eventOf<Value>(value: Value, name = ""): ChangeEvent<Value> {
  const target = { value, name };
  return { target, currentTarget: target };
}
