// Installs and uninstalls the account's apps, and grants and revokes secret_write.

import type { App, EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { AppIcon } from "../access-map/icons";
import { installationOf } from "../access-map/access";
import { Failure, useAction } from "./use-action";

interface InstallationsProps {
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly account: string;
  /** The id of the app that the extension runs as. */
  readonly own: string;
}

export function Installations({ live, emulator, account, own }: InstallationsProps) {
  const { world } = useLive(live);
  const { run, failure } = useAction(live);
  if (world === undefined) return null;

  const { apps } = world;

  function row(app: App) {
    const { id, name } = app;
    const target = { app: id, account };
    const installation = world && installationOf(world, target);
    const isGranted = installation?.permissions.includes("secret_write") ?? false;
    const of = id === own ? null : <span className="visually-hidden"> of {name}</span>;
    return (
      <li key={id}>
        <p>
          <AppIcon of={app} among={apps} />
          {name}
          {id === own && <small>this extension</small>}
        </p>
        <div className="buttons">
          <button
            type="button"
            disabled={installation === undefined}
            onClick={() => run(() => (isGranted ? emulator.revoke(target) : emulator.grant(target)))}
          >
            {isGranted || installation === undefined ? "Revoke secret_write" : "Grant secret_write"}
            {of}
          </button>
          <button type="button" onClick={() => run(() => (installation ? emulator.uninstall(target) : emulator.install(target)))}>
            {installation ? "Uninstall" : "Install"}
            {of}
          </button>
        </div>
      </li>
    );
  }

  const ownFirst = [...apps].sort((one, other) => Number(other.id === own) - Number(one.id === own));
  return (
    <section className="control-group">
      <h3>Apps on this account</h3>
      <ul className="installations">{ownFirst.map(row)}</ul>
      <Failure text={failure} />
    </section>
  );
}
