//! Set, find, list and delete, as Stripe's reference and guide have them.

use crate::support::{ACCOUNT, NOW, USER_1, emulator};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn answers_set_with_the_secret_without_its_payload() {
    let answer = emulator().set(&format!("name=token&payload=s3cret&expires_at={}&{USER_1}", NOW + 60));
    let id = answer.json["id"].as_str().unwrap();
    assert!(id.starts_with("appsecret_"));
    assert_eq!(
        answer.json,
        json!({
            "id": id, "object": "apps.secret", "created": NOW, "expires_at": NOW + 60, "livemode": false,
            "name": "token", "scope": {"type": "user", "user": "usr_1"},
        })
    );
}

#[test]
fn answers_null_as_the_expiry_of_a_secret_without_one() {
    let answer = emulator().set(&format!("name=token&payload=x&{ACCOUNT}"));
    assert_eq!(answer.json["expires_at"], json!(null));
    assert_eq!(answer.json["scope"], json!({"type": "account"}));
}

#[test]
fn replaces_a_secret_of_the_same_name() {
    let mut emulator = emulator();
    emulator.set(&format!("name=token&payload=old&{ACCOUNT}"));
    emulator.set(&format!("name=token&payload=new&{ACCOUNT}"));
    assert_eq!(emulator.list(ACCOUNT).names(), ["token"]);
    assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{ACCOUNT}")).json["payload"], "new");
}

#[test]
fn answers_find_with_a_payload_only_when_expanded() {
    let mut emulator = emulator();
    let set = emulator.set(&format!("name=token&payload=s3cret&{ACCOUNT}"));
    let found = emulator.find(&format!("name=token&{ACCOUNT}"));
    assert_eq!(found.json, set.json);
    assert!(!found.has("payload"));
    assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{ACCOUNT}")).json["payload"], "s3cret");
}

#[test]
fn reports_a_missing_secret_on_find() {
    let answer = emulator().find(&format!("name=dropbox_token&{ACCOUNT}"));
    assert_eq!(answer.error(), (404, "invalid_request_error", Some("resource_missing"), None));
    assert_eq!(answer.message(), "No such secret: 'dropbox_token'");
    assert_eq!(answer.json["error"]["doc_url"], "https://stripe.com/docs/error-codes/resource-missing");
}

#[test]
fn removes_a_deleted_secret() {
    let mut emulator = emulator();
    emulator.fill(2);
    assert_eq!(emulator.delete(&format!("name=secret_1&{ACCOUNT}")).json["deleted"], true);
    assert_eq!(emulator.find(&format!("name=secret_1&{ACCOUNT}")).status, 404);
    assert_eq!(emulator.list(ACCOUNT).names(), ["secret_2"]);
}

#[test]
fn gives_a_secret_that_is_created_again_a_new_id() {
    let mut emulator = emulator();
    let mut ids = BTreeSet::new();
    for _ in 0..20 {
        ids.insert(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json["id"].to_string());
        emulator.delete(&format!("name=token&{ACCOUNT}"));
    }
    assert_eq!(ids.len(), 20);
}

#[test]
fn allows_ten_secrets_in_each_scope() {
    let mut emulator = emulator();
    emulator.fill(10);
    assert_eq!(emulator.set(&format!("name=one_more&payload=x&{ACCOUNT}")).status, 400);
    assert_eq!(emulator.list(ACCOUNT).names().len(), 10);
    assert_eq!(emulator.set(&format!("name=one_more&payload=x&{USER_1}")).status, 200);
    emulator.delete(&format!("name=secret_1&{ACCOUNT}"));
    assert_eq!(emulator.set(&format!("name=one_more&payload=x&{ACCOUNT}")).status, 200);
}

#[test]
fn removes_an_expired_secret_and_frees_its_slot() {
    let mut emulator = emulator();
    emulator.set(&format!("name=brief&payload=x&expires_at={}&{ACCOUNT}", NOW + 60));
    emulator.fill(9);
    emulator.now += 61;
    assert_eq!(emulator.find(&format!("name=brief&{ACCOUNT}")).status, 404);
    assert_eq!(emulator.delete(&format!("name=brief&{ACCOUNT}")).status, 404);
    assert_eq!(emulator.list(ACCOUNT).names().len(), 9);
    assert_eq!(emulator.set(&format!("name=one_more&payload=x&{ACCOUNT}")).status, 200);
}

#[test]
fn keeps_a_secret_that_expires_later() {
    let mut emulator = emulator();
    for (name, seconds) in [("brief", 60), ("long", 120), ("longer", 180)] {
        emulator.set(&format!("name={name}&payload=x&expires_at={}&{ACCOUNT}", NOW + seconds));
    }
    emulator.now = NOW + 60;
    assert_eq!(emulator.list(ACCOUNT).names(), ["longer", "long"]);
    emulator.now = NOW + 120;
    assert_eq!(emulator.list(ACCOUNT).names(), ["longer"]);
}

#[test]
fn lists_a_page_in_the_envelope_of_stripe() {
    let mut emulator = emulator();
    assert_eq!(emulator.list(ACCOUNT).json, json!({"object": "list", "data": [], "has_more": false, "url": "/v1/apps/secrets"}));
    let secret = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json;
    assert_eq!(emulator.list(ACCOUNT).json["data"], json!([secret]));
}

#[test]
fn pages_forward_and_backward_over_the_same_secrets() {
    let mut emulator = emulator();
    emulator.fill(5);
    let page = |emulator: &mut crate::support::Emulator, query: &str| {
        let answer = emulator.list(&format!("limit=2&{query}{ACCOUNT}"));
        let ids: Vec<_> = answer.json["data"].as_array().unwrap().iter().map(|secret| secret["id"].as_str().unwrap().to_owned()).collect();
        (answer.names().join(" "), answer.json["has_more"].as_bool().unwrap(), ids)
    };
    let (names, has_more, ids) = page(&mut emulator, "");
    assert_eq!((names.as_str(), has_more), ("secret_5 secret_4", true));
    let (names, has_more, ids) = page(&mut emulator, &format!("starting_after={}&", ids[1]));
    assert_eq!((names.as_str(), has_more), ("secret_3 secret_2", true));
    let (names, has_more, last) = page(&mut emulator, &format!("starting_after={}&", ids[1]));
    assert_eq!((names.as_str(), has_more), ("secret_1", false));
    let (names, has_more, _) = page(&mut emulator, &format!("starting_after={}&", last[0]));
    assert_eq!((names.as_str(), has_more), ("", false));
    let (names, has_more, ids) = page(&mut emulator, &format!("ending_before={}&", last[0]));
    assert_eq!((names.as_str(), has_more), ("secret_3 secret_2", true));
    let (names, has_more, _) = page(&mut emulator, &format!("ending_before={}&", ids[0]));
    assert_eq!((names.as_str(), has_more), ("secret_5 secret_4", false));
}

#[test]
fn refuses_two_cursors_for_a_page() {
    let answer = emulator().list(&format!("starting_after=a&ending_before=b&{ACCOUNT}"));
    assert_eq!(answer.error(), (400, "invalid_request_error", Some("parameters_exclusive"), None));
}
