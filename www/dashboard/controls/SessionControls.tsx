// Selects the signed-in user, the mode and the page's theme. The extension restarts for another user or mode.

import type { Dashboard, DashboardState } from "../dashboard";
import { THEMES, type Theme } from "../preferences";

const THEME_NAMES: Record<Theme, string> = { auto: "System colours", light: "Light", dark: "Dark" };

interface SessionProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
}

export function SessionControls({ dashboard, state, theme, setTheme }: SessionProps) {
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
      <select className="theme" aria-label="Theme" value={theme} onChange={({ target }) => setTheme(target.value as Theme)}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {THEME_NAMES[one]}
          </option>
        ))}
      </select>
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
