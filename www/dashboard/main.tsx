// Opens the page once the emulator is there.

import "./style/main.css";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { connectEmulator } from "stripe-secret-store/testing";
import { messageOf } from "../frame/message";
import type { Config } from "../server/config";
import { createChoices } from "./choices";
import { openDashboard } from "./dashboard";
import { Gone } from "./Gone";
import { createLive } from "./live/live";
import { Page } from "./Page";

const RETRY = 1_000;

const root = createRoot(document.getElementById("page")!);
const read = async (): Promise<Config> => (await fetch("/config.json")).json();

async function open() {
  const config = await read();
  const emulator = connectEmulator(config.emulator);
  const isThere = () => emulator.health().then(Boolean, () => false);
  // Whoever starts everything again has the emulator elsewhere.
  const live = createLive(emulator, async () => {
    if ((await read()).emulator !== config.emulator) location.reload();
  });
  while (!(await isThere())) {
    root.render(
      <Alone>
        <Gone url={config.emulator} />
      </Alone>,
    );
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
  const dashboard = await openDashboard(config, emulator);
  live.subscribe(() => dashboard.notice(live.state().world));
  root.render(<Page dashboard={dashboard} live={live} choices={createChoices()} />);
}

/** Said where there is no page yet. */
const Alone = ({ children }: { children: ReactNode }) => (
  <main>
    <h1 className="masthead">Local Dashboard</h1>
    {children}
  </main>
);

open().catch((error: unknown) =>
  root.render(
    <Alone>
      <p className="notice" role="alert">
        {messageOf(error)}
      </p>
    </Alone>,
  ),
);
