// A place for ten secrets, open or closed to who asks.

import type { EmulatorConnection, WorldState } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { AccountIcon, LockIcon, UserIcon } from "./icons";
import type { Actor, Reach } from "./reach";
import type { FilledPlace } from "./realms";
import { SecretRow } from "./SecretRow";
import { reason } from "./words";

/** How many a scope holds. */
export const SLOTS = 10;

interface PlaceProps {
  readonly place: FilledPlace;
  readonly world: WorldState;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly who: Actor;
  readonly reach: Reach;
  /** A line to a place below goes by. */
  readonly isPassed: boolean;
}

export function PlaceBox({ place, world, live, emulator, effects, who, reach, isPassed }: PlaceProps) {
  const { owner, secrets } = place;
  const why = reason(world, who, place, reach);
  const staying = secrets.filter(({ id }) => !["delete", "expire"].includes(effects.get(id)?.kind ?? ""));
  return (
    <section className="place" data-reads={reach.reads} data-writes={reach.writes} data-passed={isPassed}>
      <div className="place-head">
        <h4>
          {owner ? <UserIcon /> : <AccountIcon />}
          {owner ? owner.name : "Whole account"}
        </h4>
        <p className="pips">
          {Array.from({ length: SLOTS }, (_, index) => (
            <i key={index} data-filled={index < staying.length} />
          ))}
          <span className="visually-hidden">
            {staying.length} of {SLOTS} secrets
          </span>
        </p>
      </div>
      {why && (
        <p className="why">
          <LockIcon />
          {why}
        </p>
      )}
      {secrets.length > 0 && (
        <ul className="secrets">
          {secrets.map((secret) => (
            <SecretRow key={secret.id} {...{ secret, live, emulator }} effect={effects.get(secret.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}
