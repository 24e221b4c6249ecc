// Shows the extension as in a drawer of Stripe's Dashboard, with its name above and its run details below.

import { useEffect, useState, type DragEvent } from "react";
import type { WebAssemblyUse } from "../../frame/protocol";
import type { Dashboard, DashboardState } from "../dashboard";
import { BlockedRequests } from "./BlockedRequests";
import type { Extension } from "./extension";
import { RunDetails } from "./RunDetails";
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
      {loaded.status === "ready" && loaded.extension.views.length === 0 ? (
        <section className="drawer" aria-label="Extension">
          <p className="hint">This app is valid, but it does not have a view to show.</p>
        </section>
      ) : loaded.status === "ready" ? (
        <Session key={session} dashboard={dashboard} state={state} extension={loaded.extension} />
      ) : (
        <section className="drawer" aria-label="Extension">
          <Failure {...loaded} />
        </section>
      )}
    </div>
  );
}

/** A reader takes in this many. */
const MOST_BLOCKED = 5;

function Session({ dashboard, state, extension }: PaneProps & { extension: Extension }) {
  const [wasm, reportWebAssembly] = useState<WebAssemblyUse>();
  const [rendered, reportRendered] = useState<number>();
  const [blocked, setBlocked] = useState<readonly string[]>([]);
  const reportBlocked = (address: string) => setBlocked((before) => [...new Set([...before, address])].slice(0, MOST_BLOCKED));
  return (
    <>
      <section className="drawer" aria-label="Extension">
        <Sandbox dashboard={dashboard} state={state} extension={extension} reports={{ reportWebAssembly, reportRendered, reportBlocked }} />
      </section>
      <BlockedRequests addresses={blocked} />
      <RunDetails dashboard={dashboard} state={state} extension={extension} wasm={wasm} rendered={rendered} />
    </>
  );
}

const Failure = ({ from, failure }: Extract<Loaded, { status: "failed" }>) => (
  <div role="alert" className="banner critical">
    <h3>{from} cannot run</h3>
    <div>{failure}</div>
    <div className="hint">The Dashboard runs scripts that Stripe’s command line builds: .build/ext.js or .build/ext.min.js.</div>
  </div>
);

/** Restarts the server's extension after each change of its files. */
function useChanges(dashboard: Dashboard) {
  useEffect(() => {
    const changes = new EventSource("/extension/changes");
    changes.onmessage = () => void dashboard.sourceChanged();
    return () => changes.close();
  }, [dashboard]);
}
