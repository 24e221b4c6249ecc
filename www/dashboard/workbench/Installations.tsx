// The apps of the account: what is installed, and what may be written.

import type { App, EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { AppIcon } from "../picture/icons";
import { installationOf } from "../picture/reach";
import { Failure, useAttempt } from "./attempt";

interface InstallationsProps {
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly account: string;
  /** The app that the extension runs as. */
  readonly own: string;
}

export function Installations({ live, emulator, account, own }: InstallationsProps) {
  const { world } = useLive(live);
  const { attempt, failure } = useAttempt(live);
  if (world === undefined) return null;

  const { apps } = world;

  function row(app: App) {
    const { id, name } = app;
    const place = { app: id, account };
    const installation = world && installationOf(world, place);
    const isGranted = installation?.permissions.includes("secret_write") ?? false;
    const of = id === own ? null : <span className="visually-hidden"> of {name}</span>;
    return (
      <li key={id}>
        <p>
          <AppIcon of={app} among={apps} />
          {name}
          {id === own && <small>the extension’s</small>}
        </p>
        <div className="buttons">
          <button
            type="button"
            disabled={installation === undefined}
            onClick={() => attempt(() => (isGranted ? emulator.revoke(place) : emulator.grant(place)))}
          >
            {isGranted || installation === undefined ? "Revoke secret_write" : "Grant secret_write"}
            {of}
          </button>
          <button type="button" onClick={() => attempt(() => (installation ? emulator.uninstall(place) : emulator.install(place)))}>
            {installation ? "Uninstall" : "Install"}
            {of}
          </button>
        </div>
      </li>
    );
  }

  const ownFirst = [...apps].sort((one, other) => Number(other.id === own) - Number(one.id === own));
  return (
    <section className="bench">
      <h3>Apps on this account</h3>
      <ul className="installations">{ownFirst.map(row)}</ul>
      <Failure text={failure} />
    </section>
  );
}
