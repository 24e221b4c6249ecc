// Selects the extension's app and view, and the sandbox's options.

import type { Dashboard, DashboardState } from "../dashboard";
import { AppSelect } from "../extension/AppSelect";
import { extensionIn } from "../extension/load";
import { isInWorld } from "../extension/world-app";
import { Field } from "./Field";
import { PathField } from "./PathField";

export function ExtensionControls({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const { loaded, view, wasm, localhost, apps } = state;
  const extension = extensionIn(loaded);
  const views = extension?.views ?? [];
  return (
    <section className="control-group">
      <h3>The extension</h3>
      {extension !== undefined && isInWorld(extension, apps) && (
        <Field label="App">{(id) => <AppSelect id={id} dashboard={dashboard} state={state} />}</Field>
      )}
      {views.length > 1 && (
        <Field label="View">
          {(id) => (
            <select id={id} value={view?.viewport} onChange={({ target }) => dashboard.show(target.value)}>
              {views.map(({ component, viewport }) => (
                <option key={viewport} value={viewport}>
                  {component}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <PathField dashboard={dashboard} state={state} />
      <label className="check">
        <input type="checkbox" checked={wasm} onChange={({ target }) => dashboard.allowWasm(target.checked)} />
        Allow WebAssembly in the sandbox
      </label>
      <label className="check">
        <input type="checkbox" checked={localhost} onChange={({ target }) => dashboard.allowLocalhost(target.checked)} />
        Allow requests to localhost
      </label>
      <div className="buttons">
        <button type="button" onClick={() => void dashboard.reload()}>
          Reload the extension
        </button>
      </div>
    </section>
  );
}
