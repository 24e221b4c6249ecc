//! A store in memory.

mod snapshot;

pub use snapshot::BadSnapshot;

use crate::store::{Checked, Partition, Record, Store, StoredAnswer, StoredIdempotencyKey, Transaction};
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Secrets in memory.
#[derive(Default)]
pub struct MemoryStore {
    state: RwLock<State>,
}

#[derive(Clone, Default)]
struct State {
    /// By their hashes: comparing keys that have the same beginning took an eighth of a create in WebAssembly (November 2026).
    answers: HashMap<StoredIdempotencyKey, StoredAnswer>,
    partitions: BTreeMap<Partition, Vec<Record>>,
    /// The last number that was given.
    issued: u64,
    /// Nothing expires before this moment, so that most requests need not look.
    next_expiry: Option<u64>,
    /// No kept answer is older than this time.
    oldest_answer: Option<u64>,
}

impl MemoryStore {
    /// Forgets everything for what another store has.
    pub fn replace_with(&self, other: Self) {
        *self.state_mut() = other.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    }

    // A panic elsewhere leaves the state whole: every change below is made of steps that cannot fail half-way.
    fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transaction for State {
    type Error = Infallible;

    fn records(&mut self, partition: &Partition) -> Result<Vec<Record>, Infallible> {
        Ok(self.partitions.get(partition).cloned().unwrap_or_default())
    }

    fn next_number(&mut self) -> Result<u64, Infallible> {
        self.issued = self.issued.saturating_add(1);
        Ok(self.issued)
    }

    fn put(&mut self, partition: &Partition, record: &Record) -> Result<(), Infallible> {
        self.next_expiry = self.next_expiry.into_iter().chain(record.expires_at).min();
        if !self.partitions.contains_key(partition) {
            self.partitions.insert(partition.clone(), Vec::new());
        }
        if let Some(records) = self.partitions.get_mut(partition) {
            match records.binary_search_by_key(&record.number, |kept| kept.number) {
                Ok(at) => records.iter_mut().skip(at).take(1).for_each(|kept| kept.clone_from(record)),
                Err(at) => records.insert(at, record.clone()),
            }
        }
        Ok(())
    }

    fn remove(&mut self, partition: &Partition, number: u64) -> Result<(), Infallible> {
        if let Some(records) = self.partitions.get_mut(partition) {
            records.retain(|record| record.number != number);
            if records.is_empty() {
                self.partitions.remove(partition);
            }
        }
        Ok(())
    }

    fn stored_answer(&mut self, key: &StoredIdempotencyKey) -> Result<Option<StoredAnswer>, Infallible> {
        Ok(self.answers.get(key).cloned())
    }

    fn store_answer(&mut self, key: &StoredIdempotencyKey, kept: &StoredAnswer) -> Result<(), Infallible> {
        self.oldest_answer = self.oldest_answer.or(Some(kept.answered_at)).min(Some(kept.answered_at));
        self.answers.insert(key.clone(), kept.clone());
        Ok(())
    }
}

impl Store for MemoryStore {
    type Error = Infallible;
    const SWEEPS_EAGERLY: bool = true;

    fn read(&self, partition: &Partition) -> Result<Vec<Record>, Infallible> {
        Ok(self.state().partitions.get(partition).cloned().unwrap_or_default())
    }

    fn find(&self, partition: &Partition, name: &str) -> Result<Option<Record>, Infallible> {
        let state = self.state();
        Ok(state.partitions.get(partition).and_then(|records| records.iter().find(|record| record.name == name)).cloned())
    }

    fn all(&self) -> Result<Vec<(Partition, Record)>, Infallible> {
        let of = |(partition, records): (&Partition, &Vec<Record>)| -> Vec<_> {
            records.iter().map(|record| (partition.clone(), record.clone())).collect()
        };
        Ok(self.state().partitions.iter().flat_map(of).collect())
    }

    fn write<T>(&self, work: impl FnOnce(&mut dyn Transaction<Error = Infallible>) -> Result<T, Infallible>) -> Result<T, Infallible> {
        work(&mut *self.state_mut())
    }

    fn sweep(&self, expired: u64, answered_before: u64) -> Result<(), Infallible> {
        let state = self.state();
        let is_due =
            state.next_expiry.is_some_and(|moment| moment <= expired) || state.oldest_answer.is_some_and(|at| at < answered_before);
        drop(state);
        if is_due {
            let state = &mut *self.state_mut();
            for records in state.partitions.values_mut() {
                records.retain(|record| !record.is_expired(expired));
            }
            state.partitions.retain(|_, records| !records.is_empty());
            state.next_expiry = state.partitions.values().flatten().filter_map(|record| record.expires_at).min();
            state.answers.retain(|_, kept| kept.answered_at >= answered_before);
            state.oldest_answer = state.answers.values().map(|kept| kept.answered_at).min();
        }
        Ok(())
    }

    fn clear(&self) -> Result<(), Infallible> {
        let mut state = self.state_mut();
        *state = State { issued: state.issued, ..State::default() };
        Ok(())
    }

    fn check(&self) -> Result<Checked, Infallible> {
        Ok(Checked::Written)
    }

    fn is_new(&self) -> Result<bool, Infallible> {
        Ok(self.state().issued == 0)
    }
}
