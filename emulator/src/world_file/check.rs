//! A world file as a world: what its fields must be, and where one is not.

use super::{AccountFile, AppFile, File, KeyFile, SecretFile, UserFile};
use crate::identity::Identity;
use crate::world::{Account, App, Key, NotInWorld, PUBLISHABLE, SECRET_WRITE, Seed, User, World};
use std::collections::{BTreeMap, BTreeSet};
use stripe_secret_store::limits::{EXPIRY_SECONDS, SECRETS_IN_SCOPE, TEXT_CHARACTERS, fits};

/// A field, by its path, and what is wrong with it.
pub(super) struct Wrong {
    pub(super) field: String,
    pub(super) reason: String,
}

fn wrong(field: impl Into<String>, reason: impl Into<String>) -> Wrong {
    Wrong { field: field.into(), reason: reason.into() }
}

/// Returns the error for a name that the world lacks, at its field.
fn missing(field: &str, missing: &NotInWorld) -> Wrong {
    wrong(field, missing.to_string().trim_end_matches('.'))
}

/// Checks every field, in the order of the file.
pub(super) fn world_of(file: File) -> Result<World, Wrong> {
    let mut world = World { apps: Vec::new(), accounts: Vec::new(), keys: BTreeMap::new(), seeds: Vec::new() };
    for (index, app) in file.apps.into_iter().enumerate() {
        add_app(&mut world, &format!("apps[{index}]"), app)?;
    }
    if world.apps.is_empty() {
        return Err(wrong("apps", "has no app, and a world needs one"));
    }
    for (index, account) in file.accounts.into_iter().enumerate() {
        add_account(&mut world, &format!("accounts[{index}]"), account)?;
    }
    if file.generated_keys.unwrap_or(true) {
        add_generated_keys(&mut world);
    }
    for (index, key) in file.keys.into_iter().enumerate() {
        add_key(&mut world, &format!("keys[{index}]"), key)?;
    }
    for (index, secret) in file.secrets.into_iter().enumerate() {
        add_secret(&mut world, &format!("secrets[{index}]"), secret)?;
    }
    Ok(world)
}

fn add_app(world: &mut World, path: &str, app: AppFile) -> Result<(), Wrong> {
    check_id(&format!("{path}.id"), &app.id, world.apps.iter().map(|known| &known.id))?;
    check_id(&format!("{path}.owner"), &app.owner, [].into_iter())?;
    let permissions = app.permissions.unwrap_or_else(|| [SECRET_WRITE.to_owned()].into());
    let name = app.name.unwrap_or_else(|| app.id.clone());
    world.apps.push(App { id: app.id, name, owner: app.owner, distribution: app.distribution, permissions });
    Ok(())
}

fn add_account(world: &mut World, path: &str, account: AccountFile) -> Result<(), Wrong> {
    check_id(&format!("{path}.id"), &account.id, world.accounts.iter().map(|known| &known.id))?;
    let mut users: Vec<User> = Vec::new();
    for (index, UserFile { id, name }) in account.users.into_iter().enumerate() {
        check_id(&format!("{path}.users[{index}].id"), &id, users.iter().map(|known| &known.id))?;
        users.push(User { name: name.unwrap_or_else(|| id.clone()), id });
    }
    let name = account.name.unwrap_or_else(|| account.id.clone());
    world.accounts.push(Account { id: account.id.clone(), name, users, installations: BTreeMap::new() });
    for (index, app) in account.installed.into_iter().enumerate() {
        let field = format!("{path}.installed[{index}]");
        if world.is_installed(&app, &account.id) {
            return Err(wrong(field, format!("names the app `{app}`, which is there twice")));
        }
        world.install(&app, &account.id).map_err(|absent| missing(&field, &absent))?;
    }
    Ok(())
}

/// Adds `sk_test_APP`, `sk_live_APP`, and for each user `ek_test_APP_USER` and `ek_live_APP_USER`.
fn add_generated_keys(world: &mut World) {
    let users: BTreeSet<_> = world.accounts.iter().flat_map(|account| account.users.iter().map(|user| user.id.clone())).collect();
    for app in world.apps.iter().map(|app| app.id.clone()).collect::<Vec<_>>() {
        for (mode, livemode) in [("test", false), ("live", true)] {
            let backend = Key { key: format!("sk_{mode}_{app}"), app: app.clone(), user: None, account: None, livemode };
            let of_user = |user: &String| Key { key: format!("ek_{mode}_{app}_{user}"), user: Some(user.clone()), ..backend.clone() };
            let extensions: Vec<_> = users.iter().map(of_user).collect();
            world.keys.extend(extensions.into_iter().chain([backend]).map(|key| (key.key.clone(), key)));
        }
    }
}

