// What can be tried: another view, an app without its permission, requests that fail, another time.

import type { Dashboard, DashboardState } from "../dashboard";
import type { Live } from "../live/live";
import { Clock } from "./Clock";
import { Faults } from "./Faults";
import { Installations } from "./Installations";
import { TheExtension } from "./TheExtension";

interface WorkbenchProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly live: Live;
}

export function Workbench({ dashboard, state, live }: WorkbenchProps) {
  const { emulator } = dashboard;
  const startOver = async () => {
    await dashboard.startOver();
    live.forget();
  };
  return (
    <div className="benches">
      <TheExtension dashboard={dashboard} state={state} />
      <Installations {...{ live, emulator }} account={state.account.id} own={state.app} />
      <Clock {...{ live, emulator, startOver }} />
      <Faults {...{ live, emulator }} />
    </div>
  );
}
