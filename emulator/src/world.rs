//! The world around the Secret Store: apps, the accounts that installed them, users, keys and permissions.
//!
//! A world is a small TOML or JSON file, see [`crate::world_file`]; this is what it becomes, and what can be changed while the emulator runs.

use crate::identity::{Claim, Identity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The permission that an app needs to write.
pub const SECRET_WRITE: &str = "secret_write";

/// The prefix of a publishable key. A page may know it, so it opens nothing here.
pub(crate) const PUBLISHABLE: &str = "pk_";

/// The way an app reaches the accounts that install it. It decides which apps share its secrets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Distribution {
    /// Uploaded by its owner for their own accounts: it shares secrets with the owner's other uploaded apps.
    Uploaded,
    /// Published to all: it shares with none.
    Published,
}

/// An app.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct App {
    /// `app_a`, say.
    pub id: String,
    /// For people.
    pub name: String,
    /// The account of its developer.
    pub owner: String,
    /// Uploaded or published.
    pub distribution: Distribution,
    /// The permissions that it requests. Each installation grants them.
    pub permissions: BTreeSet<String>,
}

/// A user of an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// `usr_1`, say.
    pub id: String,
    /// For people.
    pub name: String,
}

/// An account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Account {
    /// `acct_cactus`, say.
    pub id: String,
    /// For people.
    pub name: String,
    /// The users of its Dashboard.
    pub users: Vec<User>,
    /// The apps that are installed, each with the permissions that it was granted.
    pub installations: BTreeMap<String, BTreeSet<String>>,
}

/// A key of an app's backend, or with a user, of the app's extension for that user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Key {
    /// The key itself. It is made up, but only the emulator's owner can see it.
    pub key: String,
    /// The app.
    pub app: String,
    /// The user, of an extension's key.
    pub user: Option<String>,
    /// The only account that the key works on, as an OAuth access token. Without one it works on every account that installed the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}

/// A secret that is there from the start. It has no `Debug`, because it holds a payload.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed {
    /// The owner: an account, and a user for a user's secret.
    pub identity: Identity,
    /// Its name.
    pub name: String,
    /// The payload.
    pub payload: String,
    /// In how many seconds from the start it ends.
    pub expires_in: Option<u64>,
}

/// All of it. It has no `Debug`, because it holds payloads.
#[derive(Clone, PartialEq, Eq)]
pub struct World {
    pub(crate) apps: Vec<App>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) keys: BTreeMap<String, Key>,
    pub(crate) seeds: Vec<Seed>,
}

/// The world has no such thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotInWorld {
    what: &'static str,
    id: String,
    known: Vec<String>,
}

impl std::fmt::Display for NotInWorld {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, id, known } = self;
        write!(formatter, "There is no {what} `{id}` in this world.")?;
        if known.is_empty() { Ok(()) } else { write!(formatter, " There is: {}.", known.join(", ")) }
    }
}

impl std::error::Error for NotInWorld {}

impl NotInWorld {
    fn new<'a>(what: &'static str, id: &str, known: impl Iterator<Item = &'a String>) -> Self {
        Self { what, id: id.to_owned(), known: known.cloned().collect() }
    }
}

impl World {
    /// Returns the apps.
    pub fn apps(&self) -> &[App] {
        &self.apps
    }

