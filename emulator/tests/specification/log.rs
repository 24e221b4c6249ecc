//! What is told of a request: enough to understand it, and no secret.

use crate::support::{ACCOUNT, NOW, TWO_ACCOUNTS, emulator, emulator_in, request, with_header};
use secret_store_emulator::log::{HIDDEN, LogEntry};
use secret_store_emulator::request::Request;
use secret_store_emulator::world::World;

fn entry(request: &Request) -> LogEntry {
    emulator().exchange(request).entry
}

#[test]
fn an_entry_tells_what_was_asked_and_answered() {
    let entry = entry(&request("GET", &format!("/v1/apps/secrets/find?name=a%20b&expand[0]=payload&{ACCOUNT}"), ""));
    assert_eq!((entry.method.as_str(), entry.path.as_str(), entry.time), ("GET", "/v1/apps/secrets/find", NOW));
    assert_eq!((entry.status, entry.code.as_deref()), (404, Some("resource_missing")));
    let parameters: Vec<_> = entry.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(parameters, [("name", "a b"), ("expand[0]", "payload"), ("scope[type]", "account")]);
}

#[test]
fn an_entry_tells_whose_secrets_were_meant() {
    let world = World::from_toml(TWO_ACCOUNTS).unwrap();
    let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_other");
    let who = emulator_in(world).exchange(&asked).entry.who.unwrap();
    assert_eq!((who.app.as_str(), who.account.as_str()), ("app_a", "acct_other"));
    let without_key = Request { headers: Vec::new(), ..asked };
    assert_eq!(entry(&without_key).who, None);
}

#[test]
fn an_entry_names_the_request_its_key_and_its_assumptions() {
    let asked = with_header(request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}")), "Idempotency-Key", "key");
    let emulator = emulator();
    let first = emulator.exchange(&asked);
    assert_eq!(Some(first.entry.request_id.as_str()), first.response.header("Request-Id"));
    assert!(first.entry.idempotency_key && !first.entry.replayed);
    assert!(emulator.exchange(&asked).entry.replayed);
    assert_eq!(first.entry.assumptions.join(", "), first.response.header("emulator-assumption").unwrap_or_default());
}

#[test]
fn an_entry_hides_the_payload_however_it_is_sent() {
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
fn an_entry_stays_small_whatever_was_sent() {
    let many = "a=b&".repeat(10_000) + &"n".repeat(10_000);
    let entry = entry(&request("POST", &format!("/{}", "p".repeat(10_000)), &format!("name={}&{many}", "x".repeat(10_000))));
    assert!(format!("{entry:?}").len() < 5_000);
}
