//! Each assumption, shown by two tests of its name: held and switched off. The table and the tests are compared, so that none
//! can be without the others.

use crate::support::{
    ACCOUNT, Answer, Emulator, NOW, TWO_ACCOUNTS, USER_1, USER_2, emulator, emulator_in, extension, request, with_header, without,
};
use secret_store_emulator::assumptions::{ASSUMPTIONS, markdown};
use secret_store_emulator::world::{SECRET_WRITE, World};
use serde_json::json;
use std::collections::BTreeSet;

const REFUSED: &str = "invalid_request_error";

macro_rules! shown {
    ($when:ident $(fn $name:ident() $body:block)+) => {
        mod $when {
            use super::*;

            $(#[test] fn $name() $body)+

            /// The names of the tests.
            pub(super) const SHOWN: &[&str] = &[$(stringify!($name)),+];
        }
    };
}

#[test]
fn each_assumption_has_its_own_name_and_a_test() {
    let names: BTreeSet<_> = ASSUMPTIONS.iter().map(|assumption| assumption.name).collect();
    assert_eq!(names.len(), ASSUMPTIONS.len(), "a name stands twice");
    assert!(names.len() >= 20, "the table is not the whole");
    for shown in [held::SHOWN, switched_off::SHOWN] {
        assert_eq!(names, shown.iter().copied().collect());
    }
    assert!(ASSUMPTIONS.iter().all(|assumption| [assumption.does, assumption.instead, assumption.why].iter().all(|text| !text.is_empty())));
}

fn expiring(emulator: &mut Emulator, expires_at: impl std::fmt::Display) -> u16 {
    let answer = emulator.set(&format!("name=token&payload=x&expires_at={expires_at}&{ACCOUNT}"));
    if answer.status != 200 {
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_invalid_integer"), Some("expires_at")));
    }
    answer.status
}

shown! {
    held
    fn scope_full() {
        let mut emulator = emulator();
        emulator.fill(10);
        let answer = emulator.set(&format!("name=one_more&payload=x&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, Some("secret_limit_exceeded"), None));
        assert!(!answer.json["error"].as_object().unwrap().contains_key("doc_url"), "Stripe has no page about our code");
    }

    fn replace_when_full() {
        let mut emulator = emulator();
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=secret_3&payload=new&{ACCOUNT}")).status, 200);
        assert_eq!(emulator.find(&format!("name=secret_3&expand[]=payload&{ACCOUNT}")).json["payload"], "new");
    }

    fn replace_keeps_identity() {
        let mut emulator = emulator();
        let first = emulator.set(&format!("name=token&payload=old&{ACCOUNT}"));
        emulator.set(&format!("name=other&payload=x&{ACCOUNT}"));
        emulator.now += 60;
        let second = emulator.set(&format!("name=token&payload=new&{ACCOUNT}"));
        assert_eq!(second.json["id"], first.json["id"]);
        assert_eq!(second.json["created"], NOW);
        assert_eq!(emulator.list(ACCOUNT).names(), ["other", "token"]);
    }

    fn replace_clears_expiry() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=old&expires_at={}&{ACCOUNT}", NOW + 60));
        assert_eq!(emulator.set(&format!("name=token&payload=new&{ACCOUNT}")).json["expires_at"], json!(null));
        emulator.now += 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
    }

    fn expired_at_its_second() {
        let mut emulator = emulator();
        assert_eq!(expiring(&mut emulator, NOW + 60), 200);
        emulator.now = NOW + 59;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
        emulator.now = NOW + 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn bad_expiry() {
        let mut emulator = emulator();
        for bad in ["soon", "1.5", "-1", "0", "99999999999999999999", &NOW.to_string(), &(NOW - 1).to_string()] {
            assert_eq!(expiring(&mut emulator, bad), 400, "{bad}");
        }
        assert_eq!(expiring(&mut emulator, NOW + 1), 200);
    }

    fn century() {
        let mut emulator = emulator();
        assert_eq!(expiring(&mut emulator, NOW + 36_525 * 86_400), 200);
        assert_eq!(expiring(&mut emulator, NOW + 36_525 * 86_400 + 1), 400);
    }

    fn over_long_text() {
        let mut emulator = emulator();
        let long = "x".repeat(5_001);
        for (param, form) in [
            ("name", format!("name={long}&payload=x&{ACCOUNT}")),
            ("payload", format!("name=token&payload={long}&{ACCOUNT}")),
            ("scope[user]", format!("name=token&payload=x&scope[type]=user&scope[user]={long}")),
        ] {
            let answer = emulator.set(&form);
            assert_eq!(answer.refusal(), (400, REFUSED, None, Some(param)));
            assert!(!answer.response.body.contains("xxx"), "the text is not said back");
        }
        assert_eq!(emulator.find(&format!("name={long}&{ACCOUNT}")).status, 400);
    }

    fn characters_not_bytes() {
        let mut emulator = emulator();
        // One character, four bytes.
        let longest = "%F0%9F%8C%B5".repeat(5_000);
        assert_eq!(emulator.set(&format!("name=token&payload={longest}&{ACCOUNT}")).status, 200);
        assert_eq!(emulator.set(&format!("name=token&payload={longest}x&{ACCOUNT}")).status, 400);
    }

    fn any_name() {
        let mut emulator = emulator();
        let names = ["token", "Token", " ", "a%20b", "a/b?c%26d", "%00", "%F0%9F%8C%B5", "%5Bscope%5D"];
        for name in names {
            assert_eq!(emulator.set(&format!("name={name}&payload=x&{ACCOUNT}")).status, 200, "{name}");
        }
        assert_eq!(emulator.list(ACCOUNT).names().len(), names.len());
    }

    fn card_numbers_kept() {
        assert_eq!(emulator().set(&format!("name=card&payload=4242424242424242&{ACCOUNT}")).status, 200);
    }

    fn user_missing() {
        let answer = emulator().find("name=token&scope[type]=user");
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_missing"), Some("scope[user]")));
    }

    fn user_with_account() {
        let answer = emulator().find("name=token&scope[type]=account&scope[user]=usr_1");
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_unknown"), Some("scope[user]")));
    }

    fn foreign_user() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=x&{USER_2}"));
        emulator.who = extension("usr_1");
        for name in ["token", "never_set"] {
            for answer in [
                emulator.find(&format!("name={name}&{USER_2}")),
                emulator.list(USER_2),
                emulator.set(&format!("name={name}&payload=mine&{USER_2}")),
                emulator.delete(&format!("name={name}&{USER_2}")),
            ] {
                assert_eq!(answer.refusal(), (400, REFUSED, None, Some("scope[user]")));
            }
        }
        emulator.who = extension("usr_2");
        assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{USER_2}")).json["payload"], "x");
    }

    fn foreign_account() {
        let mut emulator = emulator();
        let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
        asked.headers.push(("Stripe-Account".to_owned(), "acct_other".to_owned()));
        emulator.who = extension("usr_1");
        assert_eq!(emulator.send(&asked).refusal(), (403, REFUSED, Some("account_invalid"), None));
    }

    fn delete_missing() {
        let answer = emulator().delete(&format!("name=token&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (404, REFUSED, Some("resource_missing"), None));
    }

    fn short_delete_answer() {
        let mut emulator = emulator();
        let id = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json["id"].clone();
        let answer = emulator.delete(&format!("name=token&expand[]=payload&{ACCOUNT}"));
        assert_eq!(answer.json, json!({"id": id, "object": "apps.secret", "deleted": true}));
    }

    fn newest_first() {
        let mut emulator = emulator();
        emulator.fill(3);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_3", "secret_2", "secret_1"]);
    }

    fn unknown_cursor() {
        let mut emulator = emulator();
        let elsewhere = emulator.set(&format!("name=token&payload=x&{USER_1}")).json["id"].as_str().unwrap().to_owned();
        for cursor in ["appsecret_none", &elsewhere] {
            for param in ["starting_after", "ending_before"] {
                let answer = emulator.list(&format!("{param}={cursor}&{ACCOUNT}"));
                assert_eq!(answer.refusal(), (400, REFUSED, Some("resource_missing"), Some(param)));
            }
        }
    }

    fn bad_limit() {
        for bad in ["0", "101", "-1", "ten", "1.5", "99999999999999999999"] {
            let answer = emulator().list(&format!("limit={bad}&{ACCOUNT}"));
            assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_invalid_integer"), Some("limit")), "{bad}");
        }
    }

    fn expand_on_set() {
        let mut emulator = emulator();
        assert!(!emulator.set(&format!("name=token&payload=s3cret&{ACCOUNT}")).has("payload"));
        assert_eq!(emulator.set(&format!("name=token&payload=s3cret&expand[]=payload&{ACCOUNT}")).json["payload"], "s3cret");
    }

    fn expand_on_list() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=s3cret&{ACCOUNT}"));
        assert!(!emulator.list(ACCOUNT).json["data"][0].as_object().unwrap().contains_key("payload"));
        assert_eq!(emulator.list(&format!("expand[]=data.payload&{ACCOUNT}")).json["data"][0]["payload"], "s3cret");
    }

    fn unknown_expand() {
        let mut emulator = emulator();
        emulator.fill(1);
        for answer in [
            emulator.find(&format!("name=secret_1&expand[]=payload&expand[]=owner&{ACCOUNT}")),
            emulator.list(&format!("expand[]=payload&{ACCOUNT}")),
            emulator.delete(&format!("name=secret_1&expand[]=owner&{ACCOUNT}")),
        ] {
            assert_eq!(answer.refusal(), (400, REFUSED, None, Some("expand")));
        }
    }

    fn empty_text() {
        let mut emulator = emulator();
        for (param, form) in [
            ("name", format!("name=&payload=x&{ACCOUNT}")),
            ("expires_at", format!("name=token&payload=x&expires_at=&{ACCOUNT}")),
            ("scope[type]", "name=token&payload=x&scope[type]=".to_owned()),
            ("scope[user]", "name=token&payload=x&scope[type]=user&scope[user]=".to_owned()),
        ] {
            assert_eq!(emulator.set(&form).refusal(), (400, REFUSED, Some("parameter_invalid_empty"), Some(param)));
        }
    }

    fn wrong_shape() {
        let mut emulator = emulator();
        for (param, form) in [
            ("scope", "name=token&payload=x&scope=account".to_owned()),
            ("name", format!("name[]=token&payload=x&{ACCOUNT}")),
            ("payload", format!("name=token&payload[a]=x&{ACCOUNT}")),
            ("scope[type]", "name=token&payload=x&scope[type][]=account".to_owned()),
            ("scope[user]", "name=token&payload=x&scope[type]=user&scope[user][id]=usr_1".to_owned()),
            ("expand", format!("name=token&payload=x&expand=payload&{ACCOUNT}")),
            ("expand", format!("name=token&payload=x&expand[field]=payload&{ACCOUNT}")),
        ] {
            assert_eq!(emulator.set(&form).refusal(), (400, REFUSED, None, Some(param)), "{form}");
        }
    }

    fn unknown_first() {
        assert_eq!(emulator().set("metadata=x").refusal(), (400, REFUSED, Some("parameter_unknown"), Some("metadata")));
    }

    fn last_value_counts() {
        let mut emulator = emulator();
        let path = format!("/v1/apps/secrets?name=in_query&{ACCOUNT}");
        let answer = emulator.send(&request("POST", &path, "name=first&payload=x&name=last"));
        assert_eq!(answer.json["name"], "last");
    }

    fn not_a_form() {
        let mut emulator = emulator();
        let mut asked = request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}"));
        asked.headers[1].1 = "application/json".to_owned();
        assert_eq!(emulator.send(&asked).refusal(), (400, REFUSED, None, None));
        asked.headers[1].1 = "Application/X-WWW-Form-Urlencoded; charset=utf-8".to_owned();
        assert_eq!(emulator.send(&asked).status, 200);
        asked.headers.truncate(1);
        assert_eq!(emulator.send(&asked).status, 200, "none at all will do");
    }

    fn route_before_key() {
        let mut asked = request("GET", "/v1/customers", "");
        asked.headers.clear();
        assert_eq!(emulator().send(&asked).status, 404);
    }

    fn unknown_user() {
        assert_eq!(emulator().set("name=token&payload=x&scope[type]=user&scope[user]=usr_nobody").status, 200);
    }

    fn only_account() {
        assert_eq!(emulator().list(ACCOUNT).status, 200);
        let mut several = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
        let answer = several.list(ACCOUNT);
        assert_eq!(answer.refusal(), (400, REFUSED, None, None));
        assert!(answer.message().contains("Stripe-Account"));
        assert_eq!(answer.assumptions(), ["only_account"]);
    }

    fn reads_are_free() {
        let mut emulator = denied(&[]);
        assert_eq!(emulator.list(ACCOUNT).status, 200);
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn permission_body() {
        let answer = denied(&[]).set(&format!("name=token&payload=x&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (403, REFUSED, Some("more_permissions_required_for_application"), None));
    }

    fn permission_first() {
        assert_eq!(denied(&[]).set("foo=1").status, 403);
    }

    fn uninstall_keeps() {
        let mut emulator = emulator();
        reinstalled(&mut emulator);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1"]);
    }

    fn bad_version() {
        for bad in ["latest", "2026-10", "2026-10-28.", "2026-10-28.a b", ""] {
            let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", bad);
            assert_eq!(emulator().send(&asked).refusal(), (400, REFUSED, None, None), "{bad}");
        }
        for good in ["2024-04-10", "2026-10-28.endive", "2026-10-28.endive_preview"] {
            let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", good);
            assert_eq!(emulator().send(&asked).response.header("stripe-version"), Some(good));
        }
    }

    fn long_idempotency_key() {
        let form = format!("name=token&payload=x&{ACCOUNT}");
        assert_eq!(with_key(&mut emulator(), &form, &"k".repeat(255)).status, 200);
        assert_eq!(with_key(&mut emulator(), &form, &"k".repeat(256)).refusal(), (400, REFUSED, None, None));
    }

    fn keys_per_account() {
        assert_eq!(one_key_on_two_accounts(&mut two_accounts(&[])).status, 200);
    }
}

/// An emulator whose app has no permission.
fn denied(switched_off: &[&str]) -> Emulator {
    let emulator = without(switched_off);
    emulator.engine.change_world(|world| world.permit("app_a", "acct_cactus", SECRET_WRITE, false)).unwrap();
    emulator
}

fn two_accounts(switched_off: &[&str]) -> Emulator {
    let emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    switched_off.iter().for_each(|name| emulator.engine.assume(name, false).unwrap());
    emulator
}

/// A secret of the account, its app uninstalled and installed again.
fn reinstalled(emulator: &mut Emulator) {
    emulator.fill(1);
    emulator.set(&format!("name=token&payload=x&{USER_1}"));
    emulator.engine.change_world(|world| world.uninstall("app_a", "acct_cactus")).unwrap();
    assert_eq!(emulator.list(ACCOUNT).status, 403);
    emulator.engine.change_world(|world| world.install("app_a", "acct_cactus")).unwrap();
}

fn with_key(emulator: &mut Emulator, form: &str, key: &str) -> Answer {
    emulator.send(&with_header(request("POST", "/v1/apps/secrets", form), "Idempotency-Key", key))
}

/// The answer to the second of two requests for two accounts with the same key.
fn one_key_on_two_accounts(emulator: &mut Emulator) -> Answer {
    let mut ask = |account: &str, payload: &str| {
        let form = format!("name=token&payload={payload}&{ACCOUNT}");
        let asked = with_header(request("POST", "/v1/apps/secrets", &form), "Idempotency-Key", "key");
        emulator.send(&with_header(asked, "Stripe-Account", account))
    };
    ask("acct_cactus", "x");
    ask("acct_other", "y")
}

shown! {
    switched_off
    fn scope_full() {
        let mut emulator = without(&["scope_full"]);
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=more&payload=x&{ACCOUNT}")).refusal(), (400, REFUSED, None, None));
    }

    fn replace_when_full() {
        let mut emulator = without(&["replace_when_full"]);
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=secret_3&payload=new&{ACCOUNT}")).status, 400);
        assert_eq!(emulator.find(&format!("name=secret_3&expand[]=payload&{ACCOUNT}")).json["payload"], "x");
    }

    fn replace_keeps_identity() {
        let mut emulator = without(&["replace_keeps_identity"]);
        emulator.fill(2);
        let first = emulator.find(&format!("name=secret_1&{ACCOUNT}")).json["id"].clone();
        emulator.now += 60;
        let second = emulator.set(&format!("name=secret_1&payload=new&{ACCOUNT}"));
        assert_ne!(second.json["id"], first);
        assert_eq!(second.json["created"], NOW + 60);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1", "secret_2"]);
    }

    fn replace_clears_expiry() {
        let mut emulator = without(&["replace_clears_expiry"]);
        emulator.set(&format!("name=token&payload=old&expires_at={}&{ACCOUNT}", NOW + 60));
        assert_eq!(emulator.set(&format!("name=token&payload=new&{ACCOUNT}")).json["expires_at"], NOW + 60);
    }

    fn expired_at_its_second() {
        let mut emulator = without(&["expired_at_its_second"]);
        assert_eq!(expiring(&mut emulator, NOW + 60), 200);
        emulator.now = NOW + 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
        emulator.now = NOW + 61;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn bad_expiry() {
        let answer = without(&["bad_expiry"]).set(&format!("name=token&payload=x&expires_at=1&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("expires_at")));
    }

    fn century() {
        let mut emulator = without(&["century"]);
        assert_eq!(expiring(&mut emulator, NOW + 36_500 * 86_400), 200);
        assert_eq!(expiring(&mut emulator, NOW + 36_500 * 86_400 + 1), 400);
    }

    fn over_long_text() {
        let answer = without(&["over_long_text"]).set(&format!("name={}&payload=x&{ACCOUNT}", "x".repeat(5_001)));
        assert_eq!(answer.refusal(), (400, REFUSED, None, None));
    }

    fn characters_not_bytes() {
        let mut emulator = without(&["characters_not_bytes"]);
        let cactus = "%F0%9F%8C%B5";
        assert_eq!(emulator.set(&format!("name=token&payload={}&{ACCOUNT}", cactus.repeat(1_250))).status, 200);
        assert_eq!(emulator.set(&format!("name=token&payload={}x&{ACCOUNT}", cactus.repeat(1_250))).status, 400);
    }

    fn any_name() {
        let mut emulator = without(&["any_name"]);
        assert_eq!(emulator.set(&format!("name=a-Z_0.9 b&payload=x&{ACCOUNT}")).status, 200);
        let answer = emulator.set(&format!("name=a/b&payload=x&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("name")));
    }

    fn card_numbers_kept() {
        let answer = without(&["card_numbers_kept"]).set(&format!("name=card&payload=4242 4242 4242 4242&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("payload")));
        assert!(!answer.response.body.contains("4242"));
    }

    fn user_missing() {
        let answer = without(&["user_missing"]).find("name=token&scope[type]=user");
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("scope[user]")));
    }

    fn user_with_account() {
        let answer = without(&["user_with_account"]).set("name=token&payload=x&scope[type]=account&scope[user]=usr_1");
        assert_eq!(answer.json["scope"], json!({"type": "account"}));
    }

    fn foreign_user() {
        let mut emulator = without(&["foreign_user"]);
        emulator.who = extension("usr_1");
        assert_eq!(emulator.list(USER_2).refusal(), (403, REFUSED, Some("more_permissions_required_for_application"), None));
    }

    fn foreign_account() {
        let mut emulator = without(&["foreign_account"]);
        emulator.who = extension("usr_1");
        let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_other");
        assert_eq!(emulator.send(&asked).status, 200);
    }

    fn unknown_user() {
        let mut emulator = without(&["unknown_user"]);
        let answer = emulator.list("scope[type]=user&scope[user]=usr_nobody");
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("scope[user]")));
        assert_eq!(emulator.list(USER_1).status, 200);
    }

    fn only_account() {
        let mut emulator = without(&["only_account"]);
        assert_eq!(emulator.list(ACCOUNT).status, 400);
        emulator.who.account = Some("acct_cactus".to_owned());
        assert_eq!(emulator.list(ACCOUNT).status, 200, "who says which account has said it");
    }

    fn reads_are_free() {
        assert_eq!(denied(&["reads_are_free"]).list(ACCOUNT).status, 403);
        assert_eq!(without(&["reads_are_free"]).list(ACCOUNT).status, 200);
    }

    fn permission_body() {
        let answer = denied(&["permission_body"]).set(&format!("name=token&payload=x&{ACCOUNT}"));
        assert_eq!((answer.status, answer.response.body.as_str()), (403, ""));
        assert_eq!(answer.response.header("content-type"), None);
    }

    fn permission_first() {
        let mut emulator = denied(&["permission_first"]);
        assert_eq!(emulator.set("foo=1").status, 400);
        assert_eq!(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).status, 403);
    }

    fn uninstall_keeps() {
        let mut emulator = without(&["uninstall_keeps"]);
        reinstalled(&mut emulator);
        assert!(emulator.list(ACCOUNT).names().is_empty());
        assert!(emulator.list(USER_1).names().is_empty());
    }

    fn delete_missing() {
        let answer = without(&["delete_missing"]).delete(&format!("name=token&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, Some("resource_missing"), None));
    }

    fn short_delete_answer() {
        let mut emulator = without(&["short_delete_answer"]);
        let made = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json;
        let gone = emulator.delete(&format!("name=token&{ACCOUNT}")).json;
        assert_eq!((&gone["id"], &gone["name"], &gone["deleted"]), (&made["id"], &json!("token"), &json!(true)));
    }

    fn newest_first() {
        let mut emulator = without(&["newest_first"]);
        emulator.fill(3);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1", "secret_2", "secret_3"]);
    }

    fn unknown_cursor() {
        let mut emulator = without(&["unknown_cursor"]);
        emulator.fill(2);
        for param in ["starting_after", "ending_before"] {
            assert_eq!(emulator.list(&format!("{param}=appsecret_none&{ACCOUNT}")).names().len(), 2);
        }
    }

    fn bad_limit() {
        let mut emulator = without(&["bad_limit"]);
        emulator.fill(3);
        for (limit, found) in [("0", 1), ("1000", 3), ("ten", 3)] {
            assert_eq!(emulator.list(&format!("limit={limit}&{ACCOUNT}")).names().len(), found, "{limit}");
        }
    }

    fn expand_on_set() {
        let answer = without(&["expand_on_set"]).set(&format!("name=token&payload=x&expand[]=payload&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("expand")));
    }

    fn expand_on_list() {
        let answer = without(&["expand_on_list"]).list(&format!("expand[]=data.payload&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, None, Some("expand")));
    }

    fn unknown_expand() {
        let mut emulator = without(&["unknown_expand"]);
        emulator.fill(1);
        let found = emulator.find(&format!("name=secret_1&expand[]=owner&expand[]=payload&{ACCOUNT}"));
        assert_eq!(found.json["payload"], "x");
    }

    fn empty_text() {
        let mut emulator = without(&["empty_text"]);
        assert_eq!(emulator.set(&format!("name=token&payload=x&expires_at=&{ACCOUNT}")).status, 200);
        let answer = emulator.set(&format!("name=&payload=x&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_missing"), Some("name")));
        let answer = emulator.set(&format!("name=token&payload=&{ACCOUNT}"));
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_invalid_empty"), Some("payload")));
    }

    fn wrong_shape() {
        let answer = without(&["wrong_shape"]).set("name=token&payload=x&scope=account");
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_unknown"), Some("scope")));
    }

    fn unknown_first() {
        let answer = without(&["unknown_first"]).set("metadata=x");
        assert_eq!(answer.refusal(), (400, REFUSED, Some("parameter_missing"), Some("name")));
    }

    fn last_value_counts() {
        let path = format!("/v1/apps/secrets?name=in_query&{ACCOUNT}");
        let answer = without(&["last_value_counts"]).send(&request("POST", &path, "name=first&payload=x&name=last"));
        assert_eq!(answer.json["name"], "in_query");
    }

    fn not_a_form() {
        let mut asked = request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}"));
        asked.headers[1].1 = "application/json".to_owned();
        assert_eq!(without(&["not_a_form"]).send(&asked).status, 200);
    }

    fn route_before_key() {
        let mut asked = request("GET", "/v1/customers", "");
        let mut emulator = without(&["route_before_key"]);
        assert_eq!(emulator.send(&asked).status, 404);
        asked.headers.clear();
        assert_eq!(emulator.send(&asked).status, 401);
    }

    fn bad_version() {
        let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", "latest");
        assert_eq!(without(&["bad_version"]).send(&asked).status, 200);
    }

    fn long_idempotency_key() {
        let mut emulator = without(&["long_idempotency_key"]);
        let answer = with_key(&mut emulator, &format!("name=token&payload=x&{ACCOUNT}"), &"k".repeat(256));
        assert_eq!(answer.refusal(), (400, "idempotency_error", None, None));
    }

    fn keys_per_account() {
        let mut emulator = two_accounts(&["keys_per_account"]);
        assert_eq!(one_key_on_two_accounts(&mut emulator).refusal(), (400, "idempotency_error", None, None));
    }
}

#[test]
fn an_answer_names_what_it_rests_on_and_nothing_else() {
    let mut emulator = emulator();
    emulator.who.account = Some("acct_cactus".to_owned());
    assert!(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).assumptions().is_empty(), "a plain set is documented");
    assert!(emulator.find(&format!("name=token&expand[]=payload&{ACCOUNT}")).assumptions().is_empty());
    assert!(emulator.list(ACCOUNT).assumptions().is_empty(), "a list of one has no order");
    assert!(emulator.find(&format!("name=other&{ACCOUNT}")).assumptions().is_empty());
    assert_eq!(emulator.set(&format!("name=token&payload=y&{ACCOUNT}")).assumptions(), ["replace_keeps_identity"]);
    assert_eq!(emulator.delete(&format!("name=token&{ACCOUNT}")).assumptions(), ["short_delete_answer"]);
    assert_eq!(emulator.delete(&format!("name=token&{ACCOUNT}")).assumptions(), ["delete_missing"]);
}

#[test]
fn an_unknown_assumption_is_refused_with_the_names_that_there_are() {
    let error = emulator().engine.assume("scope_ful", false).unwrap_err().to_string();
    assert!(error.contains("scope_ful") && error.contains("replace_when_full"), "{error}");
}

#[test]
fn the_page_about_them_is_written_from_the_table() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/assumptions.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, markdown()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == markdown(), "docs/assumptions.md is out of date: UPDATE=1 cargo test -p secret-store-emulator assumptions");
}
