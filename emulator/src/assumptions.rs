//! Lists every behaviour that Stripe does not document: the emulator's behaviour, the alternative if the assumption is switched
//! off, and the reason. If the real service behaves differently, change the line here and the code that checks it.
//!
//! An answer that rests on assumptions names them in the header `emulator-assumption`. A test writes `docs/assumptions.md` from this
//! table, and `tests/specification/assumptions` tests each of them, enabled and switched off.

use crate::evidence::{EVIDENCE, Evidence};

/// A behaviour that Stripe does not document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The permanent name.
    pub name: &'static str,
    /// The behaviour of the emulator.
    pub does: &'static str,
    /// The behaviour if the assumption is switched off.
    pub instead: &'static str,
    /// The reason why it is likely, or does the least harm if it is wrong.
    pub why: &'static str,
}

macro_rules! assumptions {
    ($($variant:ident $name:literal $does:literal $instead:literal $why:literal)+) => {
        /// The names of the assumptions, for the places that ask whether one holds.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Assumption {
            $($variant),+
        }

        /// All of them.
        pub const ASSUMPTIONS: &[Entry] = &[$(Entry { name: $name, does: $does, instead: $instead, why: $why }),+];
    };
}

assumptions! {
    ScopeFull "scope_full"
        "The 11th secret of a scope is refused: 400, `secret_limit_exceeded`."
        "400 without a code."
        "The limit is documented, its error is not. 400 is Stripe's status for a request that breaks a rule; the code is ours."
    ReplaceWhenFull "replace_when_full"
        "A secret of a full scope can be replaced."
        "It is refused like an 11th secret."
        "Replacing adds none; otherwise no token in a full scope could be renewed."
    ReplaceKeepsIdentity "replace_keeps_identity"
        "A replaced secret keeps its `id`, its `created` and its place in the list."
        "It gets a new `id` and `created`, and is the newest."
        "\"Create or replace\" is keyed by name and scope: the secret stays, its content changes."
    ReplaceClearsExpiry "replace_clears_expiry"
        "Replacing a secret without `expires_at` leaves it without expiry."
        "It keeps the expiry it had."
        "A replacement replaces the whole secret. An old token's expiry would delete the new token."
    ExpiredAtItsSecond "expired_at_its_second"
        "From the second of `expires_at` on, the secret is gone."
        "It is gone one second later."
        "\"Expires at\" means that it is over then; the reference says only that it is deleted afterwards."
    BadExpiry "bad_expiry"
        "`expires_at` that is not an integer, past, now or over 100 years ahead: 400, `parameter_invalid_integer`."
        "400 with `param`, without a code."
        "The bounds are documented, the error is not; this is Stripe's code for integers out of bounds."
    Century "century"
        "100 years are 36,525 days."
        "They are 36,500 days."
        "The reference says years only. Leap years are counted as they come on the average."
    OverLongText "over_long_text"
        "A string over 5,000 characters: 400 with `param`, without a code."
        "400 without `param`."
        "Stripe's answers to over-long strings elsewhere are of this kind."
    CharactersNotBytes "characters_not_bytes"
        "The 5,000 are Unicode characters, not bytes."
        "They are bytes of UTF-8."
        "`maxLength` counts characters in OpenAPI and JSON Schema."
    AnyName "any_name"
        "A name may hold any character, and upper case differs from lower."
        "A name with other characters than ASCII letters, digits, spaces, `.`, `-` and `_` is refused: 400 with `param`."
        "The reference names a length and nothing else."
    CardNumbersKept "card_numbers_kept"
        "Card numbers are accepted."
        "A payload or name with a card number is refused: 400 with `param`."
        "Stripe forbids them, but there is no sign of a check on the server."
    UserMissing "user_missing"
        "The scope `user` without `scope[user]`: 400, `parameter_missing`."
        "400 with `param`, without a code."
        "It is required then, and this is the code for what is required."
    UserWithAccount "user_with_account"
        "The scope `account` with `scope[user]`: 400, `parameter_unknown`."
        "`scope[user]` is ignored."
        "It is not allowed then, and this is the code for what is not allowed."
    ForeignUser "foreign_user"
        "An extension that asks for another user's scope: 400 without a code, whether that user has secrets or not."
        "403, `more_permissions_required_for_application`."
        "That it cannot reach them is documented, the error is not. A 404 would look like a secret that was never set, a 403 like a permission that is missing."
    ForeignAccount "foreign_account"
        "An extension that names another account in `Stripe-Account`: 403, `account_invalid`."
        "The header is ignored."
        "This is Stripe's answer to a key that has no access to the account."
    UnknownUser "unknown_user"
        "A backend may name a user that the account does not have."
        "400 with `param`, without a code."
        "Nothing says that Stripe looks the user up, and a wrong refusal would do more harm than a secret too many."
    OnlyAccount "only_account"
        "A backend's key without `Stripe-Account` means the only account that installed its app; with several: 400 without a code, which names the header."
        "400 without a code, even where there is only one."
        "On the real service it would mean the developer's own account, which a world does not have."
    ReadsAreFree "reads_are_free"
        "Finding and listing need no permission."
        "They need `secret_write`, as writing does."
        "There is a `secret_write` and no `secret_read`; whether reading asks for it is not said."
    PermissionBody "permission_body"
        "A missing permission: 403, `more_permissions_required_for_application`, with the error envelope."
        "403 with an empty body."
        "Both have been seen in the field; the envelope is what is documented."
    PermissionFirst "permission_first"
        "A missing permission is reported before invalid parameters."
        "After it."
        "Stripe must report one of the two first."
    UninstallKeeps "uninstall_keeps"
        "The secrets of an app that is uninstalled stay, and are there when it is installed again."
        "They are deleted, unless another installed app shares them."
        "Stripe's guide does not say that they are deleted, and losing them by a wrong guess does more harm."
    DeleteMissing "delete_missing"
        "Deleting what is not there: 404, `resource_missing`."
        "400, `resource_missing`."
        "Finding what is not there answers so."
    ShortDeleteAnswer "short_delete_answer"
        "Delete answers `id`, `object` and `deleted` only."
        "It answers the whole secret, and `deleted`."
        "The reference shows the short answer, although the schema requires more."
    NewestFirst "newest_first"
        "A list has the newest secret first."
        "It has the oldest first."
        "Stripe's lists are \"in reverse chronological order\"; that this one is, is not said."
    UnknownCursor "unknown_cursor"
        "`starting_after` or `ending_before` of no secret in this scope: 400, `resource_missing`, with `param`."
        "It is ignored."
        "Stripe's other lists answer so."
    BadLimit "bad_limit"
        "`limit` that is not an integer from 1 to 100: 400, `parameter_invalid_integer`."
        "It is taken as the nearest that is, or as if it were not there."
        "Stripe's other lists answer so."
    ExpandOnSet "expand_on_set"
        "`expand[]=payload` gives the payload in the answer to set; without it the answer has none."
        "It is refused: 400 with `param`."
        "The parameter is documented for set, and `payload` as the field it is for."
    ExpandOnList "expand_on_list"
        "`expand[]=data.payload` gives the payloads of a list."
        "It is refused: 400 with `param`."
        "Fields of a list's items are expanded so elsewhere."
    UnknownExpand "unknown_expand"
        "Any other field in `expand`: 400 with `param`."
        "It is ignored."
        "Stripe refuses to expand what cannot be expanded elsewhere."
    EmptyText "empty_text"
        "An empty string is refused for every parameter as for `payload`: 400, `parameter_invalid_empty`."
        "For every parameter but `payload` it counts as not given."
        "The message that Stripe gives for `payload` speaks of parameters in general."
    WrongShape "wrong_shape"
        "A string where an object or an array belongs, and the reverse: 400 with `param`, without a code."
        "It is refused as an unknown parameter."
        "Stripe answers so elsewhere."
    UnknownFirst "unknown_first"
        "Unknown parameters are refused before missing ones."
        "After them."
        "Stripe must report one of the two first."
    LastValueCounts "last_value_counts"
        "Of a parameter that is given twice the last value counts, and a POST's body counts after its query."
        "The first value counts."
        "Form decoders of Stripe's kind do so."
    NotAForm "not_a_form"
        "A POST with a Content-Type other than a form's: 400."
        "The body is read as a form, whatever the Content-Type is."
        "Stripe's v1 routes answer so."
    RouteBeforeKey "route_before_key"
        "An unknown route is 404 even without a key."
        "Without a key it is 401."
        "Stripe answers so elsewhere."
    BadVersion "bad_version"
        "A `Stripe-Version` that is not written as one (`2026-10-28.endive`): 400 without a code."
        "It is ignored."
        "Stripe refuses versions that it does not know; which it knows is its own affair."
    ContextAndAccount "context_and_account"
        "`Stripe-Context` and `Stripe-Account` that name different accounts: 400 without a code."
        "`Stripe-Context` counts."
        "`Stripe-Context` supersedes `Stripe-Account`. Nothing says what a request with both means, and a guess would use the wrong account."
    PublishableKey "publishable_key"
        "A publishable key (`pk_…`): 401, `secret_key_required`."
        "401 without a code, as for an unknown key."
        "Stripe documents the code without a status. 401 has been seen in the field."
    HeadLikeGet "head_like_get"
        "`HEAD` is answered as `GET` is, without the body."
        "404, as for an unknown route."
        "Stripe's CORS headers allow `HEAD`, and HTTP defines it so."
    OriginalRequest "original_request"
        "An answer to a request with an idempotency key names the first request with this key in `Original-Request`."
        "No answer has that header."
        "Stripe's answers have it. No page describes it."
    LongIdempotencyKey "long_idempotency_key"
        "An `Idempotency-Key` over 255 characters: 400, `invalid_request_error`."
        "400, `idempotency_error`."
        "The limit is documented, its error is not."
    KeysPerAccount "keys_per_account"
        "An idempotency key is one app's, on one account, in one mode."
        "It is one app's in one mode, on all accounts."
        "Stripe-Account makes a request another account's."
}

