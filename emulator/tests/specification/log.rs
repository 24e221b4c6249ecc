//! The log of a request has enough to understand it, and no secret.

use crate::support::{ACCOUNT, NOW, TWO_ACCOUNTS, emulator, emulator_in, request, with_header};
use secret_store_emulator::fault::{Fault, Kind};
use secret_store_emulator::log::{HIDDEN, LogEntry};
use secret_store_emulator::request::Request;
use secret_store_emulator::world::World;
use serde_json::{Value, json};

fn entry(request: &Request) -> LogEntry {
    emulator().exchange(request).entry
}

#[test]
fn logs_the_request_and_the_status_of_the_answer() {
    let entry = entry(&request("GET", &format!("/v1/apps/secrets/find?name=a%20b&expand[0]=payload&{ACCOUNT}"), ""));
    assert_eq!((entry.method.as_str(), entry.path.as_str(), entry.time), ("GET", "/v1/apps/secrets/find", NOW));
    assert_eq!((entry.status, entry.code.as_deref()), (404, Some("resource_missing")));
    let parameters: Vec<_> = entry.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(parameters, [("name", "a b"), ("expand[0]", "payload"), ("scope[type]", "account")]);
}

#[test]
fn logs_the_app_and_the_account_of_the_caller() {
    let world = World::from_toml(TWO_ACCOUNTS).unwrap();
    let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_other");
    let identity = emulator_in(world).exchange(&asked).entry.caller.unwrap();
    assert_eq!((identity.app.as_str(), identity.account.as_str()), ("app_a", "acct_other"));
    let without_key = Request { headers: Vec::new(), ..asked };
    assert_eq!(entry(&without_key).caller, None);
}

#[test]
fn logs_the_caller_of_a_refused_request() {
    let emulator = emulator();
    let list = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    emulator.engine.change_world(|world| world.uninstall("app_a", "acct_cactus")).unwrap();
    let uninstalled = emulator.exchange(&list).entry;
    let identity = uninstalled.caller.unwrap();
    assert_eq!((uninstalled.status, identity.app.as_str(), identity.account.as_str()), (403, "app_a", "acct_cactus"));
    let elsewhere = emulator.exchange(&request("GET", "/v1/customers", "")).entry;
    assert_eq!((elsewhere.status, elsewhere.caller.unwrap().app.as_str()), (404, "app_a"));
    let in_two = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    assert_eq!(in_two.exchange(&list).entry.caller, None, "it may be either account's");
}

#[test]
fn logs_the_request_id_the_idempotency_key_and_the_assumptions() {
    let asked = with_header(request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}")), "Idempotency-Key", "key");
    let emulator = emulator();
    let first = emulator.exchange(&asked);
    assert_eq!(Some(first.entry.request_id.as_str()), first.response.header("Request-Id"));
    assert!(first.entry.idempotency_key && !first.entry.replayed);
    assert!(emulator.exchange(&asked).entry.replayed);
    assert_eq!(first.entry.assumptions.join(", "), first.response.header("emulator-assumption").unwrap_or_default());
}

#[test]
fn hides_the_payload_however_it_is_sent() {
    for asked in [
        request("POST", "/v1/apps/secrets", &format!("name=token&payload=s3cret&{ACCOUNT}")),
        request("POST", &format!("/v1/apps/secrets?payload=s3cret&{ACCOUNT}"), "name=token"),
        request("POST", "/v1/apps/secrets", "name=token&payloud=s3cret"),
        request("POST", "/v1/apps/secrets", "name=token&%70ayload[a]=s3cret"),
        request("PUT", "/v1/apps/secrets?payload=s3cret", ""),
        request("POST", "/v1/apps/secrets", "{\"name\": \"token\", \"payload\": \"s3cret\"}"),
        request("POST", "/v1/apps/secrets&payload=s3cret", "payload=s3cret"),
    ] {
        assert!(!emulator().send(&asked).response.body.contains("s3cret"));
        let text = format!("{:?}", entry(&asked));
        assert!(!text.contains("s3cret") && text.contains(HIDDEN), "{text}");
        assert!(!text.contains("sk_test"), "{text}");
    }
}

#[test]
fn keeps_an_entry_small_for_large_requests() {
    let many = "a=b&".repeat(10_000) + &"n".repeat(10_000);
    let entry = entry(&request("POST", &format!("/{}", "p".repeat(10_000)), &format!("name={}&{many}", "x".repeat(10_000))));
    assert!(format!("{entry:?}").len() < 5_000);
}

