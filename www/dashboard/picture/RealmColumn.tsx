// An app, or the apps that share, with the places of their secrets, and who can be chosen to ask.

import type { App, EmulatorConnection, WorldState } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { AppIcon, BackendIcon, UserIcon } from "./icons";
import { PlaceBox } from "./PlaceBox";
import { installationOf, reach, type Actor } from "./reach";
import type { Realm } from "./realms";
import { mode, sharing } from "./words";

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
  const last = reached.findLastIndex(({ reads }) => reads);
  const isOwn = apps.some(({ id }) => id === who.app);
  return (
    <section className="realm" data-own={isOwn} style={{ gridRow: `span ${places.length + 2}` }}>
      <header className="realm-head">
        {apps.map((app) => (
          <AppHead key={app.id} {...{ app, world, who, choose }} />
        ))}
        <p className="sharing">{sharing(apps)}</p>
      </header>
      {places.map((place, index) => (
        <PlaceBox
          key={place.user ?? ""}
          {...{ place, world, live, emulator, effects, who }}
          reach={reached[index]!}
          isPassed={index < last}
        />
      ))}
      <p className="elsewhere">
        {elsewhere > 0 && `${elsewhere} more in ${mode(!who.livemode)} mode: a ${mode(who.livemode)} mode key finds none of them.`}
      </p>
    </section>
  );
}

function AppHead({ app, world, who, choose }: { app: App } & Pick<RealmProps, "world" | "who" | "choose">) {
  const installation = installationOf(world, { app: app.id, account: who.account });
  const users = world.accounts.find(({ id }) => id === who.account)?.users ?? [];
  const actors = [null, ...users];
  return (
    <div className="app" data-installed={installation !== undefined}>
      <h3>
        <AppIcon seed={app.id} />
        <span>{app.name}</span>
      </h3>
      {installation === undefined && <p className="badge">uninstalled</p>}
      {installation && !installation.permissions.includes("secret_write") && <p className="badge">secret_write revoked</p>}
      <div className="actors">
        {actors.map((user) => (
          <button
            key={user?.id ?? ""}
            type="button"
            aria-pressed={who.app === app.id && who.user === (user?.id ?? null)}
            onClick={() => choose({ ...who, app: app.id, user: user?.id ?? null })}
          >
            {user ? <UserIcon /> : <BackendIcon />}
            <span className="visually-hidden">Be </span>
            {user ? user.name : "Backend"}
            <span className="visually-hidden">{user ? ` in ${app.name}’s extension` : ` of ${app.name}`}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
