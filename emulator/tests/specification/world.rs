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
fn matches_the_picture_in_the_guide_by_default() {
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
fn seeds_the_secrets_of_the_world_and_expires_them() {
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
fn seeds_each_secret_of_the_world_once() {
    let mut emulator = emulator();
    emulator.set(&format!("name=Bar API key&payload=newer&{ACCOUNT}"));
    for _ in 0..2 {
        emulator.engine.seed(NOW).unwrap();
    }
    assert_eq!(emulator.list(ACCOUNT).names(), ["Bar API key"]);
    assert_eq!(emulator.find(&format!("name=Bar API key&expand[]=payload&{ACCOUNT}")).json["payload"], "newer");
}

#[test]
fn identifies_app_mode_and_user_by_the_key() {
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
fn refuses_an_unknown_key_without_repeating_it() {
    let engine = Engine::new(MemoryStore::default(), World::default());
    for (key, shown) in [("sk_test_51secret", "sk_test_****"), ("s3cret", ": ****")] {
        let response = engine.handle(&with_key(key, &format!("/v1/apps/secrets?{ACCOUNT}")), None, NOW).response;
        assert_eq!(response.status, 401);
        assert!(response.body.contains(shown) && !response.body.contains("secret\""), "{}", response.body);
        assert!(!response.body.contains("51secret") && !response.body.contains("s3cret"));
    }
}

#[test]
fn revokes_and_grants_a_permission() {
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
fn denies_an_uninstalled_app_access_to_the_account() {
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
fn reports_an_unknown_name_with_the_known_names() {
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
fn reads_a_world_from_toml_and_json() {
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
fn refuses_an_invalid_world_by_position_without_payloads() {
    let app = "[[apps]]\nid = \"app_a\"\nowner = \"acct_o\"\ndistribution = \"published\"\n";
    let account = "[[accounts]]\nid = \"acct_a\"\ninstalled = [\"app_a\"]\n";
    let secret = |fields: &str| format!("{app}{account}[[secrets]]\napp = \"app_a\"\naccount = \"acct_a\"\n{fields}");
    let eleven: String =
        (0..11).map(|n| format!("[[secrets]]\napp=\"app_a\"\naccount=\"acct_a\"\nname=\"n{n}\"\npayload=\"s3cret\"\n")).collect();
    for (text, word) in [
        ("apps = 1".to_owned(), "expected"),
        ("[[apps]".to_owned(), "line 1"),
        ("apps = []\naccounts = []".to_owned(), "line 1, `apps`: has no app"),
        (format!("{app}{app}accounts = []").replace("accounts = []", ""), "accounts"),
        (format!("{app}{app}{account}"), "there twice"),
        (app.replace("published", "private") + account, "unknown variant"),
        (app.replace("owner", "ownr") + account, "unknown field `ownr`"),
        (app.replace("app_a", "app a") + account, "letters, digits"),
        (
            format!("{app}{account}users = [{{ id = \"u\" }}, {{ id = \"u\" }}]"),
            "`accounts[0].users[1].id`: names `u`, which is there twice",
        ),
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
        assert!(error.starts_with("The world is not valid: ") && error.contains(word), "{word}: {error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
    for text in ["", "[]", "{\"apps\": \"s3cret\"}", "{\"apps\": [], \"accounts\": [], \"x\": 1}"] {
        let error = World::from_json(text).err().unwrap().to_string();
        assert!(error.contains("line 1") && !error.contains("s3cret"), "{error}");
    }
}

const APP: &str = "[[apps]]\nid = \"app_a\"\nowner = \"acct_o\"\ndistribution = \"published\"\n";

/// A world of one app on two accounts, with these lines after its own.
fn world_with(lines: &str) -> String {
    let account = |id: &str| format!("[[accounts]]\nid = \"{id}\"\ninstalled = [\"app_a\"]\nusers = [{{ id = \"usr_1\" }}]\n");
    format!("{APP}{}{}{lines}", account("acct_a"), account("acct_b"))
}

fn key_entry(key: &str, fields: &str) -> String {
    world_with(&format!("[[keys]]\nkey = \"{key}\"\napp = \"app_a\"\n{fields}"))
}

#[test]
fn reads_the_mode_of_a_key_from_its_prefix() {
    for (key, fields, livemode) in [
        ("sk_live_51x", "", true),
        ("rk_live_51x", "", true),
        ("ek_live_51x", "user = \"usr_1\"", true),
        ("RK_LIVE_51x", "", true),
        ("Sk_Live_51x", "livemode = true", true),
        ("sk_org_live_51x", "", true),
        ("sk_org_test_51x", "", false),
        ("sk_test_51x", "", false),
        ("SK_TEST_51x", "livemode = false", false),
        ("rk_test_51x", "livemode = false", false),
        ("my_key", "", false),
        ("my_key", "livemode = true", true),
        ("tokens_live_forever", "", false),
    ] {
        let world = World::from_toml(&key_entry(key, fields)).unwrap_or_else(|error| panic!("{key}: {error}"));
        assert_eq!(world.keys().find(|known| known.key == key).unwrap().livemode, livemode, "{key} {fields}");
    }
    for (key, fields) in [
        ("rk_live_51x", "livemode = false"),
        ("RK_LIVE_51x", "livemode = false"),
        ("sk_test_51x", "livemode = true"),
        ("SK_ORG_TEST_51x", "livemode = true"),
    ] {
        let error = World::from_toml(&key_entry(key, fields)).err().unwrap().to_string();
        assert!(error.contains("`keys[0].livemode`: must be") && !error.contains("51x"), "{error}");
    }
    for key in ["pk_live_51x", "PK_LIVE_51x"] {
        let error = World::from_toml(&key_entry(key, "")).err().unwrap().to_string();
        assert!(error.contains("`keys[0].key`: must not begin with `pk_`") && !error.contains("51x"), "{error}");
    }
}

#[test]
fn limits_a_key_of_one_account_to_that_account() {
    let engine = Engine::new(MemoryStore::default(), World::from_toml(&key_entry("sk_live_oauth", "account = \"acct_b\"")).unwrap());
    let status = |headers: &[(&str, &str)]| {
        let asked = with_key("sk_live_oauth", &format!("/v1/apps/secrets?{ACCOUNT}"));
        let asked = headers.iter().fold(asked, |asked, (name, value)| with_header(asked, name, value));
        let exchange = engine.handle(&asked, None, NOW);
        (exchange.response.status, exchange.entry.caller.map(|caller| caller.account))
    };
    let own = (200, Some("acct_b".to_owned()));
    assert_eq!(status(&[]), own, "no header is needed although two accounts have the app");
    assert_eq!(status(&[("Stripe-Account", "acct_b")]), own);
    assert_eq!(status(&[("Stripe-Context", "acct_b")]), own);
    for header in ["Stripe-Account", "Stripe-Context"] {
        assert_eq!(status(&[(header, "acct_a")]).0, 403, "{header}");
    }
    let error = World::from_toml(&key_entry("sk_live_oauth", "account = \"acct_x\"")).err().unwrap().to_string();
    assert!(error.contains("`keys[0].account`") && error.contains("acct_x"), "{error}");
}

#[test]
fn names_the_line_and_the_field_in_errors_of_both_formats() {
    let secret = |fields: &str| world_with(&format!("[[secrets]]\napp = \"app_a\"\naccount = \"acct_a\"\n{fields}"));
    for (text, place) in [
        (world_with("").replacen("app_a", "app a", 1), "line 2, `apps[0].id`: must be"),
        (world_with("").replace("acct_o", ""), "line 3, `apps[0].owner`: must be"),
        (world_with("").replace("\"published\"", "5"), "line 4, `apps[0].distribution`: "),
        (world_with("[[apps]]\nid = \"app_a\"\nowner = \"acct_o\"\ndistribution = \"published\""), "line 14, `apps[1].id`: names `app_a`"),
        (
            world_with("[[accounts]]\nid = \"acct_c\"\ninstalled = [\"app_a\", \"app_x\"]"),
            "line 15, `accounts[2].installed[1]`: There is no app `app_x`",
        ),
        (key_entry("rk_live_51x", "user = \"usr_x\""), "line 16, `keys[0].user`: There is no user `usr_x`"),
        (secret("name = \"\"\npayload = \"s3cret\""), "line 16, `secrets[0].name`: must have"),
        (secret("name = \"n\"\npayload = 5"), "line 17, `secrets[0].payload`: its value is of the wrong kind"),
        (
            secret("name = \"n\"\npayload = \"s3cret\"\nlivemode = \"yes\""),
            "line 18, `secrets[0].livemode`: its value is of the wrong kind",
        ),
        (secret("name = \"n\"\npayload = \"s3cret\"\nexpires_in = 0"), "line 18, `secrets[0].expires_in`: must be"),
        (secret("name = \"n\""), "`secrets[0]`: missing field `payload`"),
        (world_with("nonsense"), "line 13"),
        (world_with("").replace("accounts", "acounts"), "unknown field `acounts`, expected one of"),
        (world_with("").split("[[accounts]]").next().unwrap().to_owned(), "The world is not valid: missing field `accounts`."),
        (
            world_with("[[accounts]]\nid = \"acct_c\"\ninstalled = \"app_a\""),
            "`accounts[2].installed`: its value is of the wrong kind, expected a list.",
        ),
        (world_with("[[accounts]]\nid = acct_51x"), "line 14, the text cannot be read, expected a value, such as a text in quotes."),
        (key_entry("rk_live_51x", "app = \"app_a\""), "line 16, duplicate key"),
        (world_with("[[keys]]\nkey = \"rk_live_51x"), "line 14, the text cannot be read, expected `\"`"),
        (secret("name = \"n\"\npayload = \"s3cret\"\nexpires_in = -5"), "expected a whole number that is not negative"),
        (
            world_with("[[accounts]]\nid = \"acct_c\"\nusers = [\"usr_c\"]"),
            "`accounts[2].users[0]`: its value is of the wrong kind, expected a user with",
        ),
    ] {
        let error = World::from_toml(&text).err().map(|error| error.to_string()).unwrap_or_else(|| panic!("accepted: {text}"));
        assert!(error.contains(place) && !error.contains("s3cret") && !error.contains("51x"), "{place}: {error}");
    }
    let json = |key: &str| {
        format!(
            "{{\n \"apps\": [{{\"id\": \"app_a\", \"owner\": \"acct_o\", \"distribution\": \"published\"}}],\n \"accounts\": [],\n \"keys\": [\n  {key}\n ]\n}}"
        )
    };
    for (text, place) in [
        (json("{\"key\": \"a b\", \"app\": \"app_a\"}"), "line 5, `keys[0].key`: must be"),
        (json("{\"key\": \"k\",\n \"app\": \"app_x\"}"), "line 6, `keys[0].app`: There is no app `app_x`"),
        (json("{\"key\": \"k\",\n \"app\": 51}"), "line 6, `keys[0].app`: its value is of the wrong kind"),
        (
            json("{\"key\": \"k\", \"app\": \"app_a\", \"account\": \"acct_x\"}"),
            "line 5, `keys[0].account`: There is no account `acct_x` in this world.",
        ),
        (json("{\"key\": \"k\"}"), "line 5, `keys[0]`: missing field `app`"),
        (json("{\"key\": \"k\", \"app\": \"app_a\", \"live\": true}"), "line 5, `keys[0]"),
        (json("nonsense"), "line 5"),
        (json("{\"key\": \"k\", \"app\": \"app_a\"},"), "line 6, the text cannot be read: trailing comma"),
        (json("{\"key\": \"k\", \"app\": \"app_a\""), "line 6, the text cannot be read: expected `,` or `}`"),
        (String::new(), "the text cannot be read: EOF while parsing a value"),
        (json("").replace("\"accounts\": [],", ""), "The world is not valid: missing field `accounts`."),
        (r#"{"apps": "app_a", "accounts": []}"#.to_owned(), "line 1, `apps`: its value is of the wrong kind, expected a list."),
        ("[]".to_owned(), "expected a world with `apps` and `accounts`"),
        ("[".repeat(100_000), "line 1"),
    ] {
        let error = World::from_json(&text).err().map(|error| error.to_string()).unwrap_or_else(|| panic!("accepted: {text}"));
        assert!(error.contains(place), "{place}: {error}");
    }
}

#[test]
fn reads_both_formats_after_a_byte_order_mark() {
    assert!(World::from_toml(&format!("\u{FE_FF}{}", world_with(""))).is_ok());
    let json = r#"{"apps": [{"id": "app_a", "owner": "acct_o", "distribution": "published"}], "accounts": []}"#;
    assert!(World::from_json(&format!("\u{FE_FF}{json}")).is_ok());
}

#[test]
fn accepts_only_its_own_keys_without_generated_keys() {
    let world = World::from_toml(&format!("generated_keys = false\n{}", key_entry("sk_test_8c1f", ""))).unwrap();
    assert_eq!(world.keys().map(|key| key.key.as_str()).collect::<Vec<_>>(), ["sk_test_8c1f"]);
    let engine = Engine::new(MemoryStore::default(), world);
    for (key, status) in [("sk_test_app_a", 401), ("sk_test_8c1f", 200)] {
        let asked = with_header(with_key(key, &format!("/v1/apps/secrets?{ACCOUNT}")), "Stripe-Account", "acct_a");
        assert_eq!(engine.handle(&asked, None, NOW).response.status, status, "{key}");
    }
}
