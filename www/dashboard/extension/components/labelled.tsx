// Ties a label, a description and an error to a form control.

import { useId, type ReactNode } from "react";

export interface Field {
  label?: ReactNode;
  description?: string;
  error?: string;
  name?: string;
  required?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  /** Elements that only screen readers present. */
  hiddenElements?: ("label" | "description" | "error")[];
}

interface Control {
  id: string;
  name: string | undefined;
  required: boolean | undefined;
  disabled: boolean | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

interface LabelledProps extends Field {
  /** True when the label follows the control on the same line. */
  inline?: boolean;
  children: (control: Control) => ReactNode;
}

export function Labelled({
  label,
  description,
  error,
  name,
  required,
  disabled,
  invalid,
  hiddenElements = [],
  inline,
  children,
}: LabelledProps) {
  const id = useId();
  const about = error ?? description;
  const describedBy = about === undefined ? undefined : `${id}-about`;
  const hidden = (element: "label" | "description" | "error") => (hiddenElements.includes(element) ? "visually-hidden" : undefined);
  const control = children({
    id,
    name,
    required,
    disabled,
    "aria-describedby": describedBy,
    "aria-invalid": error !== undefined || invalid === true,
  });
  return (
    <div className={inline ? "field inline" : "field"}>
      {inline && control}
      {label && (
        <label htmlFor={id} className={hidden("label")}>
          {label}
        </label>
      )}
      {!inline && control}
      {about !== undefined && (
        <p
          id={describedBy}
          className={hidden(error === undefined ? "description" : "error") ?? (error === undefined ? "hint" : "hint bad")}
        >
          {about}
        </p>
      )}
    </div>
  );
}
