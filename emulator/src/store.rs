//! The interface of stores. The engine knows the rules, a store only keeps secrets.

use serde::{Deserialize, Serialize};
use stripe_secret_store::scope::Scope;

/// One scope's secrets, apart from all others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Partition {
    /// The apps that share it: see [`crate::world::World::sharing_group`].
    pub sharing_group: String,
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
    /// From [`Transaction::next_number`]: its id is made of it, and it tells what was created before what.
    pub number: u64,
    /// Its name, unique in the partition.
    pub name: String,
    /// The payload.
    pub payload: String,
    /// When it was made, in Unix seconds.
    pub created: u64,
    /// When it ends, in Unix seconds; nothing for never.
    pub expires_at: Option<u64>,
}

impl Record {
    /// Returns whether the secret has expired at this moment.
    pub fn is_expired(&self, moment: u64) -> bool {
        self.expires_at.is_some_and(|end| end <= moment)
    }
}

/// An idempotency key, and whose it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StoredIdempotencyKey {
    /// The app.
    pub app: String,
    /// The account.
    pub account: String,
    /// Live mode rather than test mode.
    pub livemode: bool,
    /// The value of the header `Idempotency-Key`.
    pub key: String,
}

/// The first answer to a request with an idempotency key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredAnswer {
    /// Of the request: equal for equal parameters.
    pub fingerprint: Vec<u8>,
    /// The HTTP status.
    pub status: u16,
    /// JSON, without the payload: who asks for it again has just sent it.
    pub body: String,
    /// Stripe's code, where there is one in `body`.
    pub code: Option<String>,
    /// The id of the request that was answered so.
    pub request_id: String,
    /// When, in Unix seconds.
    pub answered_at: u64,
}

/// A change that happens as a whole or not at all.
pub trait Transaction {
    /// The reason why the store could not be reached.
    type Error;

    /// Returns the secrets of a partition in the order of their numbers. Expired ones may be among them.
    ///
    /// # Errors
    /// When the store fails, here and in all that follows.
    fn records(&mut self, partition: &Partition) -> Result<Vec<Record>, Self::Error>;

    /// Returns a number greater than all numbers before, also in earlier runs of the store.
    fn next_number(&mut self) -> Result<u64, Self::Error>;

    /// Keeps a secret, in the place of the one with its number.
    fn put(&mut self, partition: &Partition, record: &Record) -> Result<(), Self::Error>;

    /// Deletes the secret with this number.
    fn remove(&mut self, partition: &Partition, number: u64) -> Result<(), Self::Error>;

    /// Returns the answer that was kept under an idempotency key.
    fn stored_answer(&mut self, key: &StoredIdempotencyKey) -> Result<Option<StoredAnswer>, Self::Error>;

    /// Keeps an answer, in the place of an older one.
    fn store_answer(&mut self, key: &StoredIdempotencyKey, kept: &StoredAnswer) -> Result<(), Self::Error>;
}

/// The result of a check of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Checked {
    /// A write was tried and succeeded.
    Written,
    /// The store can be read. No write was tried, because another one is under way.
    ReadOnly,
}

/// A place for secrets, to be asked by several threads at once.
pub trait Store: Send + Sync {
    /// The reason why it could not be reached.
    type Error: std::fmt::Display + std::fmt::Debug;

    /// `true` if the engine sweeps it before each request, because the check costs nothing. The emulator's owner sweeps all
    /// others from time to time. Expired data is never served meanwhile.
    const SWEEPS_EAGERLY: bool = false;

    /// Returns the secrets of a partition in the order of their numbers. Expired ones may be among them.
    ///
    /// # Errors
    /// When the store fails, here and in all that follows.
    fn read(&self, partition: &Partition) -> Result<Vec<Record>, Self::Error>;

    /// Finds the secret of this name, expired or not.
    fn find(&self, partition: &Partition, name: &str) -> Result<Option<Record>, Self::Error>;

    /// Returns every secret of every partition, by partition and in the order of their numbers. Expired ones may be among them.
    fn all(&self) -> Result<Vec<(Partition, Record)>, Self::Error>;

    /// Makes the changes of `work` completely or not at all. No other change comes between. An acknowledged change
    /// survives a crash, if the store outlives its process at all.
    fn write<T>(&self, work: impl FnOnce(&mut dyn Transaction<Error = Self::Error>) -> Result<T, Self::Error>) -> Result<T, Self::Error>;

    /// Deletes what has ended at the moment `expired`, and answers kept before `answered_before`, everywhere.
    fn sweep(&self, expired: u64, answered_before: u64) -> Result<(), Self::Error>;

    /// Deletes everything. Numbers go on, so that no id comes back.
    fn clear(&self) -> Result<(), Self::Error>;

    /// Tries whether the store can be read and written now, without waiting for other writers of this process.
    fn check(&self) -> Result<Checked, Self::Error>;

    /// Returns whether the store never gave a number, and so never kept anything.
    fn is_new(&self) -> Result<bool, Self::Error>;
}
