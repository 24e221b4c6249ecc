// The guide's picture, live: whose secrets there are, and which of them whoever you choose to be reaches.

import { useMemo } from "react";
import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { AccountIcon } from "./icons";
import type { Actor } from "./reach";
import { realmsOf } from "./realms";
import { RealmColumn } from "./RealmColumn";
import { actorName, mode } from "./words";

export interface PictureProps {
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly account: { readonly id: string; readonly name: string };
  /** Who you are. */
  readonly who: Actor;
  readonly choose: (who: Actor) => void;
}

export function Picture({ live, emulator, account, who, choose }: PictureProps) {
  const { world, secrets, leaving, effects } = useLive(live);
  const realms = useMemo(() => {
    const there = new Set(secrets.map(({ id }) => id));
    const shown = [...secrets, ...leaving.filter(({ id }) => !there.has(id))].sort((one, other) => one.created - other.created);
    return world ? realmsOf(world, account.id, who.livemode, shown) : [];
  }, [world, secrets, leaving, account.id, who.livemode]);
  if (world === undefined) return <p className="empty">Waiting for the emulator’s first answer …</p>;
  return (
    <div className="picture">
      <p className="you" role="status">
        You are <strong>{actorName(world, who)}</strong>, in {mode(who.livemode)} mode. What you reach is lit up.
      </p>
      <div className="account-frame">
        <p className="account-name">
          <AccountIcon />
          <strong>{account.name}</strong> <code>{account.id}</code>
        </p>
        <div className="realms">
          {realms.map((realm) => (
            <RealmColumn key={realm.key} {...{ realm, world, live, emulator, effects, who, choose }} />
          ))}
        </div>
      </div>
      <p className="legend">
        Each row of ten is a place for ten secrets. A ring is the time that is left; payloads stay hidden until you ask for one.
      </p>
    </div>
  );
}
