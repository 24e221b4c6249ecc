// Form fields of the SDK: text is typed here, and told to the extension.

import { useId, type ReactNode } from "react";
import { useValue, type Told } from "./useValue";

interface Field extends Told {
  label?: ReactNode;
  description?: string;
  error?: string;
  placeholder?: string;
  type?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  children?: ReactNode;
}

export function TextField(props: Field) {
  const { type = "text", placeholder, readOnly, maxLength } = props;
  const [value, change] = useValue(props);
  const shared = { type, placeholder, readOnly, maxLength, value, autoComplete: "off" };
  return <Labelled {...props}>{(control) => <input {...control} {...shared} onChange={({ target }) => change(target.value)} />}</Labelled>;
}

export function TextArea(props: Field) {
  const { placeholder, readOnly, maxLength } = props;
  const [value, change] = useValue(props);
  const shared = { placeholder, readOnly, maxLength, value };
  return (
    <Labelled {...props}>{(control) => <textarea {...control} {...shared} onChange={({ target }) => change(target.value)} />}</Labelled>
  );
}

export function Select({ children, ...props }: Field) {
  const [value, change] = useValue(props);
  return (
    <Labelled {...props}>
      {(control) => (
        <select {...control} value={value} onChange={({ target }) => change(target.value)}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

export const option = ({ value, children }: { value?: string; children?: ReactNode }) => <option value={value}>{children}</option>;

interface Control {
  id: string;
  name: string | undefined;
  required: boolean | undefined;
  disabled: boolean | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

type LabelledProps = Omit<Field, "children"> & { children: (control: Control) => ReactNode };

function Labelled({ label, description, error, name, required, disabled, children }: LabelledProps) {
  const id = useId();
  const about = error ?? description;
  const describedBy = about === undefined ? undefined : `${id}-about`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, name, required, disabled, "aria-describedby": describedBy, "aria-invalid": error !== undefined })}
      {about !== undefined && (
        <p id={describedBy} className={error === undefined ? "hint" : "hint bad"}>
          {about}
        </p>
      )}
    </div>
  );
}
