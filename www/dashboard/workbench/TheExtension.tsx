// How the extension is run.

import type { Dashboard, DashboardState } from "../dashboard";
import { Field } from "./Field";

export function TheExtension({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const { loaded, view, wasm } = state;
  const views = loaded.status === "ready" ? loaded.extension.views : [];
  return (
    <section className="bench">
      <h3>The extension</h3>
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
      <label className="check">
        <input type="checkbox" checked={wasm} onChange={({ target }) => dashboard.allowWasm(target.checked)} />
        WebAssembly is allowed in the sandbox
      </label>
      <div className="buttons">
        <button type="button" onClick={() => void dashboard.reload()}>
          Reload the extension
        </button>
      </div>
    </section>
  );
}
