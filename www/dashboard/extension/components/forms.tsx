// Shows forms that are saved as a whole, and groups of fields.

import { useState, type FormEvent, type ReactNode } from "react";

interface Settings {
  children?: ReactNode;
  /** Receives the values of all named fields. */
  onSave?: (values: Record<string, string>) => void;
  statusMessage?: string;
}

export function SettingsView({ children, onSave, statusMessage }: Settings) {
  return (
    <form className="context-view" onSubmit={(event) => onSave?.(valuesOf(event))}>
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

interface Configuration {
  children?: ReactNode;
  onSubmit?: (details: { values: Record<string, string>; successCallback: () => void }) => void;
}

export function PlatformConfigurationView({ children, onSubmit }: Configuration) {
  const [isSaved, setSaved] = useState(false);
  function submit(event: FormEvent<HTMLFormElement>) {
    setSaved(false);
    onSubmit?.({ values: valuesOf(event), successCallback: () => setSaved(true) });
  }
  return (
    <form className="context-view" onSubmit={submit}>
      {children}
      <footer className="view-footer">
        <p role="status" className="hint">
          {isSaved && "Saved."}
        </p>
        <button type="submit" className="button primary">
          Submit
        </button>
      </footer>
    </form>
  );
}

/** Returns the values of all named fields. */
function valuesOf(event: FormEvent<HTMLFormElement>): Record<string, string> {
  event.preventDefault();
  const fields = [...new FormData(event.currentTarget)].filter((field): field is [string, string] => typeof field[1] === "string");
  return Object.fromEntries(fields);
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
