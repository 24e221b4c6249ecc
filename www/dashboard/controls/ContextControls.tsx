// Edits the context that a view receives: its object, the user's locale and role, and the account's country.

import { useId } from "react";
import type { Dashboard, DashboardState } from "../dashboard";
import { exampleId, objectOf, objectTypesOf, ROLES, type ContextSettings } from "../extension/context-settings";
import { Field } from "./Field";

interface ContextControlsProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

export function ContextControls({ dashboard, state }: ContextControlsProps) {
  const { context } = state;
  const roles = useId();
  const text = (label: string, name: "locale" | "country" | "query") => (
    <Field label={label}>
      {(id) => <input id={id} value={context[name]} onChange={({ target }) => dashboard.setContext({ [name]: target.value })} />}
    </Field>
  );
  return (
    <section className="control-group">
      <h3>The view’s context</h3>
      <ObjectFields viewport={state.view?.viewport ?? ""} context={context} setContext={dashboard.setContext} />
      {text("Locale", "locale")}
      {text("Country", "country")}
      <Field label="Roles">
        {(id) => (
          <>
            <input id={id} list={roles} value={context.role} onChange={({ target }) => dashboard.setContext({ role: target.value })} />
            <datalist id={roles}>
              {Object.entries(ROLES).map(([role, name]) => (
                <option key={role} value={role}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      {text("Deep link’s query", "query")}
      <label className="check">
        <input
          type="checkbox"
          checked={context.keepsOAuthContext}
          onChange={({ target }) => dashboard.setContext({ keepsOAuthContext: target.checked })}
        />
        Keep oauthContext until the page reloads
      </label>
      <div className="buttons">
        <button type="button" onClick={dashboard.resetContext}>
          Reset the context
        </button>
      </div>
    </section>
  );
}

interface ObjectFieldsProps {
  readonly viewport: string;
  readonly context: ContextSettings;
  readonly setContext: (change: Partial<ContextSettings>) => void;
}

function ObjectFields({ viewport, context, setContext }: ObjectFieldsProps) {
  const shown = objectOf(viewport, context);
  if (shown === null) return null;
  const change = (object: string, id: string) => setContext({ objects: { ...context.objects, [viewport]: { object, id } } });
  const types = objectTypesOf(viewport);
  return (
    <>
      {types.length > 1 && (
        <Field label="Object type">
          {(id) => (
            <select id={id} value={shown.object} onChange={({ target }) => change(target.value, exampleId(target.value))}>
              {types.map((type) => (
                <option key={type}>{type}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label="Object id">
        {(id) => <input id={id} value={shown.id} onChange={({ target }) => change(shown.object, target.value)} />}
      </Field>
    </>
  );
}
