// Shows checkboxes, switches and radio buttons.

import { Labelled, type Field } from "./labelled";
import { useValue } from "./use-value";

interface Checkable extends Field {
  checked?: boolean;
  defaultChecked?: boolean;
  value?: string;
  readOnly?: boolean;
  onChange?: (event: CheckEvent) => void;
}

interface CheckEvent {
  target: CheckTarget;
  currentTarget: CheckTarget;
}

interface CheckTarget {
  checked: boolean;
  value: string;
  name: string;
}

function notifierOf({ value = "on", name = "", onChange }: Checkable) {
  return (checked: boolean) => {
    const target = { checked, value, name };
    onChange?.({ target, currentTarget: target });
  };
}

function Box({ role, ...props }: Checkable & { role?: "switch" }) {
  const { checked, defaultChecked = false, value, readOnly } = props;
  const [shown, change] = useValue({ value: checked, start: defaultChecked, notify: notifierOf(props) });
  return (
    <Labelled {...props} inline>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          role={role}
          value={value}
          checked={shown}
          onChange={({ target }) => readOnly || change(target.checked)}
        />
      )}
    </Labelled>
  );
}

export const Checkbox = (props: Checkable) => <Box {...props} />;

export const Switch = (props: Checkable) => <Box {...props} role="switch" />;

/** Without `checked` the browser keeps one button of each name selected. */
export function Radio(props: Checkable) {
  const { checked, defaultChecked, value } = props;
  const state = checked === undefined ? { defaultChecked } : { checked };
  return (
    <Labelled {...props} inline>
      {(control) => <input {...control} {...state} type="radio" value={value} onChange={() => notifierOf(props)(true)} />}
    </Labelled>
  );
}
