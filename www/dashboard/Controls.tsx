// Beside the view: who is signed in, what the app may do, and the time.

import type { Dashboard, DashboardState } from "./dashboard";

const STEPS = [
  { label: "+1 minute", seconds: 60 },
  { label: "+1 hour", seconds: 3_600 },
  { label: "+1 year", seconds: 365 * 86_400 },
];

export function Controls({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const { users, user, account, live, wasm, permissions, advanced, failure } = state;
  const views = state.loaded.status === "ready" ? state.loaded.extension.views : [];
  const granted = permissions.includes("secret_write");
  return (
    <aside className="controls" aria-label="Controls">
      <section className="panel">
        <h2>Signed in</h2>
        <p className="account">
          {account.name} <code>{account.id}</code>
        </p>
        <Choice
          legend="User"
          options={users.map((one) => ({ label: one.name, checked: one.id === user.id, choose: () => dashboard.signIn(one) }))}
        />
        <Choice
          legend="Mode"
          options={[false, true].map((value) => ({
            label: value ? "Live mode" : "Test mode",
            checked: value === live,
            choose: () => dashboard.setMode(value),
          }))}
        />
      </section>
      <section className="panel">
        <h2>The app</h2>
        <label className="check">
          <input type="checkbox" checked={wasm} onChange={({ target }) => dashboard.allowWasm(target.checked)} />
          WebAssembly is allowed in the sandbox
        </label>
        {views.length > 1 && (
          <label>
            View{" "}
            <select value={state.view?.viewport} onChange={({ target }) => dashboard.show(target.value)}>
              {views.map(({ component, viewport }) => (
                <option key={viewport} value={viewport}>
                  {component}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className="buttons">
          <button type="button" onClick={() => dashboard.permit(!granted)}>
            {granted ? "Revoke secret_write" : "Grant secret_write"}
          </button>
          <button type="button" onClick={() => dashboard.reload()}>
            Reload the extension
          </button>
        </div>
      </section>
      <section className="panel">
        <h2>The emulator’s clock</h2>
        <p role="status" className="hint">
          {advanced === 0 ? "The same as yours." : `Ahead of yours by ${advanced} s.`}
        </p>
        <div className="buttons">
          {STEPS.map(({ label, seconds }) => (
            <button key={label} type="button" onClick={() => dashboard.moveClock(seconds)}>
              {label}
            </button>
          ))}
          <button type="button" className="danger" onClick={() => dashboard.startOver()}>
            Start over
          </button>
        </div>
      </section>
      {failure !== undefined && (
        <p className="panel" role="alert">
          {failure}
        </p>
      )}
    </aside>
  );
}

interface Option {
  readonly label: string;
  readonly checked: boolean;
  readonly choose: () => void;
}

function Choice({ legend, options }: { legend: string; options: readonly Option[] }) {
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {options.map(({ label, checked, choose }) => (
        <label key={label}>
          <input type="radio" name={legend} checked={checked} onChange={choose} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
