// What Stripe does not document and the emulator assumes. The table is in emulator/src/assumptions.rs; the names here are written from it by
// `UPDATE=1 cargo test -p secret-store-emulator assumptions`.

import { checkedBoolean } from "./checks.js";

/** The name of an assumption. What each of them is: `emulator.assumptions`, or docs/assumptions.md. */
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
  /** What it is called, for good. */
  readonly name: AssumptionName;
  /** What the emulator does. */
  readonly does: string;
  /** What it does when the assumption is switched off. */
  readonly instead: string;
  /** Why that is likely, or does the least harm where it is wrong. */
  readonly why: string;
  /** Whether it holds: all do, until some are switched off. */
  readonly enabled: boolean;
}

/**
 * Names and whether each holds, as an author gave them.
 *
 * @internal
 */
export function checkedAssumptions(where: string, assumptions: unknown): [name: string, enabled: boolean][] {
  if (typeof assumptions !== "object" || assumptions === null || Array.isArray(assumptions)) {
    throw new Error(`${where} has to be an object such as { replace_when_full: false }.`);
  }
  return Object.entries(assumptions)
    .filter(([, enabled]) => enabled !== undefined)
    .map(([name, enabled]) => [name, checkedBoolean(enabled, where, name)]);
}
