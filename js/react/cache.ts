// The entries of each client: one for each place that is shown or written.

import type { SecretStoreClient } from "../index.js";
import { createEntry, LOADING, type Entry, type Shown } from "./entry.js";
import { concerns, type Place } from "./place.js";

interface Cached<V> {
  readonly place: Place<V>;
  readonly entry: Entry<V>;
}

// They go with the client.
const caches = /* @__PURE__ */ new WeakMap<SecretStoreClient, Map<string, Cached<never>>>();

/** What there is to show at a place. Changes nothing, so that a component may ask while it renders. */
export function shownAt<V>({ client, id }: Place<V>): Shown<V> {
  const cached = caches.get(client)?.get(id);
  return cached ? cached.entry.shown() : LOADING;
}

/** The entry of a place, made if there is none. It goes by itself. */
export function entryAt<V>(place: Place<V>): Entry<V> {
  const { client, id } = place;
  const cache = caches.get(client) ?? new Map<string, Cached<never>>();
  caches.set(client, cache);
  const cached = cache.get(id) as Cached<unknown> | undefined;
  if (cached) return cached.entry as Entry<V>;

  const entry = createEntry<V>({
    ...place,
    written: () =>
      cache.forEach((other) => {
        if ((other.entry as Entry<unknown>) !== entry && concerns(place as Place<never>, other.place)) other.entry.refresh();
      }),
    dropped() {
      if ((cache.get(id)?.entry as unknown) === entry) cache.delete(id);
    },
  });
  cache.set(id, { place, entry } as unknown as Cached<never>);
  return entry;
}
