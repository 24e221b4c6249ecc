import type { Dashboard, DashboardState } from "../dashboard";

interface AppSelectProps {
  /** By which its label knows it. */
  readonly id: string;
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

/** As which of the world's apps the extension runs. */
export const AppSelect = ({ id, dashboard, state: { apps, app } }: AppSelectProps) => (
  <select id={id} value={app} onChange={({ target }) => void dashboard.runAs(target.value)}>
    {apps.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ))}
  </select>
);
