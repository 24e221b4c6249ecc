//! What it takes to keep secrets. The engine knows the rules, a store only keeps.

use serde::{Deserialize, Serialize};
use stripe_secret_store::scope::Scope;

/// One scope's secrets, apart from all others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Partition {
    /// The app.
    pub app: String,
    /// The account.
    pub account: String,
    /// Live mode rather than test mode.
    pub livemode: bool,
    /// The account's scope or a user's.
    pub scope: Scope,
}

/// A secret as it is kept. It has no `Debug`, because it holds the payload.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// From [`Store::next_number`]: its id is made of it, and it tells what was created before what.
    pub number: u64,
    /// Its name, unique in the partition.
    pub name: String,
    /// What it keeps.
    pub payload: String,
    /// When it was made, in Unix seconds.
    pub created: u64,
    /// From when on there is none, in Unix seconds; nothing for never.
    pub expires_at: Option<u64>,
}

impl Record {
    /// It is over at this moment.
    pub fn is_expired(&self, now: u64) -> bool {
        self.expires_at.is_some_and(|moment| moment <= now)
    }
}

/// A place for secrets.
pub trait Store {
    /// Why it could not be reached.
    type Error;

    /// The secrets of a partition, in the order of their creation.
    ///
    /// # Errors
    /// When the store fails.
    fn read(&self, partition: &Partition) -> Result<Vec<Record>, Self::Error>;

    /// Changes the secrets of a partition, at most a handful, all at once: nobody else's change comes between what `change`
    /// is shown and what it leaves.
    ///
    /// # Errors
    /// When the store fails; then nothing is changed.
    fn update<T>(&mut self, partition: &Partition, change: impl FnOnce(&mut Vec<Record>) -> T) -> Result<T, Self::Error>;

    /// A number greater than all it gave before.
    ///
    /// # Errors
    /// When the store fails.
    fn next_number(&mut self) -> Result<u64, Self::Error>;

    /// Deletes what is expired at this moment, everywhere.
    ///
    /// # Errors
    /// When the store fails.
    fn sweep(&mut self, now: u64) -> Result<(), Self::Error>;

    /// Deletes everything. Numbers go on, so that no id comes back.
    ///
    /// # Errors
    /// When the store fails.
    fn clear(&mut self) -> Result<(), Self::Error>;
}
