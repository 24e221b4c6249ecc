//! The secrets of an app that is uninstalled: they go with it where the assumption that they stay is switched off.

use crate::store::{Partition, Store};
use crate::world::World;
use std::collections::BTreeSet;
use stripe_secret_store::scope::Scope;

/// Deletes the secrets of what is no longer installed. A store that fails is as if it had none.
pub(crate) fn forget<S: Store>(store: &S, before: &World, after: &World) {
    for account in before.accounts() {
        let sharing_groups = |world: &World| -> BTreeSet<String> {
            let installed = world.accounts().iter().filter(|known| known.id == account.id).flat_map(|known| known.installations.keys());
            installed.map(|app| world.sharing_group(app)).collect()
        };
        for sharing_group in sharing_groups(before).difference(&sharing_groups(after)) {
            let users = account.users.iter().map(|user| Scope::User { user: user.id.clone() });
            for scope in users.chain([Scope::Account]) {
                for livemode in [false, true] {
                    let partition =
                        Partition { sharing_group: sharing_group.clone(), account: account.id.clone(), livemode, scope: scope.clone() };
                    let _ = store.write(|tx| {
                        let records = tx.records(&partition)?;
                        records.iter().try_for_each(|record| tx.remove(&partition, record.number))
                    });
                }
            }
        }
    }
}
