import type { Dashboard, DashboardState } from "../dashboard";

interface AppSelectProps {
  /** The id that the label refers to. */
  readonly id: string;
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

/** Selects the app of the emulator's world that the extension runs as. */
export const AppSelect = ({ id, dashboard, state: { apps, app } }: AppSelectProps) => (
  <select id={id} value={app} onChange={({ target }) => void dashboard.runAs(target.value)}>
    {apps.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ))}
  </select>
);
