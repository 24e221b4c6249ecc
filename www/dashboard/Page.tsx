import { useSyncExternalStore } from "react";
import { Controls } from "./Controls";
import type { Dashboard } from "./dashboard";
import { Pane } from "./extension/Pane";
import { Toasts } from "./extension/Toasts";

export function Page({ dashboard }: { dashboard: Dashboard }) {
  const state = useSyncExternalStore(dashboard.subscribe, dashboard.state);
  return (
    <>
      <header className="masthead">
        <h1>Local Dashboard</h1>
        <p>
          Over the emulator at <code>{dashboard.config.emulator}</code>
        </p>
      </header>
      <div className="workbench">
        <Pane dashboard={dashboard} state={state} />
        <Controls dashboard={dashboard} state={state} />
      </div>
      <Toasts dashboard={dashboard} toasts={state.toasts} />
    </>
  );
}
