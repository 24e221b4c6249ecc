// Lays out the page: the access map, the log and the controls, with the extension next to them.

import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { Actor } from "./access-map/access";
import { AccessMap } from "./access-map/AccessMap";
import { Controls } from "./controls/Controls";
import { SessionControls } from "./controls/SessionControls";
import type { Dashboard } from "./dashboard";
import { Disconnected } from "./Disconnected";
import { Pane } from "./extension/Pane";
import { Toasts } from "./extension/Toasts";
import type { Live } from "./live/live";
import { useLive } from "./live/use-live";
import { Log } from "./log/Log";
import { PANELS, type Panel, type PreferencesStore } from "./preferences";

/** Names the panels in the row of buttons that selects one. */
const NAMES: Record<Panel, string> = { extension: "Extension", "access-map": "Access", log: "Requests", controls: "Controls" };

/** Excludes the extension, which has its own heading. */
type Titled = Exclude<Panel, "extension">;
const TITLES: Record<Titled, string> = { "access-map": "Secret access", log: "Requests", controls: "Controls" };

interface PageProps {
  readonly dashboard: Dashboard;
  readonly live: Live;
  readonly preferences: PreferencesStore;
}

export function Page({ dashboard, live, preferences }: PageProps) {
  const state = useSyncExternalStore(dashboard.subscribe, dashboard.state);
  const { panel, theme, actor: selected } = useSyncExternalStore(preferences.subscribe, preferences.state);
  const { connected, world } = useLive(live);
  useEffect(() => void (document.documentElement.dataset.theme = theme), [theme]);
  const { config, emulator } = dashboard;
  const { account, app, user, users, livemode } = state;
  // The selected actor may come from another world.
  const isKnown =
    selected &&
    world?.apps.some(({ id }) => id === selected.app) &&
    (selected.user === null || users.some(({ id }) => id === selected.user));
  const actor: Actor = { account: account.id, livemode, ...(isKnown ? selected : { app, user: user.id }) };
  const parts: Record<Titled, ReactNode> = {
    "access-map": (
      <AccessMap {...{ live, emulator, account, actor }} choose={({ app, user }) => preferences.set({ actor: { app, user } })} />
    ),
    log: <Log live={live} url={config.emulator} />,
    controls: <Controls {...{ dashboard, state, live }} />,
  };
  const part = (name: Titled) => (
    <section className={`part ${name}`} data-open={panel === name} aria-label={TITLES[name]}>
      <h2>{TITLES[name]}</h2>
      {parts[name]}
    </section>
  );

  return (
    <>
      <header className="masthead">
        <div>
          <h1>Local Dashboard</h1>
          <p className="hint">
            <i className="lamp" data-on={connected} /> {connected ? "Connected to the emulator at" : "Not connected to the emulator at"}{" "}
            <code>{config.emulator}</code>
          </p>
        </div>
        <SessionControls dashboard={dashboard} state={state} theme={theme} setTheme={(theme) => preferences.set({ theme })} />
      </header>
      {!connected && <Disconnected url={config.emulator} />}
      {state.failure !== undefined && (
        <p className="notice" role="alert">
          {state.failure}
        </p>
      )}
      <nav className="panels" aria-label="Parts of the page">
        {PANELS.map((name) => (
          <button key={name} type="button" aria-pressed={panel === name} onClick={() => preferences.set({ panel: name })}>
            {NAMES[name]}
          </button>
        ))}
      </nav>
      <main className="parts" data-full-page={state.location !== undefined}>
        <div className="column">
          {part("access-map")}
          {part("log")}
          {part("controls")}
        </div>
        <section className="column part extension" data-open={panel === "extension"}>
          <Pane dashboard={dashboard} state={state} />
        </section>
      </main>
      <Toasts dashboard={dashboard} toasts={state.toasts} />
    </>
  );
}
