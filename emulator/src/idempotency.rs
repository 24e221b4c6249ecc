//! Implements idempotency keys: a caller that repeats a change with the same key gets the first answer again, and the change is made once.

use crate::api_error::ApiError;
use crate::request::Request;
use crate::response::{Outcome, envelope};
use crate::store::{Store, StoredAnswer, StoredIdempotencyKey, Transaction};

/// The time that answers are kept, in seconds. Stripe keeps them for at least 24 hours.
pub(crate) const RETENTION_SECONDS: u64 = 86_400;

/// The largest number of characters in a key, by Stripe's reference.
pub(crate) const KEY_CHARACTERS: usize = stripe_secret_store::limits::TOKEN_CHARACTERS as usize;

/// The result of an operation.
pub(crate) struct Written {
    pub(crate) outcome: Outcome,
    /// The id of the first request with this key, if this is its answer again.
    pub(crate) original_request: Option<String>,
}

impl Written {
    pub(crate) fn new(outcome: Outcome) -> Self {
        Self { outcome, original_request: None }
    }
}

/// Returns the key of a request. A request without changes needs no key.
pub(crate) fn key(request: &Request) -> Option<&str> {
    request.header("idempotency-key").filter(|key| !key.is_empty() && request.method == "POST")
}

/// Makes a change once, however often requests with one key ask for it. A key comes with the fingerprint of its request.
pub(crate) fn once<S: Store>(
    store: &S,
    key: Option<(StoredIdempotencyKey, Vec<u8>)>,
    request_id: &str,
    now: u64,
    change: impl FnOnce(&mut dyn Transaction<Error = S::Error>) -> Result<Result<String, ApiError>, S::Error>,
) -> Result<Written, ApiError> {
    let written = store.write(|tx| {
        let Some((key, fingerprint)) = key else { return Ok(Ok(Written::new(change(tx)?.into()))) };
        if let Some(kept) = tx.stored_answer(&key)?.filter(|kept| kept.answered_at.saturating_add(RETENTION_SECONDS) > now) {
            if kept.fingerprint != fingerprint {
                return Ok(Err(ApiError::idempotency_conflict()));
            }
            let outcome = Outcome::Answer { status: kept.status, body: kept.body, code: kept.code };
            return Ok(Ok(Written { outcome, original_request: Some(kept.request_id) }));
        }
        let outcome = change(tx)?;
        let (status, body, code) = match &outcome {
            Ok(body) => (200, body.clone(), None),
            Err(error) => (error.status, envelope(error), error.code.map(str::to_owned)),
        };
        // The emulator's own failures are not kept.
        if status < 500 {
            tx.store_answer(&key, &StoredAnswer { fingerprint, status, body, code, request_id: request_id.to_owned(), answered_at: now })?;
        }
        Ok(Ok(Written::new(outcome.into())))
    });
    written.map_err(|error| ApiError::store(&error))?
}
