// Opens the page once the emulator answers.

import "./style/main.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { connectEmulator } from "stripe-secret-store/testing";
import { messageOf } from "../frame/error-message";
import type { Config } from "../server/config";
import { openDashboard } from "./dashboard";
import { Disconnected } from "./Disconnected";
import { createLive } from "./live/live";
import { Page } from "./Page";
import { createPreferences } from "./preferences";

const RETRY = 1_000;

const root = createRoot(document.getElementById("page")!);
const read = async (): Promise<Config> => (await fetch("/config.json")).json();

async function open() {
  const config = await read();
  const emulator = connectEmulator(config.emulator);
  const answers = () => emulator.health().then(Boolean, () => false);
  // After a restart of `npm start` the emulator has another port.
  const live = createLive(emulator, async () => {
    if ((await read()).emulator !== config.emulator) location.reload();
  });
  while (!(await answers())) {
    root.render(
      <MessagePage>
        <Disconnected url={config.emulator} />
      </MessagePage>,
    );
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
  const dashboard = await openDashboard(config, emulator);
  live.subscribe(() => dashboard.worldChanged(live.state().world));
  root.render(<Page dashboard={dashboard} live={live} preferences={createPreferences()} />);
}

/** Shows a message in place of the page. */
const MessagePage = ({ children }: { children: ReactNode }) => (
  <main>
    <h1 className="masthead">Local Dashboard</h1>
    {children}
  </main>
);

open().catch((error: unknown) =>
  root.render(
    <MessagePage>
      <p className="notice" role="alert">
        {messageOf(error)}
      </p>
    </MessagePage>,
  ),
);
