// Shows a request as a row of the log.

import type { WorldState } from "stripe-secret-store/testing";
import { actorName } from "../access-map/labels";
import type { LoggedRequest } from "../live/stripe-answers";
import { isFailure } from "./filter";
import { noteOf, statusLabel } from "./status-label";

interface RowProps {
  readonly entry: LoggedRequest;
  readonly world: WorldState | undefined;
  readonly attempt: string | undefined;
  readonly open: () => void;
}

export function LogRow({ entry, world, attempt, open }: RowProps) {
  const { method, path, parameters, caller, duration, time } = entry;
  const note = noteOf(entry);
  return (
    <button type="button" className="log-row" onClick={open}>
      <span className="log-status" data-failed={isFailure(entry)}>
        {statusLabel(entry)}
      </span>
      <span className="log-what">
        <span className="log-line">
          <b>{method}</b> {path} {note !== null && <span className="log-code">{note}</span>}{" "}
          {attempt && <em className="log-attempt">{attempt}</em>}
        </span>
        <span className="log-line log-parameters">
          {Object.entries(parameters)
            .map(([name, value]) => `${name}=${value}`)
            .join("  ") || "no parameters"}
        </span>
      </span>
      <span className="log-who">
        <span>{caller && world ? actorName(world, { ...caller, user: caller.user ?? null }) : "unknown caller"}</span>
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
