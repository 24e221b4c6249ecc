//! Describes stored secrets for the emulator's owner only.

use crate::id;
use crate::store::{Partition, Record};
use crate::world::World;
use serde::Serialize;
use stripe_secret_store::scope::Scope;

/// A secret, and whose it is. It has no `Debug`, because it may hold the payload.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct StoredSecret {
    /// The apps that reach it: several where uploaded apps of one owner share; none where the world no longer has its app.
    pub apps: Vec<String>,
    /// The account.
    pub account: String,
    /// The user; `None` for the account's secret.
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
    /// `appsecret_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was made, in Unix seconds.
    pub created: u64,
    /// When it ends, in Unix seconds; nothing for never.
    pub expires_at: Option<u64>,
    /// The payload, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
}

impl StoredSecret {
    pub(crate) fn new(world: &World, partition: Partition, record: Record) -> Self {
        let Partition { sharing_group, account, livemode, scope } = partition;
        let apps = world.apps().iter().map(|app| &app.id).filter(|app| world.sharing_group(app) == sharing_group).cloned().collect();
        let user = match scope {
            Scope::Account => None,
            Scope::User { user } => Some(user),
        };
        let Record { number, name, payload, created, expires_at } = record;
        Self { apps, account, user, livemode, id: id::secret(number), name, created, expires_at, payload: Some(payload) }
    }

    /// Removes the payload.
    pub fn hidden(self) -> Self {
        Self { payload: None, ..self }
    }
}
