// Shows fields for text, choices, dates and amounts.

import type { ReactNode } from "react";
import { Labelled, type Field } from "./labelled";
import { eventOf, useValue, type ChangeEvent } from "./use-value";

interface Typed extends Field {
  value?: string;
  defaultValue?: string;
  onChange?: (event: ChangeEvent<string>) => void;
  placeholder?: string;
  readOnly?: boolean;
  maxLength?: number;
}

/** Holds the text of a field whose `onChange` takes an event. */
const useText = ({ value, defaultValue = "", name, onChange }: Typed) =>
  useValue({ value, start: defaultValue, notify: (text: string) => onChange?.(eventOf(text, name)) });

export function TextField({ type = "text", ...props }: Typed & { type?: string }) {
  const { placeholder, readOnly, maxLength } = props;
  const [value, change] = useText(props);
  const shared = { type, placeholder, readOnly, maxLength, value, autoComplete: "off" };
  return <Labelled {...props}>{(control) => <input {...control} {...shared} onChange={({ target }) => change(target.value)} />}</Labelled>;
}

export function TextArea({ rows, ...props }: Typed & { rows?: number }) {
  const { placeholder, readOnly, maxLength } = props;
  const [value, change] = useText(props);
  const shared = { placeholder, readOnly, maxLength, rows, value };
  return (
    <Labelled {...props}>{(control) => <textarea {...control} {...shared} onChange={({ target }) => change(target.value)} />}</Labelled>
  );
}

interface Chosen extends Omit<Typed, "value" | "defaultValue"> {
  children?: ReactNode;
  multiple?: boolean;
  value?: string | string[];
  defaultValue?: string | string[];
}

export const Select = (props: Chosen) => (props.multiple ? <SelectMany {...props} /> : <SelectOne {...(props as Typed)} />);

function SelectOne({ children, ...props }: Typed & { children?: ReactNode }) {
  const [value, change] = useText(props);
  // Without a value the browser selects the first option.
  const chosen = props.value === undefined ? { defaultValue: props.defaultValue } : { value };
  return (
    <Labelled {...props}>
      {(control) => (
        <select {...control} {...chosen} onChange={({ target }) => change(target.value)}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

function SelectMany({ children, value, defaultValue, onChange, name, ...props }: Chosen) {
  const notify = (options: HTMLCollectionOf<HTMLOptionElement>) => onChange?.(eventOf([...options].map((one) => one.value) as never, name));
  return (
    <Labelled {...props} name={name}>
      {(control) => (
        <select {...control} multiple value={value} defaultValue={defaultValue} onChange={({ target }) => notify(target.selectedOptions)}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

export const option = ({ value, disabled, children }: { value?: string; disabled?: boolean; children?: ReactNode }) => (
  <option value={value} disabled={disabled}>
    {children}
  </option>
);

interface Date extends Field {
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
}

export function DateField({ value, defaultValue = "", onChange, ...props }: Date) {
  const [shown, change] = useValue({ value, start: defaultValue, notify: onChange });
  return (
    <Labelled {...props}>
      {(control) => <input {...control} type="date" value={shown} onChange={({ target }) => change(target.value)} />}
    </Labelled>
  );
}

interface Currency extends Field {
  value?: number | null;
  defaultValue?: number;
  currency?: string;
  defaultCurrency?: string;
  onChange?: (amount: number | null) => void;
}

export function CurrencyField({ value, defaultValue, currency, defaultCurrency = "USD", onChange, label = "Amount", ...props }: Currency) {
  const [shown, change] = useValue({
    value: value === undefined ? undefined : text(value),
    start: text(defaultValue),
    notify: (typed: string) => onChange?.(typed === "" ? null : Number(typed)),
  });
  const labelled = (
    <>
      {label} ({currency ?? defaultCurrency})
    </>
  );
  return (
    <Labelled {...props} label={labelled}>
      {(control) => <input {...control} type="number" step="any" value={shown} onChange={({ target }) => change(target.value)} />}
    </Labelled>
  );
}

const text = (amount: number | null | undefined): string => (amount === null || amount === undefined ? "" : String(amount));
