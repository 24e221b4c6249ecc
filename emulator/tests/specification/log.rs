//! What is told of a request: enough to understand it, and no secret.

use crate::support::{ACCOUNT, NOW, emulator, request};
use secret_store_emulator::log::{HIDDEN, LogEntry};
use secret_store_emulator::request::Request;

fn entry(request: &Request) -> LogEntry {
    let mut emulator = emulator();
    let response = emulator.send(request).response;
    LogEntry::new(request, &emulator.caller, &response, emulator.now)
}

#[test]
fn an_entry_tells_what_was_asked_and_answered() {
    let entry = entry(&request("GET", &format!("/v1/apps/secrets/find?name=a%20b&expand[0]=payload&{ACCOUNT}"), ""));
    assert_eq!((entry.method.as_str(), entry.path.as_str(), entry.time), ("GET", "/v1/apps/secrets/find", NOW));
    assert_eq!((entry.status, entry.code), (404, Some("resource_missing")));
    let parameters: Vec<_> = entry.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(parameters, [("name", "a b"), ("expand[0]", "payload"), ("scope[type]", "account")]);
}

#[test]
fn an_entry_tells_whose_secrets_were_meant() {
    let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    asked.headers.push(("Stripe-Account".to_owned(), "acct_other".to_owned()));
    assert_eq!(entry(&asked).who.account, "acct_other");
}

#[test]
fn an_entry_hides_the_payload_however_it_is_sent() {
    for asked in [
        request("POST", "/v1/apps/secrets", &format!("name=token&payload=s3cret&{ACCOUNT}")),
        request("POST", &format!("/v1/apps/secrets?payload=s3cret&{ACCOUNT}"), "name=token"),
        request("POST", "/v1/apps/secrets", "name=token&payloud=s3cret"),
        request("POST", "/v1/apps/secrets", "name=token&%70ayload[a]=s3cret"),
        request("PUT", "/v1/apps/secrets?payload=s3cret", ""),
    ] {
        let text = format!("{:?}", entry(&asked));
        assert!(!text.contains("s3cret") && text.contains(HIDDEN), "{text}");
        assert!(!text.contains("sk_test"), "{text}");
    }
}
