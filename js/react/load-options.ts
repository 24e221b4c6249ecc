// The options of the hooks that say when to load.

import { checkOptions, storeError } from "../store-error.js";
import { LONGEST_TIMER } from "./timer.js";

/** Options that say when a hook loads its data. */
export interface LoadOptions {
  /**
   * Set it to `false` to load nothing until it is `true`: not when the component is mounted, and not later. `reload`, `save` and `remove` still work, and the
   * hook shows data that another component has loaded. Default: `true`.
   */
  enabled?: boolean | undefined;
  /** Loads again when the user comes back to the page: when it gets the focus, or becomes visible. Default: `false`. */
  refetchOnFocus?: boolean | undefined;
  /**
   * Loads again after so many **milliseconds**, 1 to 2,147,483,647, counted from the last answer. It stops while the page is hidden and when no component
   * shows the data. If several components show it, the shortest interval counts. Default: `false`, never.
   */
  refetchInterval?: number | false | undefined;
}

/**
 * @internal
 * Refuses unknown options of a hook, and an interval that no timer can wait for.
 *
 * @throws {SecretStoreError} `invalid_option`
 */
export function checkHookOptions(options: LoadOptions, ...known: string[]): void {
  checkOptions(options, ...known, "enabled", "refetchOnFocus", "refetchInterval", "initialData");
  const { refetchInterval = false } = options;
  if (refetchInterval !== false && !(refetchInterval >= 1 && refetchInterval <= LONGEST_TIMER))
    throw storeError(
      "invalid_option",
      "refetchInterval must be from 1 to 2,147,483,647 milliseconds, or false.",
      undefined,
      "refetchInterval",
    );
}
