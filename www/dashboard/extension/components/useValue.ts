import { useEffect, useRef, useState } from "react";

/** What an `onChange` of the SDK gets: the part of an event that can be sent to the frame. */
export interface ChangeEvent {
  target: { value: string; name: string };
  currentTarget: { value: string; name: string };
}

export interface Told {
  name?: string;
  value?: string;
  defaultValue?: string;
  onChange?: (event: ChangeEvent) => void;
}

/**
 * The text in a field, and how to change it. What is typed is shown at once; the extension answers with its `value` a few turns later, and that
 * answer to an earlier key does not undo a later one.
 */
export function useValue({ value, defaultValue = "", name = "", onChange }: Told): [string, (text: string) => void] {
  const [shown, setShown] = useState(value ?? defaultValue);
  const told = useRef<string[]>([]);

  useEffect(() => {
    if (value === undefined) return;
    const answered = told.current.indexOf(value);
    told.current = answered < 0 ? [] : told.current.slice(answered + 1);
    if (answered < 0) setShown(value);
  }, [value]);

  function change(text: string) {
    setShown(text);
    told.current.push(text);
    const target = { value: text, name };
    onChange?.({ target, currentTarget: target });
  }
  return [shown, change];
}
