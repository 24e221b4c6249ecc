import { useSyncExternalStore } from "react";
import { Controls } from "./Controls";
import type { Dashboard } from "./dashboard";
import { Sandbox } from "./extension/Sandbox";

export function Page({ dashboard }: { dashboard: Dashboard }) {
  const state = useSyncExternalStore(dashboard.subscribe, dashboard.state);
  return (
    <>
      <header className="masthead">
        <h1>{dashboard.config.app.name}</h1>
        <p>
          <code>{dashboard.config.app.id}</code> in a local Dashboard, over the emulator at <code>{dashboard.config.emulator}</code>
        </p>
      </header>
      <div className="workbench">
        <main className="drawer" aria-label="Extension">
          <Sandbox key={state.session} dashboard={dashboard} state={state} />
        </main>
        <Controls dashboard={dashboard} state={state} />
      </div>
      <ul className="toasts" role="status" aria-label="Messages">
        {state.toasts.map(({ id, message, action }) => (
          <li key={id}>
            {message}{" "}
            {action && (
              <button type="button" onClick={() => action.act()}>
                {action.label}
              </button>
            )}
            <button type="button" aria-label="Dismiss" onClick={() => dashboard.dismiss(id)}>
              ×
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
