//! The four operations: a request in, a response out. It has no clock and does no I/O but that of its store.

use crate::caller::Caller;
use crate::id;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::Response;
use crate::store::{Partition, Record, Store};
use serde::Serialize;
use stripe_secret_store::rules::SECRETS_IN_SCOPE;
use stripe_secret_store::secret::{Deleted, LIST, OBJECT, PATH, Page, Secret};

/// A Secret Store.
pub struct Engine<S> {
    store: S,
    requests: u64,
}

#[derive(Clone, Copy)]
enum Operation {
    Set,
    Find,
    List,
    Delete,
}

impl Operation {
    fn of(request: &Request) -> Result<Self, Refusal> {
        let route = request.route();
        match (request.method.as_str(), route.strip_prefix(PATH)) {
            ("POST", Some("")) => Ok(Self::Set),
            ("GET", Some("")) => Ok(Self::List),
            ("GET", Some("/find")) => Ok(Self::Find),
            ("POST", Some("/delete")) => Ok(Self::Delete),
            (method, _) => Err(Refusal::unknown_route(method, route)),
        }
    }

    const fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Set => &["name", "payload", "scope", "expires_at", "expand"],
            Self::Find | Self::Delete => &["name", "scope", "expand"],
            Self::List => &["scope", "limit", "starting_after", "ending_before", "expand"],
        }
    }
}

impl<S: Store> Engine<S> {
    /// An engine over this store.
    pub fn new(store: S) -> Self {
        Self { store, requests: 0 }
    }

    /// Where the secrets are.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Where the secrets are, to sweep or clear it.
    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// Answers a request of `caller` at the moment `now`, in Unix seconds.
    pub fn handle(&mut self, request: &Request, caller: &Caller, now: u64) -> Response {
        self.requests = self.requests.wrapping_add(1);
        let outcome = self.answer(request, caller, now);
        Response::new(outcome, id::request(self.requests), request.header("stripe-version"))
    }

    fn answer(&mut self, request: &Request, caller: &Caller, now: u64) -> Result<String, Refusal> {
        let operation = Operation::of(request)?;
        if !request.header("authorization").is_some_and(holds_a_key) {
            return Err(Refusal::no_key());
        }
        let caller = caller.acting(request)?;
        let parameters = Parameters::read(request, operation.parameters())?;
        self.store.sweep(now).map_err(|_| Refusal::failure())?;
        match operation {
            Operation::Set => self.set(caller, &parameters, now),
            Operation::Find => self.find(caller, &parameters),
            Operation::List => self.list(caller, &parameters),
            Operation::Delete => self.delete(caller, &parameters),
        }
    }

    fn set(&mut self, caller: Caller, parameters: &Parameters, now: u64) -> Result<String, Refusal> {
        let name = parameters.required("name")?.to_owned();
        let payload = parameters.required("payload")?.to_owned();
        let partition = caller.partition(parameters.scope()?)?;
        let expires_at = parameters.expires_at(now)?;
        let expanded = parameters.expands("payload")?;
        // Taken although a replacement needs none: numbers may have gaps, a change may not be interrupted.
        let number = self.store.next_number().map_err(|_| Refusal::failure())?;
        let change = |records: &mut Vec<Record>| {
            if let Some(record) = records.iter_mut().find(|record| record.name == name) {
                record.payload = payload;
                record.expires_at = expires_at;
                return Ok(record.clone());
            }
            if records.len() >= SECRETS_IN_SCOPE {
                return Err(Refusal::scope_full(SECRETS_IN_SCOPE));
            }
            let record = Record { number, name, payload, created: now, expires_at };
            records.push(record.clone());
            Ok(record)
        };
        let record = self.store.update(&partition, change).map_err(|_| Refusal::failure())??;
        json(&secret(record, &partition, expanded))
    }

    fn find(&self, caller: Caller, parameters: &Parameters) -> Result<String, Refusal> {
        let name = parameters.required("name")?;
        let partition = caller.partition(parameters.scope()?)?;
        let expanded = parameters.expands("payload")?;
        let records = self.store.read(&partition).map_err(|_| Refusal::failure())?;
        let found = records.into_iter().find(|record| record.name == name);
        let record = found.ok_or_else(|| Refusal::no_such_secret(name))?;
        json(&secret(record, &partition, expanded))
    }

    fn list(&self, caller: Caller, parameters: &Parameters) -> Result<String, Refusal> {
        let partition = caller.partition(parameters.scope()?)?;
        let limit = parameters.limit()?;
        let after = parameters.optional("starting_after")?;
        let before = parameters.optional("ending_before")?;
        let expanded = parameters.expands("data.payload")?;
        let mut secrets = self.store.read(&partition).map_err(|_| Refusal::failure())?;
        secrets.reverse();
        let place = |param: &str, id: &str| {
            secrets.iter().position(|record| id::secret(record.number) == id).ok_or_else(|| Refusal::cursor(param, id))
        };
        let (first, has_more) = match (after, before) {
            (Some(_), Some(_)) => return Err(Refusal::both_cursors()),
            (None, Some(id)) => {
                let end = place("ending_before", id)?;
                secrets.truncate(end);
                (end.saturating_sub(limit), end > limit)
            }
            (after, None) => {
                let first = after.map_or(Ok(0), |id| place("starting_after", id).map(|at| at + 1))?;
                (first, secrets.len() - first > limit)
            }
        };
        let data = secrets.into_iter().skip(first).take(limit).map(|record| secret(record, &partition, expanded)).collect();
        json(&Page { object: LIST, data, has_more, url: PATH })
    }

    fn delete(&mut self, caller: Caller, parameters: &Parameters) -> Result<String, Refusal> {
        let name = parameters.required("name")?;
        let partition = caller.partition(parameters.scope()?)?;
        // The answer is too short to hold a payload, but asking for it is allowed.
        parameters.expands("payload")?;
        let remove = |records: &mut Vec<Record>| {
            let at = records.iter().position(|record| record.name == name)?;
            Some(records.remove(at).number)
        };
        let removed = self.store.update(&partition, remove).map_err(|_| Refusal::failure())?;
        let number = removed.ok_or_else(|| Refusal::no_such_secret(name))?;
        json(&Deleted { id: id::secret(number), object: OBJECT, deleted: true })
    }
}

/// `Bearer KEY`, or `Basic …` as curl sends it with `-u KEY:`.
fn holds_a_key(authorization: &str) -> bool {
    authorization
        .split_once(' ')
        .is_some_and(|(scheme, key)| ["bearer", "basic"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) && !key.trim().is_empty())
}

fn secret(record: Record, partition: &Partition, expanded: bool) -> Secret {
    Secret {
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

fn json(answer: &impl Serialize) -> Result<String, Refusal> {
    serde_json::to_string(answer).map_err(|_| Refusal::failure())
}
