// Shows the account's secrets live, and marks those that the selected actor can access.

import { useMemo } from "react";
import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import type { Actor } from "./access";
import { AccountIcon } from "./icons";
import { actorName, modeName } from "./labels";
import { sharingGroupsOf } from "./sharing-groups";
import { SharingGroupColumn } from "./SharingGroupColumn";

export interface AccessMapProps {
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly account: { readonly id: string; readonly name: string };
  readonly actor: Actor;
  readonly choose: (actor: Actor) => void;
}

export function AccessMap({ live, emulator, account, actor, choose }: AccessMapProps) {
  const { world, secrets, leaving, effects } = useLive(live);
  const groups = useMemo(() => {
    const stored = new Set(secrets.map(({ id }) => id));
    const shown = [...secrets, ...leaving.filter(({ id }) => !stored.has(id))].sort((one, other) => one.created - other.created);
    return world ? sharingGroupsOf(world, account.id, actor.livemode, shown) : [];
  }, [world, secrets, leaving, account.id, actor.livemode]);
  if (world === undefined) return <p className="empty">Waiting for the emulator’s first response …</p>;
  return (
    <div className="access-map">
      <p className="you" role="status">
        You are <strong>{actorName(world, actor)}</strong>, in {modeName(actor.livemode)} mode. Highlighted secrets are accessible.
      </p>
      <div className="account-frame">
        <p className="account-name">
          <AccountIcon />
          <strong>{account.name}</strong> <code>{account.id}</code>
        </p>
        <div className="sharing-groups">
          {groups.map((group) => (
            <SharingGroupColumn key={group.key} {...{ group, world, live, emulator, effects, actor, choose }} />
          ))}
        </div>
      </div>
      <p className="legend">Each scope holds ten secrets. A ring shows the remaining time. Payloads stay hidden until you reveal them.</p>
    </div>
  );
}
