//! Worlds: the default one, files, keys and permissions.

use crate::support::{ACCOUNT, NOW, TWO_ACCOUNTS, USER_1, USER_2, emulator, emulator_in, request, with_header};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::world::{SECRET_WRITE, World};

fn with_key(key: &str, path: &str) -> secret_store_emulator::request::Request {
    let mut asked = request("GET", path, "");
    asked.headers[0].1 = format!("Bearer {key}");
    asked
}

#[test]
fn the_default_world_is_the_picture_in_the_guide() {
    let world = World::default();
    assert_eq!(world.apps().iter().map(|app| app.name.as_str()).collect::<Vec<_>>(), ["Installed App A", "Installed App B"]);
    let account = &world.accounts()[0];
    assert_eq!((account.id.as_str(), account.name.as_str()), ("acct_cactus", "The Cactus Practice"));
    assert_eq!(account.users.iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), ["User 1", "User 2"]);
    let keys: Vec<_> = world.keys().map(|key| key.key.as_str()).collect();
    for key in ["sk_test_app_a", "sk_live_app_b", "ek_test_app_a_usr_1", "ek_live_app_b_usr_2"] {
        assert!(keys.contains(&key), "{key}");
    }
    let mut names: Vec<_> = world.seeds().iter().map(|seed| seed.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, ["Bar API key", "Foo API key", "OAuth access token", "OAuth refresh token"]);
}

#[test]
fn its_secrets_are_there_when_they_are_asked_for_and_end_as_they_say() {
    let mut emulator = emulator();
    assert!(emulator.list(ACCOUNT).names().is_empty());
    emulator.engine.seed(NOW).unwrap();
    assert_eq!(emulator.list(ACCOUNT).names(), ["Bar API key"]);
    emulator.identity.app = Some("app_b".to_owned());
    assert_eq!(emulator.list(USER_1).names().len(), 2);
    emulator.now += 3_600;
    assert_eq!(emulator.list(USER_1).names(), ["OAuth refresh token"]);
    emulator.engine.reset().unwrap();
    assert!(emulator.list(USER_1).names().is_empty());
}

#[test]
fn its_secrets_are_kept_once_however_often_they_are_begun_with() {
    let mut emulator = emulator();
    emulator.set(&format!("name=Bar API key&payload=newer&{ACCOUNT}"));
    for _ in 0..2 {
        emulator.engine.seed(NOW).unwrap();
    }
    assert_eq!(emulator.list(ACCOUNT).names(), ["Bar API key"]);
    assert_eq!(emulator.find(&format!("name=Bar API key&expand[]=payload&{ACCOUNT}")).json["payload"], "newer");
}

#[test]
fn a_key_tells_app_mode_and_user() {
    let engine = Engine::new(MemoryStore::default(), World::default());
    let status = |key: &str, scope: &str| engine.handle(&with_key(key, &format!("/v1/apps/secrets?{scope}")), None, NOW);
    for (key, app, livemode) in [("sk_test_app_a", "app_a", false), ("sk_live_app_b", "app_b", true)] {
        let exchange = status(key, USER_2);
        assert_eq!(exchange.response.status, 200);
        let identity = exchange.entry.caller.unwrap();
        assert_eq!((identity.app.as_str(), identity.livemode, identity.user), (app, livemode, None));
    }
    assert_eq!(status("ek_test_app_a_usr_1", USER_1).response.status, 200);
    assert_eq!(status("ek_test_app_a_usr_1", USER_2).response.status, 400);
}

#[test]
fn an_unknown_key_is_refused_without_being_said_back() {
    let engine = Engine::new(MemoryStore::default(), World::default());
    for (key, shown) in [("sk_test_51secret", "sk_test_****"), ("s3cret", ": ****")] {
        let response = engine.handle(&with_key(key, &format!("/v1/apps/secrets?{ACCOUNT}")), None, NOW).response;
        assert_eq!(response.status, 401);
        assert!(response.body.contains(shown) && !response.body.contains("secret\""), "{}", response.body);
        assert!(!response.body.contains("51secret") && !response.body.contains("s3cret"));
    }
}

#[test]
fn a_permission_is_taken_and_given_back() {
    let mut emulator = emulator();
    let form = format!("name=token&payload=x&{ACCOUNT}");
    for (granted, status) in [(false, 403), (true, 200)] {
        emulator.engine.change_world(|world| world.permit("app_a", "acct_cactus", SECRET_WRITE, granted)).unwrap();
        assert_eq!(emulator.set(&form).status, status);
        emulator.identity.app = Some("app_b".to_owned());
        assert_eq!(emulator.set(&form).status, 200, "the other app's is its own");
        emulator.identity.app = None;
    }
}

