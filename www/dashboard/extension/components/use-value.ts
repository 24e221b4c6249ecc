import { useEffect, useRef, useState } from "react";

/** What an `onChange` of the SDK gets: the part of an event that can be sent to the frame. */
export interface ChangeEvent<Value> {
  target: { value: Value; name: string };
  currentTarget: { value: Value; name: string };
}

interface Told<Value> {
  /** As the extension has it, if it wants to. */
  value: Value | undefined;
  /** As it begins otherwise. */
  start: Value;
  tell: ((value: Value) => void) | undefined;
}

/**
 * What is in a field, and how to change it. What is typed is shown at once; the extension answers with its `value` a few turns later, and that
 * answer to an earlier key does not undo a later one.
 */
export function useValue<Value extends string | boolean>({ value, start, tell }: Told<Value>): [Value, (now: Value) => void] {
  const [shown, setShown] = useState(value ?? start);
  const told = useRef<Value[]>([]);

  useEffect(() => {
    if (value === undefined) return;
    const answered = told.current.indexOf(value);
    told.current = answered < 0 ? [] : told.current.slice(answered + 1);
    if (answered < 0) setShown(value);
  }, [value]);

  function change(now: Value) {
    setShown(now);
    told.current.push(now);
    tell?.(now);
  }
  return [shown, change];
}

/** The event that an input's `onChange` gets. */
export function eventOf<Value>(value: Value, name = ""): ChangeEvent<Value> {
  const target = { value, name };
  return { target, currentTarget: target };
}
