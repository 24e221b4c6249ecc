// What the extension is, as whom it runs, and how to run another.

import { useId } from "react";
import type { Dashboard, DashboardState } from "../dashboard";
import { AppSelect } from "./AppSelect";
import type { Extension } from "./extension";
import { extensionIn } from "./load";
import { isAtHome } from "./runs-as";

interface HeadingProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

export function Heading({ dashboard, state }: HeadingProps) {
  const { loaded, apps } = state;
  const extension = extensionIn(loaded);
  return (
    <section className="pane-heading" aria-label="What runs here">
      <div>
        <h2>{extension?.name ?? "No extension"}</h2>
        {extension !== undefined && (
          <p className="hint">
            <code>{extension.id}</code> {extension.version} from <code>{extension.from}</code>
          </p>
        )}
        {extension !== undefined && !isAtHome(extension, apps) && <RunsAs dashboard={dashboard} state={state} extension={extension} />}
      </div>
      <div className="buttons">
        <FileChooser choose={(file) => void dashboard.open(file)} />
        {loaded.isDropped && (
          <button type="button" onClick={() => void dashboard.giveUpFile()}>
            Give up the file
          </button>
        )}
      </div>
    </section>
  );
}

function RunsAs({ dashboard, state, extension }: HeadingProps & { extension: Extension }) {
  const { apps, app } = state;
  const id = useId();
  const shown = apps.find((one) => one.id === app);
  return (
    <>
      <p className="hint">
        Runs as {shown?.name} (<code>{app}</code>), because the emulator’s world has no <code>{extension.id}</code>.
      </p>
      {!extension.permissions.includes("secret_write") && (
        <p className="hint">Its manifest does not ask for secret_write: Stripe would refuse what it writes.</p>
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
          // The same file may be chosen once more, when it has changed.
          target.value = "";
          if (file !== undefined) choose(file);
        }}
      />
    </label>
  );
}
