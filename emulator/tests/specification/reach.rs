//! Apps, accounts, modes and users are separate, and a backend can access every user's secrets.

use crate::support::{ACCOUNT, TWO_ACCOUNTS, USER_1, USER_2, emulator, emulator_in, extension, request, with_header};
use secret_store_emulator::identity::Identity;
use secret_store_emulator::world::World;

#[test]
fn separates_apps_accounts_and_modes() {
    let on = |account: &str, app: &str, livemode| Identity { app: Some(app.into()), account: Some(account.into()), user: None, livemode };
    let callers = [
        on("acct_cactus", "app_a", false),
        on("acct_cactus", "app_b", false),
        on("acct_other", "app_a", false),
        on("acct_cactus", "app_a", true),
    ];
    let payload = |number: usize, scope: &str| format!("{number}-{}", scope.len() + usize::from(scope == USER_2));
    let mut emulator = emulator_in(World::from_toml(&format!("{TWO_ACCOUNTS}{SECOND_APP}")).unwrap());
    emulator.engine.change_world(|world| world.install("app_b", "acct_cactus")).unwrap();
    for (number, caller) in callers.iter().enumerate() {
        emulator.identity = caller.clone();
        for scope in [ACCOUNT, USER_1, USER_2] {
            assert_eq!(emulator.find(&format!("name=token&{scope}")).status, 404, "{caller:?} {scope}");
            let answer = emulator.set(&format!("name=token&payload={}&{scope}", payload(number, scope)));
            assert_eq!(answer.json["livemode"], caller.livemode);
        }
    }
    for (number, caller) in callers.iter().enumerate() {
        emulator.identity = caller.clone();
        for scope in [ACCOUNT, USER_1, USER_2] {
            let found = emulator.find(&format!("name=token&expand[]=payload&{scope}"));
            assert_eq!(found.json["payload"], payload(number, scope));
        }
    }
}

#[test]
fn limits_an_extension_to_its_account_and_its_own_user() {
    let mut emulator = emulator();
    emulator.identity = extension("usr_1");
    assert_eq!(emulator.set(&format!("name=mine&payload=x&{USER_1}")).status, 200);
    assert_eq!(emulator.set(&format!("name=shared&payload=x&{ACCOUNT}")).status, 200);
    emulator.identity = extension("usr_2");
    assert_eq!(emulator.list(ACCOUNT).names(), ["shared"]);
    assert!(emulator.list(USER_2).names().is_empty());
    assert_eq!(emulator.list(USER_1).status, 400);
}

#[test]
fn lets_a_backend_reach_every_user() {
    let mut emulator = emulator();
    for (user, scope) in [("usr_1", USER_1), ("usr_2", USER_2)] {
        emulator.identity = extension(user);
        emulator.set(&format!("name={user}&payload=x&{scope}"));
    }
    emulator.identity = Identity::default();
    assert_eq!(emulator.list(USER_1).names(), ["usr_1"]);
    assert_eq!(emulator.list(USER_2).names(), ["usr_2"]);
}

#[test]
fn lets_a_backend_name_the_account_by_header() {
    let mut emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    let on = |account: &str, method: &str, path: &str, body: &str| with_header(request(method, path, body), "stripe-account", account);
    let form = format!("name=token&payload=x&{ACCOUNT}");
    assert_eq!(emulator.send(&on("acct_cactus", "POST", "/v1/apps/secrets", &form)).status, 200);
    let list = format!("/v1/apps/secrets?{ACCOUNT}");
    assert!(emulator.send(&on("acct_other", "GET", &list, "")).names().is_empty());
    assert_eq!(emulator.send(&on("acct_cactus", "GET", &list, "")).names(), ["token"]);
    let stranger = emulator.send(&on("acct_nobody", "GET", &list, ""));
    assert_eq!(stranger.error(), (403, "invalid_request_error", Some("account_invalid"), None));
}

#[test]
fn requires_one_account_of_an_extension_whose_user_has_two() {
    let mut emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    emulator.identity = extension("usr_both");
    assert_eq!(emulator.list(ACCOUNT).error(), (400, "invalid_request_error", None, None));
    let named = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_other");
    assert_eq!(emulator.send(&named).status, 200);
    emulator.identity.account = Some("acct_cactus".to_owned());
    assert_eq!(emulator.list(ACCOUNT).status, 200);
    assert_eq!(emulator.send(&named).status, 403);
}

const SECOND_APP: &str = r#"
    [[apps]]
    id = "app_b"
    owner = "acct_maker"
    distribution = "published"
"#;
