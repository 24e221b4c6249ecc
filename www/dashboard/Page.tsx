// The page's parts. Where it is wide all are seen: the picture, the log and the workbench, and beside them the extension.

import { useSyncExternalStore, type ReactNode } from "react";
import { PANELS, type ChoicesStore, type Panel } from "./choices";
import type { Dashboard } from "./dashboard";
import { Pane } from "./extension/Pane";
import { Toasts } from "./extension/Toasts";
import { Gone } from "./Gone";
import type { Live } from "./live/live";
import { useLive } from "./live/use-live";
import { Log } from "./log/Log";
import { Picture } from "./picture/Picture";
import type { Actor } from "./picture/reach";
import { SignedIn } from "./workbench/SignedIn";
import { Workbench } from "./workbench/Workbench";

/** In the row in which one is chosen. */
const NAMES: Record<Panel, string> = { extension: "Extension", picture: "Picture", log: "Requests", workbench: "Workbench" };

/** The extension has a heading of its own. */
type Titled = Exclude<Panel, "extension">;
const TITLES: Record<Titled, string> = { picture: "Who sees what", log: "Requests", workbench: "Workbench" };

interface PageProps {
  readonly dashboard: Dashboard;
  readonly live: Live;
  readonly choices: ChoicesStore;
}

export function Page({ dashboard, live, choices }: PageProps) {
  const state = useSyncExternalStore(dashboard.subscribe, dashboard.state);
  const { panel, who } = useSyncExternalStore(choices.subscribe, choices.state);
  const { connected, world } = useLive(live);
  const { config, emulator } = dashboard;
  const { account, app, user, users, livemode } = state;
  // Who was chosen in another world may not be in this one.
  const isHere = who && world?.apps.some(({ id }) => id === who.app) && (who.user === null || users.some(({ id }) => id === who.user));
  const actor: Actor = { account: account.id, livemode, ...(isHere ? who : { app, user: user.id }) };
  const parts: Record<Titled, ReactNode> = {
    picture: <Picture {...{ live, emulator, account }} who={actor} choose={({ app, user }) => choices.choose({ who: { app, user } })} />,
    log: <Log live={live} url={config.emulator} />,
    workbench: <Workbench {...{ dashboard, state, live }} />,
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
            <i className="lamp" data-on={connected} /> {connected ? "Over the emulator at" : "Without the emulator at"}{" "}
            <code>{config.emulator}</code>
          </p>
        </div>
        <SignedIn dashboard={dashboard} state={state} />
      </header>
      {!connected && <Gone url={config.emulator} />}
      {state.failure !== undefined && (
        <p className="notice" role="alert">
          {state.failure}
        </p>
      )}
      <nav className="panels" aria-label="Parts of the page">
        {PANELS.map((name) => (
          <button key={name} type="button" aria-pressed={panel === name} onClick={() => choices.choose({ panel: name })}>
            {NAMES[name]}
          </button>
        ))}
      </nav>
      <main className="parts">
        <div className="column">
          {part("picture")}
          {part("log")}
          {part("workbench")}
        </div>
        <section className="column part extension" data-open={panel === "extension"}>
          <Pane dashboard={dashboard} state={state} />
        </section>
      </main>
      <Toasts dashboard={dashboard} toasts={state.toasts} />
    </>
  );
}