#[test]
fn an_uninstalled_app_has_no_access_to_the_account() {
    let mut emulator = emulator();
    emulator.engine.change_world(|world| world.uninstall("app_a", "acct_cactus")).unwrap();
    for asked in [
        request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""),
        with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_cactus"),
    ] {
        assert_eq!(emulator.send(&asked).error(), (403, "invalid_request_error", Some("account_invalid"), None));
    }
}

#[test]
fn what_is_not_in_the_world_is_named_with_what_is() {
    let engine = emulator_in(World::default()).engine;
    for error in [
        engine.change_world(|world| world.permit("app_c", "acct_cactus", SECRET_WRITE, true)),
        engine.change_world(|world| world.install("app_a", "acct_other")),
    ] {
        let message = error.unwrap_err().to_string();
        assert!(message.contains("app_c") && message.contains("app_a, app_b") || message.contains("acct_cactus"), "{message}");
    }
}

#[test]
fn a_world_is_read_from_toml_and_from_json() {
    let toml = World::from_toml(TWO_ACCOUNTS).unwrap();
    let json = r#"{
        "apps": [{"id": "app_a", "owner": "acct_maker", "distribution": "published"}],
        "accounts": [
            {"id": "acct_cactus", "installed": ["app_a"], "users": [{"id": "usr_1"}, {"id": "usr_both"}]},
            {"id": "acct_other", "installed": ["app_a"], "users": [{"id": "usr_2"}, {"id": "usr_both"}]}
        ]
    }"#;
    assert!(toml == World::from_json(json).unwrap());
}

#[test]
fn what_is_no_world_is_refused_with_the_place_and_without_a_payload() {
    let app = "[[apps]]\nid = \"app_a\"\nowner = \"acct_o\"\ndistribution = \"published\"\n";
    let account = "[[accounts]]\nid = \"acct_a\"\ninstalled = [\"app_a\"]\n";
    let secret = |fields: &str| format!("{app}{account}[[secrets]]\napp = \"app_a\"\naccount = \"acct_a\"\n{fields}");
    let eleven: String =
        (0..11).map(|n| format!("[[secrets]]\napp=\"app_a\"\naccount=\"acct_a\"\nname=\"n{n}\"\npayload=\"s3cret\"\n")).collect();
    for (text, word) in [
        ("apps = 1".to_owned(), "expected"),
        ("[[apps]".to_owned(), "line 1"),
        ("apps = []\naccounts = []".to_owned(), "no app"),
        (format!("{app}{app}accounts = []").replace("accounts = []", ""), "accounts"),
        (format!("{app}{app}{account}"), "there twice"),
        (app.replace("published", "private") + account, "unknown variant"),
        (app.replace("owner", "ownr") + account, "unknown field `ownr`"),
        (app.replace("app_a", "app a") + account, "letters, digits"),
        (format!("{app}{account}users = [{{ id = \"u\" }}, {{ id = \"u\" }}]"), "`u` is there twice"),
        (format!("{app}{}", account.replace("app_a", "app_b")), "app_b"),
        (format!("{app}{account}[[keys]]\nkey = \"sk_test_app_a\"\napp = \"app_a\""), "twice"),
        (format!("{app}{account}[[keys]]\nkey = \"a b\"\napp = \"app_a\""), "visible ASCII"),
        (secret("name = \"n\"\npayload = 5"), "line"),
        (secret("name = \"s3cret\"\npayload = \"\""), "empty"),
        (secret("name = \"n\"\npayload = \"s3cret\"\nexpires_in = 0"), "expires_in"),
        (secret("name = \"n\"\npayload = \"s3cret\"\nexpires_in = \"s3cret\""), "wrong kind"),
        (secret("name = \"n\"\npayload = \"s3cret\"\nuser = \"usr_x\""), "usr_x"),
        (format!("{app}{account}{eleven}"), "more than 10"),
    ] {
        let error = World::from_toml(&text).err().map(|error| error.to_string()).unwrap_or_else(|| panic!("accepted: {text}"));
        assert!(error.starts_with("This is no world: ") && error.contains(word), "{word}: {error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
    for text in ["", "[]", "{\"apps\": \"s3cret\"}", "{\"apps\": [], \"accounts\": [], \"x\": 1}"] {
        let error = World::from_json(text).err().unwrap().to_string();
        assert!(error.contains("line 1") && !error.contains("s3cret"), "{error}");
    }
}
