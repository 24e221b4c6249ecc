export type AssumptionName = "scope_full" | "replace_when_full" | "replace_keeps_identity" | "replace_clears_expiry" | "expired_at_its_second" | "bad_expiry" | "century" | "over_long_text" | "characters_not_bytes" | "any_name" | "card_numbers_kept" | "user_missing" | "user_with_account" | "foreign_user" | "foreign_account" | "unknown_user" | "only_account" | "reads_are_free" | "permission_body" | "permission_first" | "uninstall_keeps" | "delete_missing" | "short_delete_answer" | "newest_first" | "unknown_cursor" | "bad_limit" | "expand_on_set" | "expand_on_list" | "unknown_expand" | "empty_text" | "wrong_shape" | "unknown_first" | "last_value_counts" | "not_a_form" | "route_before_key" | "bad_version" | "context_and_account" | "publishable_key" | "head_like_get" | "original_request" | "long_idempotency_key" | "keys_per_account";
export interface Assumption {
    readonly name: AssumptionName;
    readonly does: string;
    readonly instead: string;
    readonly why: string;
    readonly enabled: boolean;
}
