//! Who asks, and whose secrets that reaches.

use crate::refusal::Refusal;
use crate::request::Request;
use crate::store::Partition;
use serde::{Deserialize, Serialize};
use stripe_secret_store::scope::Scope;

/// Who asks: an app, on an account, in a mode, and if it is an extension, for a user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Caller {
    /// The app.
    pub app: String,
    /// The account that installed it.
    pub account: String,
    /// The user an extension runs for. Nobody means the app's backend, which reaches every user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}

impl Default for Caller {
    /// The backend of the guide's Installed App A on The Cactus Practice, in test mode.
    fn default() -> Self {
        Self { app: "app_a".to_owned(), account: "acct_cactus".to_owned(), user: None, livemode: false }
    }
}

impl Caller {
    /// The caller on the account that the request names: a backend chooses it by `Stripe-Account`, an extension is on one.
    pub(crate) fn acting(&self, request: &Request) -> Result<Self, Refusal> {
        match request.header("stripe-account") {
            None => Ok(self.clone()),
            Some(account) if account == self.account => Ok(self.clone()),
            Some(account) if self.user.is_none() && !account.is_empty() => Ok(Self { account: account.to_owned(), ..self.clone() }),
            Some(account) => Err(Refusal::foreign_account(account)),
        }
    }

    /// Where the secrets of this scope are, if the caller may reach them.
    pub(crate) fn partition(self, scope: Scope) -> Result<Partition, Refusal> {
        match (&self.user, &scope) {
            (Some(own), Scope::User { user }) if own != user => Err(Refusal::foreign_user()),
            _ => Ok(Partition { app: self.app, account: self.account, livemode: self.livemode, scope }),
        }
    }
}