fn add_key(world: &mut World, path: &str, file: KeyFile) -> Result<(), Wrong> {
    let KeyFile { key, app, account, user, livemode } = file;
    let field = |name: &str| format!("{path}.{name}");
    // Never the key itself, which may be a real one.
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
        return Err(wrong(field("key"), "must be visible ASCII characters other than a colon, at least one"));
    }
    if key.to_ascii_lowercase().starts_with(PUBLISHABLE) {
        return Err(wrong(field("key"), "must not begin with `pk_`: a publishable key opens nothing"));
    }
    if world.keys.contains_key(&key) {
        return Err(wrong(field("key"), "is there twice, perhaps as a generated key"));
    }
    let identity = Identity { app: Some(app.clone()), account: account.clone(), user: user.clone(), livemode: false };
    check_identity(world, path, &identity)?;
    let livemode = match (livemode, livemode_of(&key)) {
        (Some(given), Some(written)) if given != written => {
            return Err(wrong(field("livemode"), format!("must be {written}, as the key begins, or left out")));
        }
        (given, written) => given.or(written).unwrap_or(false),
    };
    world.keys.insert(key.clone(), Key { key, app, user, account, livemode });
    Ok(())
}

/// Returns the mode that a key names as Stripe's do, in capitals too: `sk_live_…`, `rk_test_…`, `ek_live_…`, `sk_org_live_…`.
fn livemode_of(key: &str) -> Option<bool> {
    let key = key.to_ascii_lowercase();
    let (kind, rest) = key.split_once('_')?;
    let rest = rest.strip_prefix("org_").unwrap_or(rest);
    let (mode, _) = rest.split_once('_')?;
    match mode {
        "live" if kind.len() == 2 => Some(true),
        "test" if kind.len() == 2 => Some(false),
        _ => None,
    }
}

/// Checks that the app, account and user of an entry are in the world.
fn check_identity(world: &World, path: &str, identity: &Identity) -> Result<(), Wrong> {
    let Identity { app, account, user, .. } = identity;
    let with = |app: bool, account: bool, user: bool| Identity {
        app: identity.app.clone().filter(|_| app),
        account: identity.account.clone().filter(|_| account),
        user: identity.user.clone().filter(|_| user),
        livemode: false,
    };
    let named =
        [("app", app, with(true, false, false)), ("account", account, with(false, true, false)), ("user", user, with(false, true, true))];
    for (name, _, part) in named.into_iter().filter(|(_, named, _)| named.is_some()) {
        world.check(&part).map_err(|absent| missing(&format!("{path}.{name}"), &absent))?;
    }
    Ok(())
}

fn add_secret(world: &mut World, path: &str, secret: SecretFile) -> Result<(), Wrong> {
    let SecretFile { app, account, user, livemode, name, payload, expires_in } = secret;
    let identity = Identity { app: Some(app.clone()), account: Some(account.clone()), user, livemode };
    check_identity(world, path, &identity)?;
    if !world.is_installed(&app, &account) {
        return Err(wrong(format!("{path}.account"), format!("names `{account}`, where the app `{app}` is not installed")));
    }
    for (field, text) in [("name", &name), ("payload", &payload)] {
        if text.is_empty() || !fits(text) {
            return Err(wrong(
                format!("{path}.{field}"),
                format!("must have 1 to {TEXT_CHARACTERS} characters, so it is empty or too long"),
            ));
        }
    }
    if expires_in.is_some_and(|seconds| seconds == 0 || seconds > EXPIRY_SECONDS) {
        return Err(wrong(format!("{path}.expires_in"), format!("must be 1 to {EXPIRY_SECONDS} seconds")));
    }
    let sharing_group = world.sharing_group(&app);
    let beside = world.seeds.iter().filter(|seed| {
        let seed_app = seed.identity.app.as_deref().unwrap_or_default();
        world.sharing_group(seed_app) == sharing_group
            && seed.identity.account == identity.account
            && seed.identity.user == identity.user
            && seed.identity.livemode == livemode
    });
    if beside.clone().any(|seed| seed.name == name) {
        return Err(wrong(format!("{path}.name"), "is there twice in one scope"));
    }
    if beside.count() >= SECRETS_IN_SCOPE {
        return Err(wrong(path, format!("is one more than a scope holds, which has more than {SECRETS_IN_SCOPE} secrets then")));
    }
    world.seeds.push(Seed { identity, name, payload, expires_in });
    Ok(())
}

/// Checks that an id is well formed, and new.
fn check_id<'a>(field: &str, id: &str, mut known: impl Iterator<Item = &'a String>) -> Result<(), Wrong> {
    if id.is_empty() || id.len() > 255 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        return Err(wrong(field, "must be 1 to 255 letters, digits, `_` and `-`"));
    }
    if known.any(|other| other == id) {
        return Err(wrong(field, format!("names `{id}`, which is there twice")));
    }
    Ok(())
}
