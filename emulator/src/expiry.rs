//! Deletes expired secrets and idempotency keys.

use crate::assumptions::Assumptions;
use crate::idempotency::RETENTION_SECONDS;
use crate::store::Store;

/// Deletes expired secrets, and answers that their idempotency keys no longer give.
pub(crate) fn sweep<S: Store>(store: &S, assumptions: Assumptions, now: u64) -> Result<(), S::Error> {
    store.sweep(assumptions.expiry_moment(now), now.saturating_sub(RETENTION_SECONDS))
}
