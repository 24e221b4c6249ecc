// A place for ten secrets, open or closed to who asks.

import type { EmulatorConnection } from "stripe-secret-store/testing";
import type { Effect } from "../live/effects";
import type { Live } from "../live/live";
import { AccountIcon, UserIcon } from "./icons";
import type { Reach } from "./reach";
import type { FilledPlace } from "./realms";
import { SecretRow } from "./SecretRow";
import { Why } from "./Why";

/** How many a scope holds. */
const SLOTS = 10;

interface PlaceProps {
  readonly place: FilledPlace;
  readonly live: Live;
  readonly emulator: EmulatorConnection;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly reach: Reach;
  /** What is to be said of that. */
  readonly why: string | undefined;
  /** A line to a place below goes by. */
  readonly isPassed: boolean;
}

export function PlaceBox({ place, live, emulator, effects, reach, why, isPassed }: PlaceProps) {
  const { owner, secrets } = place;
  const staying = secrets.filter(({ id }) => !["delete", "expire"].includes(effects.get(id)?.kind ?? ""));
  return (
    <section className="place" data-reads={reach.reads} data-writes={reach.writes} data-passed={isPassed}>
      <div className="place-head">
        <h4>
          {owner ? <UserIcon /> : <AccountIcon />}
          {owner ? owner.name : "Account"}
        </h4>
        <p className="visually-hidden">{reach.reads ? "Within reach" : "Out of reach"}</p>
        <p className="pips">
          {Array.from({ length: SLOTS }, (_, index) => (
            <i key={index} data-filled={index < staying.length} />
          ))}
          <span className="visually-hidden">
            {staying.length} of {SLOTS} secrets
          </span>
        </p>
      </div>
      {why !== undefined && <Why text={why} />}
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
