// How the extension runs: over which React, by which means, and how fast it was there.

import type { WebAssemblyUse } from "../../frame/protocol";
import type { Dashboard, DashboardState } from "../dashboard";
import type { Extension } from "./extension";

interface FactsProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly extension: Extension;
  readonly wasm: WebAssemblyUse | undefined;
  /** When the first view was there, in milliseconds after the frame began to load. */
  readonly rendered: number | undefined;
}

/** What compiles nothing has no use for WebAssembly: as our own client without it, and stripe-node. */
const BACKENDS = { compiled: "WebAssembly", refused: "JavaScript, because WebAssembly was refused", none: "JavaScript" };

export function Facts({ dashboard, state, extension, wasm, rendered }: FactsProps) {
  const { react, sdk } = extension;
  return (
    <section className="pane-facts" aria-label="How it runs">
      <dl>
        <div>
          <dt>React</dt>
          <dd>{sdk === undefined ? `${react}, for want of an SDK_VERSION` : `${react}, by the SDK’s ${sdk}`}</dd>
        </div>
        <div>
          <dt>Backend</dt>
          <dd>{BACKENDS[wasm ?? "none"]}</dd>
        </div>
        <div>
          <dt>First render</dt>
          <dd>{rendered === undefined ? "…" : `after ${Math.round(rendered)} ms`}</dd>
        </div>
      </dl>
      <label className="check">
        <input type="checkbox" checked={state.embedded} onChange={({ target }) => dashboard.embed(target.checked)} />
        The frame asks the API itself, with an embedded key
      </label>
    </section>
  );
}
