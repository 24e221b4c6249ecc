//! Failures on purpose.

use crate::support::{ACCOUNT, Answer, Emulator, emulator, request};
use secret_store_emulator::fault::{Delivery, Fault};
use serde_json::json;

fn failing(fault: serde_json::Value) -> Emulator {
    let emulator = emulator();
    let fault: Fault = serde_json::from_value(fault).unwrap();
    fault.check().unwrap();
    emulator.engine.fail(fault);
    emulator
}

fn is_kept(emulator: &mut Emulator) -> bool {
    emulator.find(&format!("name=token&{ACCOUNT}")).status == 200
}

fn set_exchange(emulator: &Emulator) -> secret_store_emulator::exchange::Exchange {
    emulator.exchange(&request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}")))
}

#[test]
fn answers_a_status_as_stripe_does_and_changes_nothing() {
    for (status, kind, code) in [
        (500, "api_error", None),
        (503, "api_error", None),
        (409, "idempotency_error", Some("idempotency_key_in_use")),
        (429, "invalid_request_error", Some("rate_limit")),
    ] {
        let mut emulator = failing(json!({"kind": "status", "status": status}));
        let exchange = set_exchange(&emulator);
        assert_eq!(exchange.entry.fault, Some("status"));
        let answer = Answer::of(exchange);
        assert_eq!(answer.error(), (status, kind, code, None));
        assert_eq!(answer.response.header("stripe-rate-limited-reason").is_some(), status == 429);
        assert!(!is_kept(&mut emulator), "only one request fails, and it was not carried out");
    }
}

#[test]
fn answers_a_status_after_the_write_was_executed() {
    let mut emulator = failing(json!({"kind": "status", "status": 500, "executed": true, "should_retry": false}));
    let response = set_exchange(&emulator).response;
    assert_eq!((response.status, response.header("stripe-should-retry")), (500, Some("false")));
    assert!(is_kept(&mut emulator));
}

#[test]
fn sends_only_a_status_for_an_empty_answer() {
    let response = set_exchange(&failing(json!({"kind": "empty"}))).response;
    assert_eq!((response.status, response.body.as_str(), response.header("content-type")), (403, "", None));
}

#[test]
fn loses_the_answer_after_the_write_or_the_request_before_it() {
    for (kind, delivery) in [("no_answer", Delivery::Nothing), ("hang", Delivery::Hang), ("cut_body", Delivery::Cut)] {
        for executed in [true, false] {
            let mut emulator = failing(json!({"kind": kind, "executed": executed}));
            assert_eq!(set_exchange(&emulator).delivery, delivery);
            assert_eq!(is_kept(&mut emulator), executed, "{kind}");
        }
    }
}

#[test]
fn labels_a_body_as_html_or_ends_it_too_soon() {
    let response = set_exchange(&failing(json!({"kind": "wrong_content_type"}))).response;
    assert_eq!(response.header("content-type"), Some("text/html"));
    let response = set_exchange(&failing(json!({"kind": "broken_json"}))).response;
    assert!(!response.body.is_empty() && serde_json::from_str::<serde_json::Value>(&response.body).is_err());
}

#[test]
fn delays_an_answer_by_the_given_time() {
    let exchange = set_exchange(&failing(json!({"kind": "latency", "delay_ms": 250})));
    assert_eq!((exchange.delay_ms, exchange.response.status), (250, 200));
}

#[test]
fn applies_faults_in_order_by_count_and_by_method() {
    let mut emulator = failing(json!({"kind": "status", "status": 500, "count": 2, "method": "POST"}));
    emulator.engine.fail(serde_json::from_value(json!({"kind": "status", "status": 503})).unwrap());
    let form = format!("name=token&payload=x&{ACCOUNT}");
    assert_eq!(emulator.list(ACCOUNT).status, 503);
    assert_eq!([0; 3].map(|_| emulator.set(&form).status), [500, 500, 200]);
    assert!(emulator.engine.faults().is_empty());
}

#[test]
fn uses_up_no_fault_on_unknown_routes_and_preflights() {
    let mut emulator = failing(json!({"kind": "status"}));
    assert_eq!(emulator.send(&request("GET", "/v1/customers", "")).status, 404);
    assert_eq!(emulator.send(&request("OPTIONS", "/v1/apps/secrets", "")).status, 200);
    assert_eq!(emulator.list(ACCOUNT).status, 500);
    emulator.engine.fail(serde_json::from_value(json!({"kind": "status"})).unwrap());
    emulator.engine.stop_failing();
    assert_eq!(emulator.list(ACCOUNT).status, 200);
}

#[test]
fn refuses_an_impossible_fault_and_names_the_possible_values() {
    for (fault, word) in [
        (json!({"kind": "status", "status": 200}), "400 to 599"),
        (json!({"kind": "latency"}), "delay_ms"),
        (json!({"kind": "latency", "delay_ms": 600_001}), "600,000"),
        (json!({"kind": "status", "count": 0}), "count"),
        (json!({"kind": "status", "method": "PUT"}), "GET or POST"),
        (json!({"kind": "hang", "should_retry": true}), "answer"),
        (json!({"kind": "hang", "status": 500}), "not for \"hang\""),
    ] {
        let error = serde_json::from_value::<Fault>(fault).unwrap().check().unwrap_err();
        assert!(error.contains(word), "{error}");
    }
    assert!(serde_json::from_value::<Fault>(json!({"kind": "explode"})).is_err());
    assert!(serde_json::from_value::<Fault>(json!({"kind": "status", "statuss": 500})).is_err());
}