/// No assumption has this name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownAssumption(String);

impl std::fmt::Display for UnknownAssumption {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = ASSUMPTIONS.iter().map(|entry| entry.name).collect();
        write!(formatter, "There is no assumption `{}`. There are: {}.", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownAssumption {}

/// The set of enabled assumptions. At first all are enabled, except those that Stripe's own service has contradicted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Assumptions {
    /// A bit for each that is switched off, by its index in the table.
    off: u64,
}

// One bit each.
const _: () = assert!(ASSUMPTIONS.len() <= 64);

impl Default for Assumptions {
    fn default() -> Self {
        Self::after(EVIDENCE)
    }
}

impl Assumptions {
    /// Returns the set after these answers of Stripe's.
    fn after(evidence: &[Evidence]) -> Self {
        let is_off = |entry: &Entry| evidence.iter().any(|evidence| evidence.assumption == entry.name && !evidence.holds);
        let contradicted = ASSUMPTIONS.iter().enumerate().filter(|(_, entry)| is_off(entry));
        Self { off: contradicted.fold(0, |off, (index, _)| off | 1 << index) }
    }

    /// Switches one off, or on again.
    ///
    /// # Errors
    /// If no assumption has this name.
    pub fn set(&mut self, name: &str, enabled: bool) -> Result<(), UnknownAssumption> {
        let index = ASSUMPTIONS.iter().position(|entry| entry.name == name).ok_or_else(|| UnknownAssumption(name.to_owned()))?;
        if enabled {
            self.off &= !(1 << index);
        } else {
            self.off |= 1 << index;
        }
        Ok(())
    }

