// Replaces sessionStorage, which a frame with an opaque origin cannot use. The page keeps the items, so that the next view of the app has them.

/** Reports a change: an item's new value, or null for a removed one. */
export type StorageReport = (key: string, value: string | null) => void;

/** Returns a storage, and a function that fills it with the page's items and reports later changes. */
export function memoryStorage() {
  const items = new Map<string, string>();
  let report: StorageReport = () => {};
  function remove(key: string) {
    if (items.delete(key)) report(key, null);
  }
  const storage: Storage = {
    get length() {
      return items.size;
    },
    clear: () => [...items.keys()].forEach(remove),
    getItem: (key) => items.get(String(key)) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => remove(String(key)),
    setItem(key, value) {
      items.set(String(key), String(value));
      report(String(key), String(value));
    },
  };
  return {
    storage,
    share(stored: readonly (readonly [key: string, value: string])[], changed: StorageReport) {
      for (const [key, value] of stored) items.set(key, value);
      report = changed;
    },
  };
}
