// Shows the extension's name, version and app, and opens other files.

import { useId } from "react";
import type { Dashboard, DashboardState } from "../dashboard";
import { AppSelect } from "./AppSelect";
import type { Extension } from "./extension";
import { extensionIn } from "./load";
import { Notices } from "./Notices";
import { isInWorld } from "./world-app";

interface HeadingProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

export function Heading({ dashboard, state }: HeadingProps) {
  const { loaded, apps } = state;
  const extension = extensionIn(loaded);
  return (
    <section className="pane-heading" aria-label="Extension details">
      <div>
        <h2>{extension?.name ?? "No extension"}</h2>
        {extension !== undefined && (
          <p className="hint">
            <code>{extension.id}</code> {extension.version} from <code>{extension.from}</code>
          </p>
        )}
        {extension !== undefined && !isInWorld(extension, apps) && <RunsAs dashboard={dashboard} state={state} extension={extension} />}
        {loaded.status === "ready" && <Notices notices={loaded.notices} />}
      </div>
      <div className="buttons">
        <FileChooser choose={(file) => void dashboard.open(file)} />
        {loaded.isDropped && (
          <button type="button" onClick={() => void dashboard.closeFile()}>
            Close the file
          </button>
        )}
      </div>
    </section>
  );
}

function RunsAs({ dashboard, state, extension }: HeadingProps & { extension: Extension }) {
  const { apps, app, loaded } = state;
  const { manifest } = dashboard.config;
  const id = useId();
  const worldApp = apps.find((one) => one.id === app);
  return (
    <>
      <p className="hint">
        Runs as {worldApp?.name} (<code>{app}</code>), because the emulator’s world does not have <code>{extension.id}</code>.
      </p>
      {manifest !== undefined && !loaded.isDropped && (
        <p className="hint">
          The world has the app of <code>{manifest.file}</code>, which has the id <code>{manifest.id}</code>.
        </p>
      )}
      {!extension.permissions.includes("secret_write") && (
        <p className="hint">The manifest does not request secret_write, so Stripe would deny its writes.</p>
      )}
      <div className="field">
        <label htmlFor={id}>Run as</label>
        <AppSelect id={id} dashboard={dashboard} state={state} />
      </div>
    </>
  );
}

function FileChooser({ choose }: { choose: (file: File) => void }) {
  return (
    <label className="button file">
      Run a file…
      <input
        type="file"
        accept=".js,text/javascript"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // Clearing the value lets the user select the same file again after a change.
          target.value = "";
          if (file !== undefined) choose(file);
        }}
      />
    </label>
  );
}
