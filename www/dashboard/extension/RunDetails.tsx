// Shows the extension's React version, its implementation and the time to its first render.

import type { WebAssemblyUse } from "../../frame/protocol";
import type { Dashboard, DashboardState } from "../dashboard";
import type { Extension } from "./extension";

interface RunDetailsProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly extension: Extension;
  readonly wasm: WebAssemblyUse | undefined;
  /** The time from the frame's navigation to the first render, in milliseconds. */
  readonly rendered: number | undefined;
}

/** An extension that compiles no WebAssembly runs plain JavaScript, as stripe-node does. */
const IMPLEMENTATIONS = { compiled: "WebAssembly", refused: "JavaScript, because WebAssembly was refused", none: "JavaScript" };

export function RunDetails({ dashboard, state, extension, wasm, rendered }: RunDetailsProps) {
  const { react, sdk } = extension;
  return (
    <section className="pane-facts" aria-label="Run details">
      <dl>
        <div>
          <dt>React</dt>
          <dd>{sdk === undefined ? `${react} (the script exports no SDK_VERSION)` : `${react} (SDK ${sdk})`}</dd>
        </div>
        <div>
          <dt>Implementation</dt>
          <dd>{IMPLEMENTATIONS[wasm ?? "none"]}</dd>
        </div>
        <div>
          <dt>First render</dt>
          <dd>{rendered === undefined ? "…" : `after ${Math.round(rendered)} ms`}</dd>
        </div>
      </dl>
      <label className="check">
        <input type="checkbox" checked={state.embedded} onChange={({ target }) => dashboard.embed(target.checked)} />
        Call the API from the frame, with an embedded key
      </label>
    </section>
  );
}
