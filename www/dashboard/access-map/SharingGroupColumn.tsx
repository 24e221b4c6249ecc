// Shows the apps of a sharing group, their scopes, and the actors that can be selected.

import type { ReactNode } from "react";
import type { App, EmulatorConnection, WorldState } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { accessTo, installationOf, type Actor } from "./access";
import { AccessReason } from "./AccessReason";
import { AppIcon } from "./icons";
import { describeAccess, describeSharing, modeName } from "./labels";
import { ScopeBox } from "./ScopeBox";
import type { SharingGroup } from "./sharing-groups";
import { useConnector } from "./use-connector";

interface SharingGroupProps {
  readonly group: SharingGroup;
  readonly world: WorldState;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly actor: Actor;
  readonly choose: (actor: Actor) => void;
}

export function SharingGroupColumn({ group, world, live, emulator, effects, actor, choose }: SharingGroupProps) {
  const { apps, scopes, otherModeCount } = group;
  const access = scopes.map((scope) => accessTo(world, actor, scope));
  const last = access.map(({ reads }) => reads).lastIndexOf(true);
  const actorIndex = apps.findIndex(({ id }) => id === actor.app);
  const reasons = scopes.map((scope, index) => describeAccess(world, actor, scope, access[index]!));
  // A reason that all scopes share appears once.
  const common = new Set(reasons).size === 1 ? reasons[0] : undefined;
  return (
    <section className="sharing-group" style={{ gridRow: `span ${scopes.length + 2}` }}>
      <header className="sharing-group-head">
        {apps.map((app, index) => (
          <AppHead key={app.id} {...{ app, world, actor, choose }} isPassed={actorIndex !== -1 && actorIndex < index}>
            {index === 0 && (common === undefined ? <p className="sharing">{describeSharing(apps)}</p> : <AccessReason text={common} />)}
          </AppHead>
        ))}
      </header>
      {scopes.map((scope, index) => (
        <ScopeBox
          key={scope.user ?? ""}
          {...{ scope, live, emulator, effects }}
          access={access[index]!}
          reason={common === undefined ? reasons[index] : undefined}
          isPassed={index < last}
        />
      ))}
      <p className="other-mode">
        {otherModeCount > 0 &&
          `${otherModeCount} more in ${modeName(!actor.livemode)} mode. A ${modeName(actor.livemode)} mode key does not find them.`}
      </p>
    </section>
  );
}

interface AppHeadProps extends Pick<SharingGroupProps, "world" | "actor" | "choose"> {
  readonly app: App;
  /** True when the connector line of another app in the group passes this one. */
  readonly isPassed: boolean;
  readonly children: ReactNode;
}

function AppHead({ app, world, actor, choose, isPassed, children }: AppHeadProps) {
  const installation = installationOf(world, { app: app.id, account: actor.account });
  const users = world.accounts.find(({ id }) => id === actor.account)?.users ?? [];
  const actors = [null, ...users];
  const connector = useConnector(actor.app === app.id ? actor.user : undefined);
  return (
    <div className="app" data-installed={installation !== undefined} data-passed={isPassed}>
      <h3>
        <AppIcon of={app} among={world.apps} />
        <span>{app.name}</span>
      </h3>
      {installation === undefined && <p className="mark">uninstalled</p>}
      {installation && !installation.permissions.includes("secret_write") && <p className="mark">secret_write revoked</p>}
      {children}
      <div className="actors" ref={connector}>
        {actors.map((user) => (
          <button
            key={user?.id ?? ""}
            type="button"
            aria-pressed={actor.app === app.id && actor.user === (user?.id ?? null)}
            onClick={() => choose({ ...actor, app: app.id, user: user?.id ?? null })}
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
