//! Lists the assumptions that Stripe's own service has answered. `npm run adopt-answers` writes this table from the reports of
//! `npm run ask-stripe`: see `docs/ask-stripe.md`.

/// An answer of Stripe's about one assumption.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The name of the assumption.
    pub assumption: &'static str,
    /// `true` if Stripe behaves as the assumption says, and `false` if it behaves as with the assumption switched off.
    pub holds: bool,
    /// The day of the newest report that shows it, such as `2026-12-01`.
    pub date: &'static str,
    /// The API version of the answers, such as `2026-10-28.endive`.
    pub api_version: &'static str,
}

/// All of them. Each decides whether its assumption is enabled by default.
pub const EVIDENCE: &[Evidence] = &[];

impl Evidence {
    /// Returns a sentence about the assumption for its page.
    pub(crate) fn sentence(&self) -> String {
        let Self { holds, date, api_version, .. } = self;
        let behaviour = if *holds { "does so" } else { "does as with the assumption switched off, so it is off by default" };
        format!("Stripe {behaviour}. A report of {date} shows it, with API version {api_version}.")
    }
}
