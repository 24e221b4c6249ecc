//! A world as a file, TOML or JSON, read and checked.
//!
//! ```toml
//! [[apps]]
//! id = "app_mine"
//! name = "My app"
//! owner = "acct_me"
//! distribution = "uploaded"           # or "published"
//! permissions = ["secret_write"]      # the default
//!
//! [[accounts]]
//! id = "acct_shop"
//! name = "The shop"
//! installed = ["app_mine"]
//! users = [{ id = "usr_ann", name = "Ann" }]
//!
//! [[keys]]                            # besides sk_test_app_mine, sk_live_app_mine, ek_test_app_mine_usr_ann, ek_live_app_mine_usr_ann
//! key = "sk_test_of_my_own"
//! app = "app_mine"
//!
//! [[secrets]]                         # there from the start
//! app = "app_mine"
//! account = "acct_shop"
//! user = "usr_ann"                    # left out: the account's
//! name = "token"
//! payload = "made up"
//! expires_in = 3600                   # seconds from the start; left out: never
//! ```

use crate::identity::Identity;
use crate::world::{Account, App, Distribution, Key, NotInWorld, SECRET_WRITE, Seed, User, World};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use stripe_secret_store::limits::{EXPIRY_SECONDS, SECRETS_IN_SCOPE, TEXT_CHARACTERS, fits};

/// Why a text is no world. It never holds a payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadWorld(String);

impl std::fmt::Display for BadWorld {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "This is no world: {}.", self.0)
    }
}

impl std::error::Error for BadWorld {}

impl From<NotInWorld> for BadWorld {
    fn from(missing: NotInWorld) -> Self {
        Self(missing.to_string().trim_end_matches('.').to_owned())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    apps: Vec<AppFile>,
    accounts: Vec<AccountFile>,
    #[serde(default)]
    keys: Vec<KeyFile>,
    #[serde(default)]
    secrets: Vec<SecretFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppFile {
    id: String,
    name: Option<String>,
    owner: String,
    distribution: Distribution,
    permissions: Option<BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFile {
    id: String,
    name: Option<String>,
    #[serde(default)]
    users: Vec<UserFile>,
    #[serde(default)]
    installed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserFile {
    id: String,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    key: String,
    app: String,
    user: Option<String>,
    #[serde(default)]
    livemode: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretFile {
    app: String,
    account: String,
    user: Option<String>,
    #[serde(default)]
    livemode: bool,
    name: String,
    payload: String,
    expires_in: Option<u64>,
}

impl Default for World {
    /// The picture in Stripe's guide: The Cactus Practice, two users, two published apps.
    fn default() -> Self {
        // The file is the program's own, and a test reads it.
        Self::from_toml(include_str!("default_world.toml")).unwrap_or(Self {
            apps: Vec::new(),
            accounts: Vec::new(),
            keys: BTreeMap::new(),
            seeds: Vec::new(),
        })
    }
}

impl World {
    /// The world of a TOML text.
    ///
    /// # Errors
    /// Says where and what is wrong.
    pub fn from_toml(text: &str) -> Result<Self, BadWorld> {
        let file = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
            BadWorld(format!("{} (line {line})", harmless(error.message())))
        })?;
        Self::from_file(file)
    }

    /// The world of a JSON text.
    ///
    /// # Errors
    /// Says where and what is wrong.
    pub fn from_json(text: &str) -> Result<Self, BadWorld> {
        let file = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            BadWorld(format!("{} (line {}, column {})", harmless(message), error.line(), error.column()))
        })?;
        Self::from_file(file)
    }

    fn from_file(file: File) -> Result<Self, BadWorld> {
        let mut world = Self { apps: Vec::new(), accounts: Vec::new(), keys: BTreeMap::new(), seeds: Vec::new() };
        for app in file.apps {
            let permissions = app.permissions.unwrap_or_else(|| [SECRET_WRITE.to_owned()].into());
            is_id("app", &app.id, world.apps.iter().map(|known| &known.id))?;
            is_id("owner", &app.owner, [].into_iter())?;
            let name = app.name.unwrap_or_else(|| app.id.clone());
            world.apps.push(App { id: app.id, name, owner: app.owner, distribution: app.distribution, permissions });
        }
        if world.apps.is_empty() {
            return Err(BadWorld("it has no app".to_owned()));
        }
        for account in file.accounts {
            world.add_account(account)?;
        }
        world.add_generated_keys()?;
        for KeyFile { key, app, user, livemode } in file.keys {
            world.check(&Identity { app: Some(app.clone()), user: user.clone(), ..Identity::default() })?;
            world.add_key(Key { key, app, user, livemode })?;
        }
        for secret in file.secrets {
            world.add_secret(secret)?;
        }
        Ok(world)
    }

    fn add_account(&mut self, account: AccountFile) -> Result<(), BadWorld> {
        is_id("account", &account.id, self.accounts.iter().map(|known| &known.id))?;
        let mut users: Vec<User> = Vec::new();
        for user in account.users {
            is_id("user", &user.id, users.iter().map(|known| &known.id))?;
            users.push(User { name: user.name.unwrap_or_else(|| user.id.clone()), id: user.id });
        }
        let name = account.name.unwrap_or_else(|| account.id.clone());
        self.accounts.push(Account { id: account.id.clone(), name, users, installations: BTreeMap::new() });
        for app in account.installed {
            if self.is_installed(&app, &account.id) {
                return Err(BadWorld(format!("`{}` has the app `{app}` installed twice", account.id)));
            }
            self.install(&app, &account.id)?;
        }
        Ok(())
    }

    fn add_generated_keys(&mut self) -> Result<(), BadWorld> {
        let users: BTreeSet<_> = self.accounts.iter().flat_map(|account| account.users.iter().map(|user| user.id.clone())).collect();
        let apps: Vec<_> = self.apps.iter().map(|app| app.id.clone()).collect();
        for app in apps {
            for (mode, livemode) in [("test", false), ("live", true)] {
                self.add_key(Key { key: format!("sk_{mode}_{app}"), app: app.clone(), user: None, livemode })?;
                for user in &users {
                    let key = format!("ek_{mode}_{app}_{user}");
                    self.add_key(Key { key, app: app.clone(), user: Some(user.clone()), livemode })?;
                }
            }
        }
        Ok(())
    }

    fn add_key(&mut self, key: Key) -> Result<(), BadWorld> {
        if key.key.is_empty() || !key.key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
            return Err(BadWorld(format!("a key of `{}` is empty or has other characters than visible ASCII without colons", key.app)));
        }
        match self.keys.insert(key.key.clone(), key) {
            // Not the key itself, which may be somebody's real one.
            Some(other) => Err(BadWorld(format!("a key of `{}` is there twice, perhaps as a generated one", other.app))),
            None => Ok(()),
        }
    }

