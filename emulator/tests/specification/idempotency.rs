//! `Idempotency-Key`: a write happens once however often it is sent.

use crate::support::{ACCOUNT, Answer, Emulator, emulator, extension, request, with_header};

const REFUSED: &str = "invalid_request_error";

fn keyed(emulator: &mut Emulator, path: &str, form: &str) -> Answer {
    emulator.send(&with_header(request("POST", path, form), "Idempotency-Key", "key"))
}

fn set(emulator: &mut Emulator, form: &str) -> Answer {
    keyed(emulator, "/v1/apps/secrets", &format!("{form}&{ACCOUNT}"))
}

fn is_replay(answer: &Answer) -> bool {
    answer.response.header("Idempotent-Replayed") == Some("true")
}

#[test]
fn replays_the_first_result_and_changes_nothing() {
    let mut emulator = emulator();
    let first = set(&mut emulator, "name=token&payload=x");
    emulator.set(&format!("name=token&payload=newer&{ACCOUNT}"));
    let second = set(&mut emulator, "name=token&payload=x");
    assert!(!is_replay(&first) && is_replay(&second));
    assert_eq!(first.json, second.json);
    assert_ne!(first.response.header("Request-Id"), second.response.header("Request-Id"));
    assert_eq!(second.response.header("Idempotency-Key"), Some("key"));
    assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{ACCOUNT}")).json["payload"], "newer");
}

#[test]
fn replays_for_any_encoding_and_order_of_the_parameters() {
    let mut emulator = emulator();
    set(&mut emulator, "name=a+b&payload=x");
    assert!(is_replay(&keyed(&mut emulator, "/v1/apps/secrets", "payload=x&scope%5Btype%5D=account&name=a%20b")));
}

#[test]
fn refuses_a_key_with_other_parameters_or_another_route() {
    let mut emulator = emulator();
    set(&mut emulator, "name=token&payload=x");
    for answer in [
        set(&mut emulator, "name=token&payload=y"),
        set(&mut emulator, "name=other&payload=x"),
        set(&mut emulator, "name=token&payload=x&expand[]=payload"),
        keyed(&mut emulator, "/v1/apps/secrets/delete", &format!("name=token&{ACCOUNT}")),
    ] {
        assert_eq!(answer.error(), (400, "idempotency_error", None, None));
    }
    assert_eq!(emulator.list(ACCOUNT).names(), ["token"]);
}

#[test]
fn replays_the_answer_of_a_repeated_delete() {
    let mut emulator = emulator();
    emulator.fill(1);
    let form = format!("name=secret_1&{ACCOUNT}");
    for _ in 0..2 {
        assert_eq!(keyed(&mut emulator, "/v1/apps/secrets/delete", &form).json["deleted"], true);
    }
}

#[test]
fn replays_errors_of_the_operation_but_not_of_its_parameters() {
    let mut emulator = emulator();
    let form = format!("name=token&{ACCOUNT}");
    assert_eq!(keyed(&mut emulator, "/v1/apps/secrets/delete", &form).status, 404);
    emulator.set(&format!("payload=x&{form}"));
    let again = keyed(&mut emulator, "/v1/apps/secrets/delete", &form);
    assert_eq!(again.error(), (404, REFUSED, Some("resource_missing"), None));
    assert!(is_replay(&again));

    let mut emulator = crate::support::emulator();
    assert_eq!(set(&mut emulator, "name=token&payload=").status, 400);
    assert_eq!(set(&mut emulator, "name=token&payload=x").status, 200);
}

#[test]
fn replays_an_expanded_payload_although_no_answer_stores_it() {
    let mut emulator = emulator();
    let form = "name=token&payload=s3cret&expand[]=payload";
    let first = set(&mut emulator, form);
    emulator.delete(&format!("name=token&{ACCOUNT}"));
    let second = set(&mut emulator, form);
    assert!(is_replay(&second));
    assert_eq!((&first.json["payload"], &second.json), (&"s3cret".into(), &first.json));
}

#[test]
fn forgets_a_key_after_24_hours() {
    let mut emulator = emulator();
    set(&mut emulator, "name=token&payload=x");
    emulator.now += 86_399;
    assert!(is_replay(&set(&mut emulator, "name=token&payload=x")));
    emulator.now += 1;
    assert!(!is_replay(&set(&mut emulator, "name=token&payload=y")));
}

#[test]
fn separates_keys_of_apps_and_modes_and_ignores_them_on_get() {
    let mut emulator = emulator();
    set(&mut emulator, "name=token&payload=x");
    emulator.identity.livemode = true;
    assert!(!is_replay(&set(&mut emulator, "name=token&payload=y")));
    emulator.identity.app = Some("app_b".to_owned());
    assert!(!is_replay(&set(&mut emulator, "name=token&payload=z")));
    let read = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Idempotency-Key", "key");
    let answer = emulator.send(&read);
    assert!(answer.status == 200 && answer.response.header("Idempotency-Key").is_none());
}

#[test]
fn replays_no_answer_that_the_extension_may_not_access() {
    let mut emulator = emulator();
    let form = "name=token&payload=s3cret&scope[type]=user&scope[user]=usr_1&expand[]=payload";
    assert_eq!(keyed(&mut emulator, "/v1/apps/secrets", form).status, 200);
    emulator.identity = extension("usr_2");
    assert_eq!(keyed(&mut emulator, "/v1/apps/secrets", form).error(), (400, REFUSED, None, Some("scope[user]")));
}
