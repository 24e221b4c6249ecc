import "./style/main.css";
import { createRoot } from "react-dom/client";
import type { Config } from "../server/config";
import { openDashboard } from "./dashboard";
import { Page } from "./Page";

const root = createRoot(document.getElementById("page")!);

async function open() {
  const config: Config = await (await fetch("/config.json")).json();
  return openDashboard(config);
}

open().then(
  (dashboard) => root.render(<Page dashboard={dashboard} />),
  (error: unknown) => root.render(<p role="alert">{error instanceof Error ? error.message : String(error)}</p>),
);
