//! Every behaviour that Stripe does not document: what is done here, and why.
//!
//! Whoever meets the real service doing otherwise changes the line here, the place that does it, and the test of the
//! same name in `tests/assumptions.rs`.

/// A behaviour that Stripe does not document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Assumption {
    /// What it is called, for good.
    pub name: &'static str,
    /// What the emulator does.
    pub does: &'static str,
    /// Why that is likely, or does the least harm where it is wrong.
    pub why: &'static str,
}

const fn assume(name: &'static str, does: &'static str, why: &'static str) -> Assumption {
    Assumption { name, does, why }
}

/// All of them.
pub const ASSUMPTIONS: &[Assumption] = &[
    assume(
        "scope_full",
        "The 11th secret of a scope is refused: 400, `secret_limit_exceeded`.",
        "The limit is documented, its error is not. 400 is Stripe's status for a request that breaks a rule; the code is ours.",
    ),
    assume(
        "replace_when_full",
        "A secret of a full scope can be replaced.",
        "Replacing adds none; otherwise no token in a full scope could be renewed.",
    ),
    assume(
        "replace_keeps_identity",
        "A replaced secret keeps its `id`, its `created` and its place in the list.",
        "\"Create or replace\" is keyed by name and scope: the secret stays, its content changes.",
    ),
    assume(
        "replace_clears_expiry",
        "Replacing a secret without `expires_at` leaves it without expiry.",
        "What is replaced is replaced as a whole; an old token's expiry would delete the new token.",
    ),
    assume(
        "expired_at_its_second",
        "From the second of `expires_at` on, the secret is gone.",
        "\"Expires at\" means that it is over then; the reference says only that it is deleted afterwards.",
    ),
    assume(
        "bad_expiry",
        "`expires_at` that is no integer, past, now or over 100 years ahead: 400, `parameter_invalid_integer`.",
        "The bounds are documented, the error is not; this is Stripe's code for integers out of bounds.",
    ),
    assume("century", "100 years are 36,525 days.", "The reference says years only. Leap years are counted as they come on the average."),
    assume(
        "over_long_text",
        "A string over 5,000 characters: 400 with `param`, without a code.",
        "Stripe's answers to over-long strings elsewhere are of this kind.",
    ),
    assume(
        "characters_not_bytes",
        "The 5,000 are Unicode characters, not bytes.",
        "`maxLength` counts characters in OpenAPI and JSON Schema.",
    ),
    assume(
        "any_name",
        "A name may hold any character, and upper case differs from lower.",
        "The reference names a length and nothing else.",
    ),
    assume("card_numbers_kept", "Card numbers are accepted.", "Stripe forbids them, but there is no sign of a check on the server."),
    assume(
        "user_missing",
        "The scope `user` without `scope[user]`: 400, `parameter_missing`.",
        "It is required then, and this is the code for what is required.",
    ),
    assume(
        "user_with_account",
        "The scope `account` with `scope[user]`: 400, `parameter_unknown`.",
        "It is not allowed then, and this is the code for what is not allowed.",
    ),
    assume(
        "foreign_user",
        "An extension that asks for another user's scope: 400 without a code, whether that user has secrets or not.",
        "That it cannot reach them is documented, the error is not. A 404 would look like a secret that was never set, a 403 like a permission that is missing.",
    ),
    assume(
        "foreign_account",
        "An extension that names another account in `Stripe-Account`: 403, `account_invalid`.",
        "This is Stripe's answer to a key that has no access to the account.",
    ),
    assume("delete_missing", "Deleting what is not there: 404, `resource_missing`.", "Finding what is not there answers so."),
    assume(
        "short_delete_answer",
        "Delete answers `id`, `object` and `deleted` only.",
        "The reference shows this answer, although the schema requires more.",
    ),
    assume(
        "newest_first",
        "A list has the newest secret first.",
        "Stripe's lists are \"in reverse chronological order\"; that this one is, is not said.",
    ),
    assume(
        "unknown_cursor",
        "`starting_after` or `ending_before` of no secret in this scope: 400, `resource_missing`, with `param`.",
        "Stripe's other lists answer so.",
    ),
    assume("bad_limit", "`limit` that is no integer from 1 to 100: 400, `parameter_invalid_integer`.", "Stripe's other lists answer so."),
    assume(
        "expand_on_set",
        "`expand[]=payload` gives the payload in the answer to set; without it the answer has none.",
        "The parameter is documented for set, and `payload` as the field it is for.",
    ),
    assume(
        "expand_on_list",
        "`expand[]=data.payload` gives the payloads of a list.",
        "Fields of a list's items are expanded so elsewhere.",
    ),
    assume(
        "unknown_expand",
        "Any other field in `expand`: 400 with `param`.",
        "Stripe refuses to expand what cannot be expanded elsewhere.",
    ),
    assume(
        "empty_text",
        "An empty string is refused for every parameter as for `payload`: 400, `parameter_invalid_empty`.",
        "The message that Stripe gives for `payload` speaks of parameters in general.",
    ),
    assume(
        "wrong_shape",
        "A string where an object or an array belongs, and the reverse: 400 with `param`, without a code.",
        "Stripe answers so elsewhere.",
    ),
    assume("unknown_first", "Unknown parameters are refused before missing ones.", "Something has to be said first."),
    assume(
        "last_value_counts",
        "Of a parameter that is given twice the last value counts, and a POST's body counts after its query.",
        "Form decoders of Stripe's kind do so.",
    ),
    assume("not_a_form", "A POST with a Content-Type other than a form's: 400.", "Stripe's v1 routes answer so."),
    assume("route_before_key", "An unknown route is 404 even without a key.", "Stripe answers so elsewhere."),
];
