//! Describes the claimed identity of a caller, before it is looked up in the world.

use serde::{Deserialize, Serialize};

/// The identity of a caller, as far as it is given.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// The app. Left out, the world's first.
    pub app: Option<String>,
    /// The account that installed it. Left out, what `Stripe-Account` says, or else the only one that did.
    pub account: Option<String>,
    /// The user of an extension. `None` means the app's backend, which can access every user's secrets.
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}

/// The same, borrowed from an [`Identity`] or from a key of the world.
#[derive(Clone, Copy)]
pub(crate) struct Claim<'a> {
    pub(crate) app: Option<&'a str>,
    pub(crate) account: Option<&'a str>,
    pub(crate) user: Option<&'a str>,
    pub(crate) livemode: bool,
}

impl Identity {
    pub(crate) fn claim(&self) -> Claim<'_> {
        let Self { app, account, user, livemode } = self;
        Claim { app: app.as_deref(), account: account.as_deref(), user: user.as_deref(), livemode: *livemode }
    }
}
