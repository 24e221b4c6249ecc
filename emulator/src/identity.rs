//! Who is said to ask, before the world says who that is.

use serde::{Deserialize, Serialize};

/// Who asks, as far as it is said.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// The app. Left out, the world's first.
    pub app: Option<String>,
    /// The account that installed it. Left out, what `Stripe-Account` says, or else the only one that did.
    pub account: Option<String>,
    /// The user an extension runs for. Nobody means the app's backend, which reaches every user.
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}
