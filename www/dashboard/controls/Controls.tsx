// Groups the controls: the extension, its context, the installations, the clock and the faults.

import type { Dashboard, DashboardState } from "../dashboard";
import type { Live } from "../live/live";
import { Clock } from "./Clock";
import { ContextControls } from "./ContextControls";
import { Faults } from "./Faults";
import { Installations } from "./Installations";
import { ExtensionControls } from "./ExtensionControls";

interface ControlsProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly live: Live;
}

export function Controls({ dashboard, state, live }: ControlsProps) {
  const { emulator } = dashboard;
  const startOver = async () => {
    await dashboard.startOver();
    live.forget();
  };
  return (
    <div className="control-groups">
      <ExtensionControls dashboard={dashboard} state={state} />
      <ContextControls dashboard={dashboard} state={state} />
      <Installations {...{ live, emulator }} account={state.account.id} own={state.app} />
      <Clock {...{ live, emulator, startOver }} />
      <Faults {...{ live, emulator }} />
    </div>
  );
}
