// Keeps what an extension's views store with `useStorage`, from one view to the next. It ends with the page, and with the user, the mode or the app.

import type { StorageReport } from "../../frame/memory-storage";

export interface SharedStorage {
  /** Returns the items of an identity, and forgets those of another one. */
  items(identity: string): readonly (readonly [key: string, value: string])[];
  /** Returns the function that a frame of the identity reports its changes to. */
  reportFor(identity: string): StorageReport;
}

export function sharedStorage(): SharedStorage {
  let owner = "";
  const items = new Map<string, string>();
  return {
    items(identity) {
      if (identity !== owner) items.clear();
      owner = identity;
      return [...items];
    },
    reportFor: (identity) => (key, value) => {
      // A frame that has ended may still report.
      if (identity !== owner) return;
      if (value === null) items.delete(String(key));
      else items.set(String(key), String(value));
    },
  };
}
