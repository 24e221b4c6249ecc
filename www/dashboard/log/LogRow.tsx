// One request in a line.

import type { RequestEntry, WorldState } from "stripe-secret-store/testing";
import { actorName } from "../picture/words";
import { isFailure } from "./filter";
import { isElsewhere, outcome } from "./outcome";

interface RowProps {
  readonly entry: RequestEntry;
  readonly world: WorldState | undefined;
  readonly tried: string | undefined;
  readonly open: () => void;
}

export function LogRow({ entry, world, tried, open }: RowProps) {
  const { method, path, parameters, caller, duration, time } = entry;
  const note = isElsewhere(entry) ? "not in this emulator" : entry.code;
  return (
    <button type="button" className="log-row" onClick={open}>
      <span className="log-status" data-failed={isFailure(entry)}>
        {outcome(entry)}
      </span>
      <span className="log-what">
        <span className="log-line">
          <b>{method}</b> {path} {note !== null && <span className="log-code">{note}</span>}{" "}
          {tried && <em className="log-tried">{tried}</em>}
        </span>
        <span className="log-line log-parameters">
          {Object.entries(parameters)
            .map(([name, value]) => `${name}=${value}`)
            .join("  ") || "no parameters"}
        </span>
      </span>
      <span className="log-who">
        <span>{caller && world ? actorName(world, { ...caller, user: caller.user ?? null }) : "nobody known"}</span>
        <span>
          {milliseconds(duration)} · <time>{clock(time)}</time>
        </span>
      </span>
    </button>
  );
}

export const milliseconds = (duration: number) =>
  duration < 10 ? `${duration.toFixed(1)} ms` : `${Math.round(duration).toLocaleString("en")} ms`;

const clock = (time: number) => new Date(time * 1_000).toLocaleTimeString("en-GB");
