//! A world as a file, TOML or JSON, read and checked.
//!
//! ```toml
//! generated_keys = true               # the default; false leaves the keys of this file alone valid
//!
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
//! key = "rk_live_of_my_own"           # `_live_` means live mode; `livemode = true` does for a key that is written otherwise
//! app = "app_mine"
//! account = "acct_shop"               # only on this account, as an OAuth access token; left out: on every account that has the app
//! user = "usr_ann"                    # the key of this user's extension; left out: of the app's backend
//!
//! [[secrets]]                         # there from the start
//! app = "app_mine"
//! account = "acct_shop"
//! user = "usr_ann"                    # left out: the account's
//! livemode = true                     # left out: test mode
//! name = "token"
//! payload = "made up"
//! expires_in = 3600                   # seconds from the start; left out: never
//! ```

mod check;
mod field_positions;

use crate::world::{Distribution, World};
use field_positions::{Fields, Format, line_at, offset_at};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Says why a text is not a world: the line, the field and the reason. It never holds a payload or a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadWorld {
    line: Option<usize>,
    field: Option<String>,
    reason: String,
}

impl std::fmt::Display for BadWorld {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, field, reason } = self;
        formatter.write_str("The world is not valid: ")?;
        if let Some(line) = line {
            write!(formatter, "line {line}, ")?;
        }
        match field {
            Some(field) => write!(formatter, "`{field}`: {reason}."),
            None => write!(formatter, "{reason}."),
        }
    }
}

impl std::error::Error for BadWorld {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a world with `apps` and `accounts`")]
struct File {
    generated_keys: Option<bool>,
    apps: Vec<AppFile>,
    accounts: Vec<AccountFile>,
    #[serde(default)]
    keys: Vec<KeyFile>,
    #[serde(default)]
    secrets: Vec<SecretFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an app with an `id`, an `owner` and a `distribution`")]
struct AppFile {
    id: String,
    name: Option<String>,
    owner: String,
    distribution: Distribution,
    permissions: Option<BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an account with an `id`")]
struct AccountFile {
    id: String,
    name: Option<String>,
    #[serde(default)]
    users: Vec<UserFile>,
    #[serde(default)]
    installed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a user with an `id`")]
struct UserFile {
    id: String,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a key with a `key` and an `app`")]
struct KeyFile {
    key: String,
    app: String,
    account: Option<String>,
    user: Option<String>,
    livemode: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a secret with an `app`, an `account`, a `name` and a `payload`")]
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
    /// Builds the picture in Stripe's guide: The Cactus Practice, two users, two published apps.
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
    /// Reads a world from TOML.
    ///
    /// # Errors
    /// Names the line, the field and the reason.
    pub fn from_toml(text: &str) -> Result<Self, BadWorld> {
        match toml::from_str(text) {
            Ok(file) => checked(text, Format::Toml, file),
            Err(error) => {
                let start = error.span().map(|span| span.start);
                Err(unreadable(text, Format::Toml, start, error.message()))
            }
        }
    }

    /// Reads a world from JSON.
    ///
    /// # Errors
    /// Names the line, the field and the reason.
    pub fn from_json(text: &str) -> Result<Self, BadWorld> {
        // Editors of Windows write a byte order mark. TOML allows one.
        let text = text.strip_prefix('\u{FE_FF}').unwrap_or(text);
        match serde_json::from_str(text) {
            Ok(file) => checked(text, Format::Json, file),
            Err(error) => {
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                // The parser's own messages are a fixed list, without any part of the text.
                if !error.is_data() {
                    return Err(BadWorld { line: Some(error.line()), field: None, reason: format!("the text cannot be read: {message}") });
                }
                Err(unreadable(text, Format::Json, Some(offset_at(text, error.line(), error.column())), message))
            }
        }
    }
}

fn checked(text: &str, format: Format, file: File) -> Result<World, BadWorld> {
    check::world_of(file).map_err(|check::Wrong { field, reason }| BadWorld {
        line: Fields::new(text, format).line(&field),
        field: Some(field),
        reason,
    })
}

fn unreadable(text: &str, format: Format, offset: Option<usize>, message: &str) -> BadWorld {
    let fields = Fields::new(text, format);
    // The parser of TOML places what the whole file lacks at its beginning, where the first app may be.
    let is_of_file = ["missing field `apps`", "missing field `accounts`"].contains(&message);
    let offset = offset.filter(|_| !is_of_file);
    BadWorld {
        line: offset.map(|offset| line_at(text, offset)),
        field: offset.and_then(|offset| fields.at(offset)).map(str::to_owned),
        reason: harmless(message),
    }
}

/// Returns a parser's message without the value that it could not read, which may be a payload.
fn harmless(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    if ["missing field", "unknown field", "duplicate field", "duplicate key", "unknown variant"]
        .iter()
        .any(|known| message.starts_with(known))
    {
        return message.to_owned();
    }
    let is_value = ["invalid type: ", "invalid value: ", "invalid length "].iter().any(|kind| message.starts_with(kind));
    match message.split_once(", expected ") {
        Some((_, "a sequence")) if is_value => "its value is of the wrong kind, expected a list".to_owned(),
        Some((_, "u64")) => "its value is of the wrong kind, expected a whole number that is not negative".to_owned(),
        Some((_, expected)) if is_value => format!("its value is of the wrong kind, expected {expected}"),
        Some((_, "literal string")) => "the text cannot be read, expected a value, such as a text in quotes".to_owned(),
        Some((_, expected)) => format!("the text cannot be read, expected {expected}"),
        None => "the text cannot be read".to_owned(),
    }
}
