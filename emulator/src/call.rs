//! One call of an operation, carried out on the store.

use crate::api_error::ApiError;
use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::caller::Caller;
use crate::id;
use crate::idempotency::{self, Written};
use crate::operation::Operation;
use crate::parameters::Parameters;
use crate::response::Outcome;
use crate::store::{Partition, Record, Store, Transaction};
use crate::world::World;
use serde::Serialize;
use serde_json::Value;
use stripe_secret_store::limits::SECRETS_IN_SCOPE;
use stripe_secret_store::secret::{DeletedAnswer, LIST, OBJECT, PATH, PageAnswer, SecretAnswer};

/// One call of an operation.
pub(crate) struct Call<'a, S> {
    pub(crate) store: &'a S,
    pub(crate) world: &'a World,
    pub(crate) caller: &'a Caller,
    pub(crate) parameters: &'a Parameters<'a>,
    pub(crate) assumed: &'a AssumptionLog,
    pub(crate) request_id: &'a str,
    pub(crate) now: u64,
}

impl<S: Store> Call<'_, S> {
    /// Checks its parameters, and returns the partition that it is for. A refusal here is not stored for its idempotency key.
    pub(crate) fn check(&self, operation: Operation) -> Result<Partition, ApiError> {
        match operation {
            Operation::Set => {
                self.parameters.new_name()?;
                self.parameters.payload()?;
            }
            Operation::Find | Operation::Delete => {
                self.parameters.required("name")?;
            }
            Operation::List => {}
        }
        let partition = self.caller.partition(self.world, self.parameters.scope()?, self.assumed)?;
        match operation {
            Operation::Set => {
                self.parameters.expires_at(self.now)?;
                self.parameters.expands("payload", Some(Assumption::ExpandOnSet))?;
            }
            Operation::List => {
                self.parameters.limit()?;
                self.parameters.expands("data.payload", Some(Assumption::ExpandOnList))?;
            }
            Operation::Find | Operation::Delete => {
                self.parameters.expands("payload", None)?;
            }
        }
        Ok(partition)
    }

    /// Removes the expired secrets.
    fn living(&self, records: Vec<Record>) -> Vec<Record> {
        records.into_iter().filter(|record| self.lives(record)).collect()
    }

    fn lives(&self, record: &Record) -> bool {
        let assumptions = self.assumed.assumptions();
        let lives = !record.is_expired(assumptions.expiry_moment(self.now));
        if record.expires_at == Some(self.now) {
            self.assumed.consult(Assumption::ExpiredAtItsSecond);
        }
        lives
    }

    pub(crate) fn set(&self, partition: &Partition, route: &str, key: Option<&str>) -> Result<Written, ApiError> {
        let name = self.parameters.new_name()?;
        let payload = self.parameters.payload()?;
        let given_expiry = self.parameters.expires_at(self.now)?;
        let expanded = self.parameters.expands("payload", Some(Assumption::ExpandOnSet))?.then_some(payload);
        let written = self.once(route, key, |tx| {
            let kept = tx.records(partition)?;
            let (living, over): (Vec<_>, Vec<_>) = kept.into_iter().partition(|record| self.lives(record));
            over.iter().try_for_each(|record| tx.remove(partition, record.number))?;
            let is_full = living.len() >= SECRETS_IN_SCOPE;
            let existing = living.into_iter().find(|record| record.name == name);
            if is_full && !(existing.is_some() && self.assumed.consult(Assumption::ReplaceWhenFull)) {
                let error = ApiError::scope_full(SECRETS_IN_SCOPE);
                return Ok(Err(if self.assumed.consult(Assumption::ScopeFull) { error } else { error.without_code() }));
            }
            let mut record =
                Record { number: 0, name: name.to_owned(), payload: payload.to_owned(), created: self.now, expires_at: given_expiry };
            if let Some(existing) = &existing
                && self.assumed.consult(Assumption::ReplaceKeepsIdentity)
            {
                record.number = existing.number;
                record.created = existing.created;
            } else {
                record.number = tx.next_number()?;
            }
            if let Some(existing) = existing {
                if given_expiry.is_none() && existing.expires_at.is_some() && !self.assumed.consult(Assumption::ReplaceClearsExpiry) {
                    record.expires_at = existing.expires_at;
                }
                if existing.number != record.number {
                    tx.remove(partition, existing.number)?;
                }
            }
            tx.put(partition, &record)?;
            Ok(json(&secret(record, partition, false)))
        })?;
        // Afterwards, so that it is not kept with the answer.
        match expanded {
            Some(payload) => with_payload(written, payload),
            None => Ok(written),
        }
    }

    pub(crate) fn delete(&self, partition: &Partition, route: &str, key: Option<&str>) -> Result<Written, ApiError> {
        let name = self.parameters.required("name")?;
        // The answer is too short to hold a payload, but asking for it is allowed.
        let expanded = self.parameters.expands("payload", None)?;
        self.once(route, key, |tx| {
            let records = tx.records(partition)?;
            let Some(record) = self.living(records).into_iter().find(|record| record.name == name) else {
                let error = ApiError::no_such_secret(name);
                return Ok(Err(if self.assumed.consult(Assumption::DeleteMissing) { error } else { error.with_status(400) }));
            };
            tx.remove(partition, record.number)?;
            if self.assumed.consult(Assumption::ShortDeleteAnswer) {
                return Ok(json(&DeletedAnswer { id: id::secret(record.number), object: OBJECT, deleted: true }));
            }
            // A kept answer would outlive the payload.
            let expanded = expanded && key.is_none();
            Ok(json(&SecretAnswer { deleted: Some(true), ..secret(record, partition, expanded) }))
        })
    }

    fn once(
        &self,
        route: &str,
        key: Option<&str>,
        change: impl FnOnce(&mut dyn Transaction<Error = S::Error>) -> Result<Result<String, ApiError>, S::Error>,
    ) -> Result<Written, ApiError> {
        let key = key.map(|key| (self.caller.idempotency_key(key, self.assumed), self.parameters.fingerprint(route)));
        idempotency::once(self.store, key, self.request_id, self.now, change)
    }

    pub(crate) fn find(&self, partition: &Partition) -> Result<String, ApiError> {
        let name = self.parameters.required("name")?;
        let expanded = self.parameters.expands("payload", None)?;
        let found = self.store.find(partition, name).map_err(|error| ApiError::store(&error))?;
        let record = found.filter(|record| self.lives(record)).ok_or_else(|| ApiError::no_such_secret(name))?;
        json(&secret(record, partition, expanded))
    }

    pub(crate) fn list(&self, partition: &Partition) -> Result<String, ApiError> {
        let limit = self.parameters.limit()?;
        let after = self.parameters.optional("starting_after")?;
        let before = self.parameters.optional("ending_before")?;
        let expanded = self.parameters.expands("data.payload", Some(Assumption::ExpandOnList))?;
        let mut secrets = self.living(self.store.read(partition).map_err(|error| ApiError::store(&error))?);
        if secrets.len() > 1 && self.assumed.consult(Assumption::NewestFirst) {
            secrets.reverse();
        }
        let position = |param: &str, id: &str| match secrets.iter().position(|record| id::secret(record.number) == id) {
            None if self.assumed.consult(Assumption::UnknownCursor) => Err(ApiError::cursor(param, id)),
            at => Ok(at),
        };
        let (after, before) = match (after, before) {
            (Some(_), Some(_)) => return Err(ApiError::both_cursors()),
            (after, before) => {
                (after.map_or(Ok(None), |id| position("starting_after", id))?, before.map_or(Ok(None), |id| position("ending_before", id))?)
            }
        };
        let (first, has_more) = match before {
            Some(end) => {
                secrets.truncate(end);
                (end.saturating_sub(limit), end > limit)
            }
            None => {
                let first = after.map_or(0, |at| at + 1);
                (first, secrets.len() - first > limit)
            }
        };
        let data = secrets.into_iter().skip(first).take(limit).map(|record| secret(record, partition, expanded)).collect();
        json(&PageAnswer { object: LIST, data, has_more, url: PATH })
    }
}

fn secret(record: Record, partition: &Partition, expanded: bool) -> SecretAnswer {
    SecretAnswer {
        id: id::secret(record.number),
        object: OBJECT,
        created: record.created,
        expires_at: record.expires_at,
        livemode: partition.livemode,
        name: record.name,
        payload: expanded.then_some(record.payload),
        scope: partition.scope.clone(),
        deleted: None,
    }
}

/// Adds the payload to the answer of a write that expands it.
fn with_payload(Written { outcome, original_request }: Written, payload: &str) -> Result<Written, ApiError> {
    let Outcome::Answer { status: 200, body, code } = outcome else {
        return Ok(Written { outcome, original_request });
    };
    let mut answer: Value = serde_json::from_str(&body).map_err(|_| ApiError::failure())?;
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("payload".to_owned(), payload.into());
    }
    Ok(Written { outcome: Outcome::Answer { status: 200, body: answer.to_string(), code }, original_request })
}

fn json(answer: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(answer).map_err(|_| ApiError::failure())
}
