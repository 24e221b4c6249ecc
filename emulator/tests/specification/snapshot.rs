//! A snapshot is the whole store, and nothing else is taken for one.

use crate::support::{ACCOUNT, NOW, USER_1, emulator};
use secret_store_emulator::memory::MemoryStore;
use serde_json::{Value, json};

fn snapshot() -> String {
    let mut emulator = emulator();
    emulator.fill(3);
    emulator.delete(&format!("name=secret_2&{ACCOUNT}"));
    emulator.set(&format!("name=token&payload=s3cret&expires_at={}&{USER_1}", NOW + 60));
    emulator.engine.store().snapshot()
}

#[test]
fn restores_all_secrets_from_a_snapshot() {
    let mut emulator = emulator();
    emulator.engine.store().replace_with(MemoryStore::from_snapshot(&snapshot()).unwrap());
    assert_eq!(emulator.list(ACCOUNT).names(), ["secret_3", "secret_1"]);
    assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{USER_1}")).json["payload"], "s3cret");
    assert_eq!(emulator.engine.store().snapshot(), snapshot());
    emulator.now += 60;
    assert_eq!(emulator.find(&format!("name=token&{USER_1}")).status, 404, "expiry goes on");
}

#[test]
fn keeps_ids_and_issues_none_twice() {
    let mut before = emulator();
    before.fill(5);
    let mut ids = ids_of(&before.list(ACCOUNT).json);
    before.delete(&format!("name=secret_5&{ACCOUNT}"));
    let mut after = emulator();
    after.engine.store().replace_with(MemoryStore::from_snapshot(&before.engine.store().snapshot()).unwrap());
    assert_eq!(ids_of(&after.list(ACCOUNT).json), ids[1..]);
    after.set(&format!("name=new&payload=x&{ACCOUNT}"));
    ids.extend(ids_of(&after.list(ACCOUNT).json).into_iter().take(1));
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

fn ids_of(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|secret| secret["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn refuses_an_invalid_snapshot_without_quoting_it() {
    for text in ["", "null", "[]", "{}", "s3cret", "\"s3cret\"", r#"{"version":3,"issued":"s3cret","scopes":[]}"#] {
        let error = MemoryStore::from_snapshot(text).err().unwrap().to_string();
        assert!(error.contains("not a snapshot") && !error.contains("s3cret"), "{error}");
    }
}

#[test]
fn refuses_impossible_contents() {
    let sound: Value = serde_json::from_str(&snapshot()).unwrap();
    assert!(MemoryStore::from_snapshot(&sound.to_string()).is_ok());
    let secret = sound["scopes"][0]["secrets"][0].clone();
    let numbered = |number: u64| {
        let mut secret = secret.clone();
        secret["number"] = json!(number);
        secret["name"] = json!(format!("secret_{number}"));
        secret
    };
    let long = "x".repeat(5_001);
    for (fault, at, value) in [
        ("another version", "/version", json!(1)),
        ("an unknown field", "/scopes/0", json!({"more": 1})),
        ("a secret twice", "/scopes/0/secrets", json!([secret, secret])),
        ("a number in two scopes", "/scopes/1/secrets", json!([secret])),
        ("a number not yet issued", "/scopes/0/secrets", json!([numbered(9)])),
        ("numbers out of order", "/scopes/0/secrets", json!([numbered(3), numbered(1)])),
        ("a scope twice", "/scopes/1", sound["scopes"][0].clone()),
        ("more numbers than can be", "/issued", json!(u64::MAX)),
        ("an empty name", "/scopes/0/secrets/0/name", json!("")),
        ("a payload that is too long", "/scopes/0/secrets/0/payload", json!(long)),
    ] {
        let mut unsound = sound.clone();
        *unsound.pointer_mut(at).unwrap() = value;
        assert!(MemoryStore::from_snapshot(&unsound.to_string()).is_err(), "{fault}");
    }
    let mut crowded = sound;
    crowded["issued"] = json!(100);
    crowded["scopes"][0]["secrets"] = (11..22).map(numbered).collect();
    assert!(MemoryStore::from_snapshot(&crowded.to_string()).is_err(), "eleven in a scope");
}
