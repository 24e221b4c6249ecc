import "./style/main.css";
import { createRoot } from "react-dom/client";
import { connectEmulator } from "stripe-secret-store/testing";
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
  // Whoever starts everything again has the emulator elsewhere.
  const live = createLive(emulator, async () => {
    if ((await read()).emulator !== config.emulator) location.reload();
  });
  await opened(config);
  const dashboard = await openDashboard(config, emulator);
  live.subscribe(() => dashboard.notice(live.state().world));
  root.render(<Page dashboard={dashboard} live={live} choices={createChoices()} />);

  /** Waits for the emulator where it is not there yet. */
  async function opened({ emulator: url }: Config) {
    while (
      await emulator.health().then(
        () => false,
        () => true,
      )
    ) {
      root.render(<Gone url={url} />);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

open().catch((error: unknown) => root.render(<p role="alert">{error instanceof Error ? error.message : String(error)}</p>));
