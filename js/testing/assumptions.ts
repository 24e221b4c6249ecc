// Types the emulator's assumptions about undocumented behaviour of Stripe. The table is in emulator/src/assumptions.rs.
// `UPDATE=1 cargo test -p secret-store-emulator assumptions` writes the names here from it.

import { checkedBoolean } from "./checks.js";

/** The name of an assumption. `emulator.assumptions` and docs/assumptions.md describe each. */
export type AssumptionName =
  | "scope_full"
  | "replace_when_full"
  | "replace_keeps_identity"
  | "replace_clears_expiry"
  | "expired_at_its_second"
  | "bad_expiry"
  | "century"
  | "over_long_text"
  | "characters_not_bytes"
  | "any_name"
  | "card_numbers_kept"
  | "user_missing"
  | "user_with_account"
  | "foreign_user"
  | "foreign_account"
  | "unknown_user"
  | "only_account"
  | "reads_are_free"
  | "permission_body"
  | "permission_first"
  | "uninstall_keeps"
  | "delete_missing"
  | "short_delete_answer"
  | "newest_first"
  | "unknown_cursor"
  | "bad_limit"
  | "expand_on_set"
  | "expand_on_list"
  | "unknown_expand"
  | "empty_text"
  | "wrong_shape"
  | "unknown_first"
  | "last_value_counts"
  | "not_a_form"
  | "route_before_key"
  | "bad_version"
  | "context_and_account"
  | "publishable_key"
  | "head_like_get"
  | "original_request"
  | "long_idempotency_key"
  | "keys_per_account";

/** A behaviour that Stripe does not document. */
export interface Assumption {
  /** The permanent name. */
  readonly name: AssumptionName;
  /** The behaviour of the emulator. */
  readonly does: string;
  /** The behaviour if the assumption is switched off. */
  readonly instead: string;
  /** The reason why it is likely, or does the least harm if it is wrong. */
  readonly why: string;
  /** `false` if it is switched off. */
  readonly enabled: boolean;
}

/**
 * Checks assumptions by an author, and returns the name of each and whether it is enabled.
 *
 * @internal
 */
export function checkedAssumptions(where: string, assumptions: unknown): [name: string, enabled: boolean][] {
  if (typeof assumptions !== "object" || assumptions === null || Array.isArray(assumptions)) {
    throw new Error(`${where} must be an object such as { replace_when_full: false }.`);
  }
  return Object.entries(assumptions)
    .filter(([, enabled]) => enabled !== undefined)
    .map(([name, enabled]) => [name, checkedBoolean(enabled, where, name)]);
}