#[test]
fn logs_the_answer_without_the_payload() {
    let emulator = emulator();
    let set = emulator.exchange(&request("POST", "/v1/apps/secrets", &format!("name=token&payload=s3cret&expand[]=payload&{ACCOUNT}")));
    assert!(set.response.body.contains("s3cret"), "otherwise there is nothing to hide");
    let answer = answer_of(&set.entry);
    assert_eq!((&answer["object"], &answer["name"], &answer["payload"]), (&json!("apps.secret"), &json!("token"), &json!(HIDDEN)));
    let list = emulator.exchange(&request("GET", &format!("/v1/apps/secrets?expand[]=data.payload&{ACCOUNT}"), ""));
    assert!(list.response.body.contains("s3cret"));
    assert_eq!(answer_of(&list.entry)["data"][0]["payload"], HIDDEN);
    let refused = emulator.exchange(&request("GET", &format!("/v1/apps/secrets/find?name=none&{ACCOUNT}"), ""));
    assert_eq!(answer_of(&refused.entry)["error"]["code"], "resource_missing");
}

#[test]
fn logs_an_answer_that_a_fault_does_not_deliver() {
    let emulator = emulator();
    let fault = |kind| Fault { kind, status: None, count: 1, delay_ms: 0, method: None, executed: None, should_retry: None };
    for kind in [Kind::BrokenJson, Kind::CutBody, Kind::NoAnswer] {
        emulator.engine.fail(fault(kind));
        assert_eq!(answer_of(&entry_of(&emulator, None))["object"], "list");
    }
    emulator.engine.fail(fault(Kind::Empty));
    assert_eq!(entry_of(&emulator, None).answer, None);
}

fn answer_of(entry: &LogEntry) -> Value {
    serde_json::from_str(entry.answer.as_ref().unwrap().json()).unwrap()
}

/// Returns the log entry of a list with this header.
fn entry_of(emulator: &crate::support::Emulator, header: Option<(&str, &str)>) -> LogEntry {
    let asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    let asked = match header {
        Some((name, value)) => with_header(asked, name, value),
        None => asked,
    };
    emulator.exchange(&asked).entry
}

#[test]
fn logs_relevant_headers_and_hides_unexpected_values() {
    let emulator = emulator();
    for (name, value, shown) in [
        ("Stripe-Version", "2026-10-28.endive", "2026-10-28.endive"),
        ("Stripe-Version", "sk_test_app_a", HIDDEN),
        ("Stripe-Account", "acct_cactus", "acct_cactus"),
        ("Stripe-Account", "sk_test_app_a", HIDDEN),
    ] {
        let headers = entry_of(&emulator, Some((name, value))).headers;
        assert_eq!(headers, [(name.to_lowercase().as_str(), shown.to_owned())]);
    }
    assert!(entry_of(&emulator, Some(("Idempotency-Key", "key"))).headers.is_empty());
}

#[test]
fn counts_attempts_by_their_idempotency_key() {
    let emulator = emulator();
    let set = |key: &str, name: &str| {
        let asked = request("POST", "/v1/apps/secrets", &format!("name={name}&payload=x&{ACCOUNT}"));
        let asked = if key.is_empty() { asked } else { with_header(asked, "Idempotency-Key", key) };
        emulator.exchange(&asked).entry.attempt
    };
    assert_eq!([set("a", "one"), set("a", "one"), set("b", "one"), set("a", "one")], [Some(1), Some(2), Some(1), Some(3)]);
    assert_eq!(set("", "one"), None);
    assert_eq!(entry_of(&emulator, Some(("Idempotency-Key", "a"))).attempt, None, "reads have none");
    emulator.engine.reset().unwrap();
    assert_eq!(set("a", "one"), Some(1));
}

#[test]
fn includes_the_delay_of_a_fault_in_the_duration() {
    let emulator = emulator();
    let delayed = Fault { kind: Kind::Latency, status: None, count: 1, delay_ms: 250, method: None, executed: None, should_retry: None };
    emulator.engine.fail(delayed);
    assert_eq!([entry_of(&emulator, None).duration_us, entry_of(&emulator, None).duration_us], [250_000, 0]);
}
