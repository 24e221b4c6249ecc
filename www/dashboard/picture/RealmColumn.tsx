// An app, or the apps that share, with the places of their secrets, and who can be chosen to ask.

import type { ReactNode } from "react";
import type { App, EmulatorConnection, WorldState } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { AppIcon } from "./icons";
import { PlaceBox } from "./PlaceBox";
import { installationOf, reach, type Actor } from "./reach";
import type { Realm } from "./realms";
import { Why } from "./Why";
import { useLine } from "./use-line";
import { mode, reason, sharing } from "./words";

interface RealmProps {
  readonly realm: Realm;
  readonly world: WorldState;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly who: Actor;
  readonly choose: (who: Actor) => void;
}

export function RealmColumn({ realm, world, live, emulator, effects, who, choose }: RealmProps) {
  const { apps, places, elsewhere } = realm;
  const reached = places.map((place) => reach(world, who, place));
  const last = reached.map(({ reads }) => reads).lastIndexOf(true);
  const asking = apps.findIndex(({ id }) => id === who.app);
  const reasons = places.map((place, index) => reason(world, who, place, reached[index]!));
  // What holds for all of them is said once.
  const common = new Set(reasons).size === 1 ? reasons[0] : undefined;
  return (
    <section className="realm" style={{ gridRow: `span ${places.length + 2}` }}>
      <header className="realm-head">
        {apps.map((app, index) => (
          <AppHead key={app.id} {...{ app, world, who, choose }} isPassed={asking !== -1 && asking < index}>
            {index === 0 && (common === undefined ? <p className="sharing">{sharing(apps)}</p> : <Why text={common} />)}
          </AppHead>
        ))}
      </header>
      {places.map((place, index) => (
        <PlaceBox
          key={place.user ?? ""}
          {...{ place, live, emulator, effects }}
          reach={reached[index]!}
          why={common === undefined ? reasons[index] : undefined}
          isPassed={index < last}
        />
      ))}
      <p className="elsewhere">
        {elsewhere > 0 && `${elsewhere} more in ${mode(!who.livemode)} mode: a ${mode(who.livemode)} mode key finds none of them.`}
      </p>
    </section>
  );
}

interface AppHeadProps extends Pick<RealmProps, "world" | "who" | "choose"> {
  readonly app: App;
  /** The line of another app that shares goes by. */
  readonly isPassed: boolean;
  readonly children: ReactNode;
}

function AppHead({ app, world, who, choose, isPassed, children }: AppHeadProps) {
  const installation = installationOf(world, { app: app.id, account: who.account });
  const users = world.accounts.find(({ id }) => id === who.account)?.users ?? [];
  const actors = [null, ...users];
  const line = useLine(who.app === app.id ? who.user : undefined);
  return (
    <div className="app" data-installed={installation !== undefined} data-passed={isPassed}>
      <h3>
        <AppIcon of={app} among={world.apps} />
        <span>{app.name}</span>
      </h3>
      {installation === undefined && <p className="mark">uninstalled</p>}
      {installation && !installation.permissions.includes("secret_write") && <p className="mark">secret_write revoked</p>}
      {children}
      <div className="actors" ref={line}>
        {actors.map((user) => (
          <button
            key={user?.id ?? ""}
            type="button"
            aria-pressed={who.app === app.id && who.user === (user?.id ?? null)}
            onClick={() => choose({ ...who, app: app.id, user: user?.id ?? null })}
          >
            <span className="visually-hidden">Be </span>
            {user ? user.name : "Backend"}
            <span className="visually-hidden">{user ? ` in ${app.name}’s extension` : ` of ${app.name}`}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
