//! Stores the world's own secrets at the start, if they are wanted.

use crate::store::{Partition, Record, Store};
use crate::world::{Seed, World};
use stripe_secret_store::limits::SECRETS_IN_SCOPE;
use stripe_secret_store::scope::Scope;

/// Keeps those that are not there yet and find a place: two servers may begin on one file at once.
pub(crate) fn seed<S: Store>(store: &S, world: &World, now: u64) -> Result<(), S::Error> {
    store.write(|tx| {
        for Seed { identity, name, payload, expires_in } in world.seeds() {
            let scope = identity.user.clone().map_or(Scope::Account, |user| Scope::User { user });
            let sharing_group = world.sharing_group(identity.app.as_deref().unwrap_or_default());
            let partition =
                Partition { sharing_group, account: identity.account.clone().unwrap_or_default(), livemode: identity.livemode, scope };
            let kept = tx.records(&partition)?;
            if kept.len() >= SECRETS_IN_SCOPE || kept.iter().any(|record| record.name == *name) {
                continue;
            }
            let number = tx.next_number()?;
            let expires_at = expires_in.map(|seconds| now.saturating_add(seconds));
            tx.put(&partition, &Record { number, name: name.clone(), payload: payload.clone(), created: now, expires_at })?;
        }
        Ok(())
    })
}
