// Lists the requests, newest first. Only the visible rows are rendered.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Live } from "../live/live";
import type { LoggedRequest } from "../live/stripe-answers";
import { useLive } from "../live/use-live";
import { describeAttempt } from "./attempts";
import { ExchangeDialog } from "./ExchangeDialog";
import { filterEntries, type Filter } from "./filter";
import { LogRow } from "./LogRow";
import { useScrollAnchor } from "./use-scroll-anchor";

/** The height of a row in pixels. */
const ROW = 46;

/** The number of rows that are visible without scrolling. */
const VISIBLE_ROWS = 8;

export function Log({ live, url }: { live: Live; url: string }) {
  const { requests, world } = useLive(live);
  const [filter, setFilter] = useState<Filter>({ app: undefined, failuresOnly: false });
  const [opened, setOpened] = useState<LoggedRequest>();
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => filterEntries(requests, filter), [requests, filter]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]!.entry.requestId,
    overscan: 6,
  });
  useScrollAnchor(list, rows, ROW);
  const apps = world?.apps ?? [];

  return (
    <div className="log">
      <div className="log-filter">
        <select
          aria-label="Filter by app"
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
          <input
            type="checkbox"
            checked={filter.failuresOnly}
            onChange={({ target }) => setFilter({ ...filter, failuresOnly: target.checked })}
          />
          Failures only
        </label>
        <p className="hint log-count">{count(rows.length, requests.length)}</p>
      </div>
      {rows.length === 0 ? (
        <p className="empty">
          {requests.length === 0
            ? "No requests yet. Store or find a secret in the extension to see its request here."
            : "No request matches the filter."}
        </p>
      ) : (
        <div
          className="log-rows"
          ref={list}
          role="list"
          aria-label="Requests"
          tabIndex={0}
          style={{ height: ROW * Math.min(rows.length, VISIBLE_ROWS) }}
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
                  <LogRow entry={entry} world={world} attempt={describeAttempt(requests, at)} open={() => setOpened(entry)} />
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
          attempt={describeAttempt(requests, requests.indexOf(opened))}
          snippetContext={{ url, keys: world?.keys ?? [] }}
          close={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

const count = (shown: number, all: number) => (shown === all ? `${all} ${all === 1 ? "request" : "requests"}` : `${shown} of ${all}`);