    fn add_secret(&mut self, secret: SecretFile) -> Result<(), BadWorld> {
        let SecretFile { app, account, user, livemode, name, payload, expires_in } = secret;
        let identity = Identity { app: Some(app.clone()), account: Some(account.clone()), user, livemode };
        self.check(&identity)?;
        if !self.is_installed(&app, &account) {
            return Err(BadWorld(format!("it has a secret of `{app}` on `{account}`, where that app is not installed")));
        }
        if name.is_empty() || !fits(&name) || payload.is_empty() || !fits(&payload) {
            return Err(BadWorld(format!("the name or payload of a secret of `{app}` is empty or over {TEXT_CHARACTERS} characters")));
        }
        if expires_in.is_some_and(|seconds| seconds == 0 || seconds > EXPIRY_SECONDS) {
            return Err(BadWorld(format!("`expires_in` of a secret of `{app}` is not within 1 and {EXPIRY_SECONDS} seconds")));
        }
        let sharing_group = self.sharing_group(&app);
        let beside = self.seeds.iter().filter(|seed| {
            let seed_app = seed.identity.app.as_deref().unwrap_or_default();
            self.sharing_group(seed_app) == sharing_group
                && seed.identity.account == identity.account
                && seed.identity.user == identity.user
                && seed.identity.livemode == livemode
        });
        if beside.clone().any(|seed| seed.name == name) {
            return Err(BadWorld(format!("a secret of `{app}` is there twice in one scope")));
        }
        if beside.count() >= SECRETS_IN_SCOPE {
            return Err(BadWorld(format!("a scope of `{app}` has more than {SECRETS_IN_SCOPE} secrets")));
        }
        self.seeds.push(Seed { identity, name, payload, expires_in });
        Ok(())
    }
}

/// The id is one, and new.
fn is_id<'a>(what: &str, id: &str, mut known: impl Iterator<Item = &'a String>) -> Result<(), BadWorld> {
    if id.is_empty() || id.len() > 255 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        return Err(BadWorld(format!(
            "the {what} id `{}` has to be 1 to 255 letters, digits, `_` and `-`",
            id.chars().take(40).collect::<String>()
        )));
    }
    if known.any(|other| other == id) {
        return Err(BadWorld(format!("the {what} `{id}` is there twice")));
    }
    Ok(())
}

/// A parser's message without the value that it stumbled over, which may be a payload.
fn harmless(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    if ["missing field", "unknown field", "duplicate field", "unknown variant"].iter().any(|known| message.starts_with(known)) {
        return message.to_owned();
    }
    match message.split_once(", expected ") {
        Some((_, expected)) => format!("a value is of the wrong kind, expected {expected}"),
        None => "it cannot be read".to_owned(),
    }
}
