// The log: what was asked, the newest first. However many there are, the page has only those that are seen.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { RequestEntry } from "stripe-secret-store/testing";
import type { Live } from "../live/live";
import { useLive } from "../live/use-live";
import { ExchangeDialog } from "./ExchangeDialog";
import { shown, type Filter } from "./filter";
import { LogRow } from "./LogRow";
import { triedBefore } from "./tries";
import { useSteady } from "./use-steady";

const ROW = 46;

/** More than so many are scrolled through. */
const SEEN = 8;

export function Log({ live, url }: { live: Live; url: string }) {
  const { requests, world } = useLive(live);
  const [filter, setFilter] = useState<Filter>({ app: undefined, errors: false });
  const [opened, setOpened] = useState<RequestEntry>();
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => shown(requests, filter), [requests, filter]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]!.entry.requestId,
    overscan: 6,
  });
  useSteady(list, rows, ROW);
  const apps = world?.apps ?? [];

  return (
    <div className="log">
      <div className="log-filter">
        <select
          aria-label="Whose requests"
          value={filter.app ?? ""}
          onChange={({ target }) => setFilter({ ...filter, app: target.value || undefined })}
        >
          <option value="">All apps</option>
          {apps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <label className="check">
          <input type="checkbox" checked={filter.errors} onChange={({ target }) => setFilter({ ...filter, errors: target.checked })} />
          Only failures
        </label>
        <p className="hint log-count">{count(rows.length, requests.length)}</p>
      </div>
      {rows.length === 0 ? (
        <p className="empty">
          {requests.length === 0
            ? "Nothing was asked yet. Set or find a secret in the extension, and each request is told here."
            : "No request fits the filter."}
        </p>
      ) : (
        <div
          className="log-rows"
          ref={list}
          role="list"
          aria-label="Requests"
          tabIndex={0}
          style={{ height: ROW * Math.min(rows.length, SEEN) }}
        >
          <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
            {virtualizer.getVirtualItems().map(({ key, index, start }) => {
              const { entry, index: at } = rows[index]!;
              return (
                <div
                  key={key}
                  role="listitem"
                  aria-setsize={rows.length}
                  aria-posinset={index + 1}
                  className="log-item"
                  style={{ height: ROW, transform: `translateY(${start}px)` }}
                >
                  <LogRow entry={entry} world={world} tried={triedBefore(requests, at)} open={() => setOpened(entry)} />
                </div>
              );
            })}
          </div>
        </div>
      )}
      {opened && (
        <ExchangeDialog
          entry={opened}
          world={world}
          tried={triedBefore(requests, requests.indexOf(opened))}
          surroundings={{ url, keys: world?.keys ?? [] }}
          close={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

const count = (shown: number, all: number) => (shown === all ? `${all} ${all === 1 ? "request" : "requests"}` : `${shown} of ${all}`);
