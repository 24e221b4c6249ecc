//! Serialises the world and the assumptions for the emulator's user, in the process and over HTTP.

use crate::assumptions::{Assumptions, Entry};
use crate::world::{Account, App, Key, User, World};
use serde::Serialize;
use std::collections::BTreeSet;

/// An assumption, and whether it holds.
#[derive(Serialize)]
pub struct AssumptionView {
    name: &'static str,
    does: &'static str,
    instead: &'static str,
    why: &'static str,
    enabled: bool,
}

/// A world, with its keys and without its secrets.
#[derive(Serialize)]
pub struct WorldView<'a> {
    pub(crate) apps: &'a [App],
    pub(crate) accounts: Vec<AccountView<'a>>,
    keys: Vec<&'a Key>,
}

/// An account, and what is installed on it.
#[derive(Serialize)]
pub(crate) struct AccountView<'a> {
    id: &'a str,
    name: &'a str,
    users: &'a [User],
    installations: Vec<InstallationView<'a>>,
}

#[derive(Serialize)]
struct InstallationView<'a> {
    app: &'a str,
    permissions: &'a BTreeSet<String>,
}

/// Returns all assumptions, in the order of the table.
pub fn assumptions(assumptions: Assumptions) -> Vec<AssumptionView> {
    let view = |(&Entry { name, does, instead, why }, enabled)| AssumptionView { name, does, instead, why, enabled };
    assumptions.iter().map(view).collect()
}

/// Returns the current world.
pub fn world(world: &World) -> WorldView<'_> {
    WorldView { apps: world.apps(), accounts: world.accounts().iter().map(account).collect(), keys: world.keys().collect() }
}

fn account(account: &Account) -> AccountView<'_> {
    AccountView {
        id: &account.id,
        name: &account.name,
        users: &account.users,
        installations: account.installations.iter().map(|(app, permissions)| InstallationView { app, permissions }).collect(),
    }
}