    /// Returns the accounts.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Returns every key, generated or named in the file.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.values()
    }

    /// Returns the secrets that are there from the start.
    pub fn seeds(&self) -> &[Seed] {
        &self.seeds
    }

    /// Returns the group that shares secrets with this app: all uploaded apps of one owner, or a published app alone.
    pub fn sharing_group(&self, app: &str) -> String {
        match self.app(app) {
            Some(App { distribution: Distribution::Uploaded, owner, .. }) => format!("uploads:{owner}"),
            _ => app.to_owned(),
        }
    }

    pub(crate) fn app(&self, id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.id == id)
    }

    pub(crate) fn first_app(&self) -> Option<&str> {
        self.apps.first().map(|app| app.id.as_str())
    }

    fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// Returns the accounts that installed an app. If a user is named, only those with that user.
    pub(crate) fn accounts_of(&self, app: &str, user: Option<&str>) -> impl Iterator<Item = &str> {
        let has = move |account: &&Account| user.is_none_or(|user| account.users.iter().any(|known| known.id == user));
        self.accounts.iter().filter(move |account| account.installations.contains_key(app)).filter(has).map(|account| account.id.as_str())
    }

    /// Returns whether the app is installed on the account.
    pub fn is_installed(&self, app: &str, account: &str) -> bool {
        self.account(account).is_some_and(|account| account.installations.contains_key(app))
    }

    /// Returns whether the account has this user.
    pub fn has_user(&self, account: &str, user: &str) -> bool {
        self.account(account).is_some_and(|account| account.users.iter().any(|known| known.id == user))
    }

    /// Returns whether the app was granted the permission on the account.
    pub fn is_granted(&self, app: &str, account: &str, permission: &str) -> bool {
        self.account(account).and_then(|account| account.installations.get(app)).is_some_and(|granted| granted.contains(permission))
    }

    /// Returns the caller with this key.
    pub(crate) fn holder(&self, key: &str) -> Option<Claim<'_>> {
        let Key { app, user, account, livemode, .. } = self.keys.get(key)?;
        Some(Claim { app: Some(app), account: account.as_deref(), user: user.as_deref(), livemode: *livemode })
    }

    /// Checks that the identity's app, account and user are in this world.
    ///
    /// # Errors
    /// Says which of them is missing, and which there are.
    pub fn check(&self, identity: &Identity) -> Result<(), NotInWorld> {
        if let Some(id) = &identity.app
            && self.app(id).is_none()
        {
            return Err(NotInWorld::new("app", id, self.apps.iter().map(|app| &app.id)));
        }
        if let Some(id) = &identity.account
            && self.account(id).is_none()
        {
            return Err(NotInWorld::new("account", id, self.accounts.iter().map(|account| &account.id)));
        }
        let is_meant = |account: &&Account| identity.account.as_ref().is_none_or(|id| account.id == *id);
        let mut users = self.accounts.iter().filter(is_meant).flat_map(|account| &account.users).map(|user| &user.id);
        match &identity.user {
            Some(id) if !users.clone().any(|known| known == id) => Err(NotInWorld::new("user", id, users.by_ref())),
            _ => Ok(()),
        }
    }

    fn account_mut(&mut self, app: &str, account: &str) -> Result<&mut Account, NotInWorld> {
        self.check(&Identity { app: Some(app.to_owned()), account: Some(account.to_owned()), ..Identity::default() })?;
        let known: Vec<_> = self.accounts.iter().map(|account| account.id.clone()).collect();
        let missing = NotInWorld { what: "account", id: account.to_owned(), known };
        self.accounts.iter_mut().find(|known| known.id == account).ok_or(missing)
    }

    /// Installs an app on an account, with all permissions that it asks for.
    ///
    /// # Errors
    /// When there is no such app or account.
    pub fn install(&mut self, app: &str, account: &str) -> Result<(), NotInWorld> {
        let permissions = self.app(app).map(|app| app.permissions.clone()).unwrap_or_default();
        self.account_mut(app, account)?.installations.entry(app.to_owned()).or_insert(permissions);
        Ok(())
    }

    /// Uninstalls it.
    ///
    /// # Errors
    /// When there is no such app or account.
    pub fn uninstall(&mut self, app: &str, account: &str) -> Result<(), NotInWorld> {
        self.account_mut(app, account)?.installations.remove(app);
        Ok(())
    }

    /// Grants a permission to an installed app, or takes it away.
    ///
    /// # Errors
    /// When there is no such app or account, or the one is not installed on the other.
    pub fn permit(&mut self, app: &str, account: &str, permission: &str, granted: bool) -> Result<(), NotInWorld> {
        let installations = &mut self.account_mut(app, account)?.installations;
        let known: Vec<_> = installations.keys().cloned().collect();
        let Some(permissions) = installations.get_mut(app) else {
            return Err(NotInWorld { what: "installation of the app", id: app.to_owned(), known });
        };
        if granted {
            permissions.insert(permission.to_owned());
        } else {
            permissions.remove(permission);
        }
        Ok(())
    }
}
