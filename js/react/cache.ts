// Holds the entries of each client: one for each query that a component shows or writes.

import type { SecretStoreClient } from "../index.js";
import { createEntry, LOADING, type Entry, type Snapshot } from "./entry.js";
import { affects, type Query } from "./query.js";

interface Cached<V> {
  readonly query: Query<V>;
  readonly entry: Entry<V>;
}

// An entry must not outlive its client.
const caches = /* @__PURE__ */ new WeakMap<SecretStoreClient, Map<string, Cached<never>>>();

/** Returns the snapshot of a query. Creates no entry, so that a component may call it while it renders. */
export function snapshotOf<V>({ client, id }: Query<V>): Snapshot<V> {
  const cached = caches.get(client)?.get(id);
  return cached ? cached.entry.snapshot() : LOADING;
}

/** Returns the entry of a query, and creates it if it is missing. An entry that no component uses removes itself. */
export function entryOf<V>(query: Query<V>): Entry<V> {
  const { client, id } = query;
  const cache = caches.get(client) ?? new Map<string, Cached<never>>();
  caches.set(client, cache);
  const cached = cache.get(id) as Cached<unknown> | undefined;
  if (cached) return cached.entry as Entry<V>;

  const entry = createEntry<V>({
    ...query,
    onWritten: () =>
      cache.forEach((other) => {
        if ((other.entry as Entry<unknown>) !== entry && affects(query as Query<never>, other.query)) other.entry.refresh();
      }),
    onUnused() {
      if ((cache.get(id)?.entry as unknown) === entry) cache.delete(id);
    },
  });
  cache.set(id, { query, entry } as unknown as Cached<never>);
  return entry;
}
