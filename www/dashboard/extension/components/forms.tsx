// What is saved as a whole: the settings of an app, and the fields that belong together.

import type { FormEvent, ReactNode } from "react";

interface Settings {
  children?: ReactNode;
  /** Gets what is in the fields that have a name, by that. */
  onSave?: (values: Record<string, string>) => void;
  statusMessage?: string;
}

export function SettingsView({ children, onSave, statusMessage }: Settings) {
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].filter((field): field is [string, string] => typeof field[1] === "string");
    onSave?.(Object.fromEntries(fields));
  }
  return (
    <form className="context-view" onSubmit={save}>
      {children}
      {onSave && (
        <footer className="view-footer">
          <p role="status" className="hint">
            {statusMessage}
          </p>
          <button type="submit" className="button primary">
            Save
          </button>
        </footer>
      )}
    </form>
  );
}

interface FieldGroup {
  children?: ReactNode;
  legend?: string;
  description?: string;
  layout?: "horizontal" | "vertical";
  disabled?: boolean;
}

export const FormFieldGroup = ({ children, legend, description, layout = "horizontal", disabled = false }: FieldGroup) => (
  <fieldset className={`field-group ${layout}`} disabled={disabled}>
    {legend !== undefined && <legend>{legend}</legend>}
    <div>{children}</div>
    {description !== undefined && <p className="hint">{description}</p>}
  </fieldset>
);
