// Selects the signed-in user and the mode. The extension restarts for either.

import type { Dashboard, DashboardState } from "../dashboard";

export function SessionControls({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const { users, user, livemode } = state;
  return (
    <div className="signed-in">
      <Choice
        legend="User"
        options={users.map((one) => ({ label: one.name, checked: one.id === user.id, choose: () => dashboard.signIn(one) }))}
      />
      <Choice
        legend="Mode"
        options={[false, true].map((value) => ({
          label: value ? "Live mode" : "Test mode",
          checked: value === livemode,
          choose: () => dashboard.setMode(value),
        }))}
      />
    </div>
  );
}

interface Option {
  readonly label: string;
  readonly checked: boolean;
  readonly choose: () => void;
}

const Choice = ({ legend, options }: { legend: string; options: readonly Option[] }) => (
  <fieldset className="segments">
    <legend className="visually-hidden">{legend}</legend>
    {options.map(({ label, checked, choose }) => (
      <label key={label}>
        <input type="radio" name={legend} checked={checked} onChange={choose} />
        {label}
      </label>
    ))}
  </fieldset>
);
