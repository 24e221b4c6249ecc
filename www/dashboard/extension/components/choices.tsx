// Fields that are on or off.

import { Labelled, type Field } from "./labelled";
import { useValue } from "./use-value";

interface Choice extends Field {
  checked?: boolean;
  defaultChecked?: boolean;
  value?: string;
  readOnly?: boolean;
  onChange?: (event: ChoiceEvent) => void;
}

interface ChoiceEvent {
  target: ChosenTarget;
  currentTarget: ChosenTarget;
}

interface ChosenTarget {
  checked: boolean;
  value: string;
  name: string;
}

function tellOf({ value = "on", name = "", onChange }: Choice) {
  return (checked: boolean) => {
    const target = { checked, value, name };
    onChange?.({ target, currentTarget: target });
  };
}

function Box({ role, ...props }: Choice & { role?: "switch" }) {
  const { checked, defaultChecked = false, value, readOnly } = props;
  const [shown, change] = useValue({ value: checked, start: defaultChecked, tell: tellOf(props) });
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

export const Checkbox = (props: Choice) => <Box {...props} />;

export const Switch = (props: Choice) => <Box {...props} role="switch" />;

/** Without `checked` the browser sees to it that of one name one is on. */
export function Radio(props: Choice) {
  const { checked, defaultChecked, value } = props;
  const state = checked === undefined ? { defaultChecked } : { checked };
  return (
    <Labelled {...props} inline>
      {(control) => <input {...control} {...state} type="radio" value={value} onChange={() => tellOf(props)(true)} />}
    </Labelled>
  );
}
