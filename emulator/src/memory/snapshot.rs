//! Snapshots of the store: JSON text that a page can keep across reloads.

use super::{MemoryStore, State};
use crate::store::{Partition, Record, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::RwLock;
use stripe_secret_store::limits::{SECRETS_IN_SCOPE, fits};
use stripe_secret_store::scope::Scope;

/// Counted up when the form of a snapshot changes.
const VERSION: u32 = 3;

/// The reason why a text is not a snapshot. It never has a part of the text, which may be a payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadSnapshot(String);

impl std::fmt::Display for BadSnapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "The text is not a snapshot of the emulator: {}. Start without it, or with a result of snapshot().", self.0)
    }
}

impl std::error::Error for BadSnapshot {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Snapshot {
    version: u32,
    issued: u64,
    scopes: Vec<ScopeSnapshot>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeSnapshot {
    sharing_group: String,
    account: String,
    livemode: bool,
    /// `None` for the account's scope.
    user: Option<String>,
    secrets: Vec<Record>,
}

impl MemoryStore {
    /// Returns every secret as JSON, with its payload. It leaves out the answers that are kept for idempotency keys.
    pub fn snapshot(&self) -> String {
        let state = self.state();
        let scopes = state.partitions.iter().map(|(partition, records)| ScopeSnapshot {
            sharing_group: partition.sharing_group.clone(),
            account: partition.account.clone(),
            livemode: partition.livemode,
            user: match &partition.scope {
                Scope::Account => None,
                Scope::User { user } => Some(user.clone()),
            },
            secrets: records.clone(),
        });
        let snapshot = Snapshot { version: VERSION, issued: state.issued, scopes: scopes.collect() };
        // Text, numbers and lists always become JSON.
        serde_json::to_string(&snapshot).unwrap_or_default()
    }

    /// Restores the store of a snapshot.
    ///
    /// # Errors
    /// If the text is not a snapshot, or has data that a store cannot have.
    pub fn from_snapshot(text: &str) -> Result<Self, BadSnapshot> {
        // Not serde's own message: it quotes the value it stumbles over.
        let snapshot: Snapshot = serde_json::from_str(text)
            .map_err(|error| BadSnapshot(format!("it cannot be read at line {}, column {}", error.line(), error.column())))?;
        if snapshot.version != VERSION {
            return Err(BadSnapshot(format!("it has the version {}, and this emulator reads {VERSION}", snapshot.version)));
        }
        // Far from where numbers end, or the next ones would not differ.
        if snapshot.issued > u64::from(u32::MAX) {
            return Err(BadSnapshot("its count of secrets is out of reach".to_owned()));
        }
        let mut state = State { issued: snapshot.issued, ..State::default() };
        let mut numbers = BTreeSet::new();
        for kept in snapshot.scopes {
            let mut names = BTreeSet::new();
            let mut last = 0;
            for record in &kept.secrets {
                if !names.insert(record.name.as_str()) || !numbers.insert(record.number) {
                    return Err(BadSnapshot("it holds a secret twice".to_owned()));
                }
                if record.number <= last || record.number > snapshot.issued {
                    return Err(BadSnapshot("the numbers of its secrets are out of order".to_owned()));
                }
                if [&record.name, &record.payload].iter().any(|text| text.is_empty() || !fits(text)) {
                    return Err(BadSnapshot("it holds a secret with an empty or too long text".to_owned()));
                }
                last = record.number;
            }
            if kept.secrets.len() > SECRETS_IN_SCOPE {
                return Err(BadSnapshot(format!("it holds more than {SECRETS_IN_SCOPE} secrets in a scope")));
            }
            let scope = kept.user.map_or(Scope::Account, |user| Scope::User { user });
            let partition = Partition { sharing_group: kept.sharing_group, account: kept.account, livemode: kept.livemode, scope };
            if state.partitions.contains_key(&partition) {
                return Err(BadSnapshot("it holds a scope twice".to_owned()));
            }
            for record in &kept.secrets {
                let Ok(()) = state.put(&partition, record);
            }
        }
        Ok(Self { state: RwLock::new(state) })
    }
}
