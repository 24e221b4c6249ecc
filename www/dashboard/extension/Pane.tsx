// The extension, as in a drawer of the Dashboard: what it is, what it shows, and how it runs.

import { useEffect, useState, type DragEvent } from "react";
import type { WebAssemblyUse } from "../../frame/protocol";
import type { Dashboard, DashboardState } from "../dashboard";
import type { Extension } from "./extension";
import { Facts } from "./Facts";
import { Heading } from "./Heading";
import type { Loaded } from "./load";
import { Sandbox } from "./Sandbox";

interface PaneProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

export function Pane({ dashboard, state }: PaneProps) {
  const { loaded, session } = state;
  const [isOver, setOver] = useState(false);
  useChanges(dashboard);

  function dropped(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void dashboard.open(file);
  }

  return (
    <div
      className={isOver ? "pane over" : "pane"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <Heading dashboard={dashboard} state={state} />
      {loaded.status === "ready" ? (
        <Session key={session} dashboard={dashboard} state={state} extension={loaded.extension} />
      ) : (
        <section className="drawer" aria-label="Extension">
          <Failure {...loaded} />
        </section>
      )}
    </div>
  );
}

function Session({ dashboard, state, extension }: PaneProps & { extension: Extension }) {
  const [wasm, reportWebAssembly] = useState<WebAssemblyUse>();
  const [rendered, reportRendered] = useState<number>();
  return (
    <>
      <section className="drawer" aria-label="Extension">
        <Sandbox dashboard={dashboard} state={state} extension={extension} reports={{ reportWebAssembly, reportRendered }} />
      </section>
      <Facts dashboard={dashboard} state={state} extension={extension} wasm={wasm} rendered={rendered} />
    </>
  );
}

const Failure = ({ from, failure }: Extract<Loaded, { status: "failed" }>) => (
  <div role="alert" className="banner critical">
    <h3>{from} does not run here</h3>
    <div>{failure}</div>
    <div className="hint">It takes the script that Stripe’s command line makes of an app: .build/ext.js or .build/ext.min.js.</div>
  </div>
);

/** Runs the server's extension anew whenever a file of it has changed. */
function useChanges(dashboard: Dashboard) {
  useEffect(() => {
    const changes = new EventSource("/extension/changes");
    changes.onmessage = () => void dashboard.changed();
    return () => changes.close();
  }, [dashboard]);
}