    /// Iterates over the assumptions, each with whether it holds.
    pub fn iter(self) -> impl Iterator<Item = (&'static Entry, bool)> {
        ASSUMPTIONS.iter().enumerate().map(move |(index, entry)| (entry, self.off & (1 << index) == 0))
    }

    /// Returns the moment that decides what has expired at `now`.
    pub(crate) fn expiry_moment(self, now: u64) -> u64 {
        if self.holds(Assumption::ExpiredAtItsSecond) { now } else { now.saturating_sub(1) }
    }

    /// Returns whether an assumption is enabled, if no answer depends on it.
    pub(crate) const fn holds(self, assumption: Assumption) -> bool {
        self.off & (1 << assumption as u64) == 0
    }
}

/// Returns the text of `docs/assumptions.md`.
pub fn markdown() -> String {
    page(EVIDENCE)
}

fn page(evidence: &[Evidence]) -> String {
    let mut text = String::from(
        "# Assumptions of the emulator\n\n\
         Stripe documents the Secret Store only in part. Where its documentation is silent, the emulator follows the assumptions on this page. \
         `UPDATE=1 cargo test -p secret-store-emulator assumptions` writes the page from the table in `emulator/src/assumptions.rs`.\n\n\
         None of them was compared with Stripe's service, except where its entry says so. You can compare them, with a key of test mode: \
         see [ask-stripe.md](ask-stripe.md).\n\n\
         An answer that rests on assumptions names them in the header `emulator-assumption`. Each can be switched off, to see \
         whether your app depends on it:\n\n\
         - in the process: `emulator.setAssumption(\"replace_when_full\", false)`\n\
         - the server, from its start: `secret-store-emulator --assumption replace_when_full=false`\n\
         - the server, while it runs: `POST /_emulator/assumptions` with `{\"replace_when_full\": false}`\n",
    );
    for Entry { name, does, instead, why } in ASSUMPTIONS {
        text.push_str(&format!("\n## `{name}`\n\n{does}\n\n- Switched off: {instead}\n- Why: {why}\n"));
        for evidence in evidence.iter().filter(|evidence| evidence.assumption == *name) {
            text.push_str(&format!("- Seen: {}\n", evidence.sentence()));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ASSUMPTIONS, Assumption, Assumptions, EVIDENCE, Evidence, page};

    const ANSWERS: &[Evidence] = &[
        Evidence { assumption: "bad_expiry", holds: false, date: "2027-01-02", api_version: "2026-10-28.endive" },
        Evidence { assumption: "century", holds: true, date: "2027-01-03", api_version: "2026-10-28.endive" },
    ];

    #[test]
    fn switches_off_only_the_assumptions_that_stripe_contradicts() {
        let assumptions = Assumptions::after(ANSWERS);
        let off: Vec<_> = assumptions.iter().filter(|(_, enabled)| !enabled).map(|(entry, _)| entry.name).collect();
        assert_eq!(off, ["bad_expiry"]);
        assert!(!assumptions.holds(Assumption::BadExpiry) && assumptions.holds(Assumption::Century));
    }

    #[test]
    fn shows_the_evidence_on_the_page() {
        let text = page(ANSWERS);
        let section = |name: &str| text.split("\n## ").find(|section| section.starts_with(&format!("`{name}`"))).unwrap_or_default();
        assert!(section("bad_expiry").ends_with(
            "- Seen: Stripe does as with the assumption switched off, so it is off by default. A report of 2027-01-02 shows it, with API version \
             2026-10-28.endive.\n"
        ));
        assert!(
            section("century").ends_with("- Seen: Stripe does so. A report of 2027-01-03 shows it, with API version 2026-10-28.endive.\n")
        );
        assert!(section("scope_full").contains("Why:") && !section("scope_full").contains("Seen:"));
    }

    #[test]
    fn has_evidence_for_assumptions_of_the_table_alone() {
        for evidence in EVIDENCE {
            assert!(ASSUMPTIONS.iter().any(|entry| entry.name == evidence.assumption), "{}", evidence.assumption);
        }
    }
}
