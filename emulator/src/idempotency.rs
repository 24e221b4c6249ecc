//! Idempotency keys: who sends a change again with the same key gets the first answer again, and nothing is changed twice.

use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::{Outcome, envelope};
use crate::store::{Kept, KeptKey, Store, Transaction};

/// How long answers are kept, in seconds: Stripe keeps them for 24 hours at least.
pub(crate) const KEPT_SECONDS: u64 = 86_400;

/// How many characters a key may have, by Stripe's reference.
pub(crate) const KEY_CHARACTERS: usize = stripe_secret_store::limits::TOKEN_CHARACTERS as usize;

/// What an operation came to, and whether it is an answer of before.
pub(crate) type Written = (Outcome, bool);

/// The key of a request. What changes nothing needs none.
pub(crate) fn key(request: &Request) -> Option<&str> {
    request.header("idempotency-key").filter(|key| !key.is_empty() && request.method == "POST")
}

/// Changes something once, however often it is asked for with one key. A key comes with the fingerprint of its request.
pub(crate) fn once<S: Store>(
    store: &S,
    key: Option<(KeptKey, Vec<u8>)>,
    now: u64,
    change: impl FnOnce(&mut dyn Transaction<Error = S::Error>) -> Result<Result<String, Refusal>, S::Error>,
) -> Result<Written, Refusal> {
    let written = store.write(|tx| {
        let Some((key, fingerprint)) = key else { return Ok(Ok((change(tx)?.into(), false))) };
        if let Some(kept) = tx.kept(&key)?.filter(|kept| kept.at.saturating_add(KEPT_SECONDS) > now) {
            if kept.fingerprint != fingerprint {
                return Ok(Err(Refusal::idempotency_conflict()));
            }
            return Ok(Ok((Outcome::Answer { status: kept.status, body: kept.body, code: kept.code }, true)));
        }
        let outcome = change(tx)?;
        let (status, body, code) = match &outcome {
            Ok(body) => (200, body.clone(), None),
            Err(refusal) => (refusal.status, envelope(refusal), refusal.code.map(str::to_owned)),
        };
        // A failure of the emulator's own is no answer to keep.
        if status < 500 {
            tx.keep(&key, &Kept { fingerprint, status, body, code, at: now })?;
        }
        Ok(Ok((outcome.into(), false)))
    });
    written.map_err(|_| Refusal::failure())?
}
