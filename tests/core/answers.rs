//! Tests the classification of answers, and the next steps.

use crate::values::Js;
use crate::{begin, object};
use stripe_secret_store::call::{Call, Expected, Failure, Step};
use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::operation::Operation;

const NO_RETRIES: u32 = 0;

/// Returns the step after this answer to a call for the secret `n` of `usr_1`, without retries.
fn after(operation: Operation, status: u16, json: Js) -> Step {
    let mut call = Call { operation, max_network_retries: NO_RETRIES, attempts: 0 };
    let expected = Expected { name: Js::from("n").handle(), user: Js::from("usr_1").handle() };
    call.answered(expected, status, Js::Undefined.handle(), json.handle(), 0)
}

fn code(step: Step) -> Option<ErrorCode> {
    if let Step::Reject { code, .. } = step { Some(code) } else { None }
}

fn secret() -> Vec<(String, Js)> {
    vec![
        ("id".into(), "appsecret_1".into()),
        ("object".into(), "apps.secret".into()),
        ("created".into(), Js::from(1)),
        ("livemode".into(), Js::from(false)),
        ("name".into(), "n".into()),
        ("scope".into(), object! { type: "user", user: "usr_1" }),
        ("expires_at".into(), Js::Null),
        ("payload".into(), "p".into()),
    ]
}

/// The secret with this field in place of its own.
fn secret_with(field: &str, value: Js) -> Js {
    let mut fields = secret();
    fields.retain(|(name, _)| name != field);
    fields.push((field.into(), value));
    Js::Object(fields)
}

fn refusal(code: &str) -> Js {
    Js::Object(vec![("error".into(), Js::Object(vec![("type".into(), "invalid_request_error".into()), ("code".into(), code.into())]))])
}

#[test]
fn passes_a_valid_answer_through() {
    assert_eq!(after(Operation::Create, 200, secret_with("payload", Js::Undefined)), Step::Resolve);
    assert_eq!(after(Operation::Find, 200, Js::Object(secret())), Step::Resolve);
    let page = Js::Object(vec![
        ("object".into(), "list".into()),
        ("data".into(), Js::Array(vec![Js::Object(secret())])),
        ("has_more".into(), Js::from(false)),
    ]);
    assert_eq!(after(Operation::List, 200, page), Step::Resolve);
    let short = object! { id: "appsecret_1", object: "apps.secret", deleted: true };
    assert_eq!(after(Operation::Delete, 200, short), Step::Resolve);
    assert_eq!(after(Operation::Delete, 200, secret_with("deleted", Js::from(true))), Step::Resolve);
}

#[test]
fn rejects_an_answer_that_does_not_match_the_call() {
    let unreadable = Some(ErrorCode::UnreadableResponse);
    for (field, value) in [
        ("object", Js::from("customer")),
        ("id", Js::from(1)),
        ("name", Js::from("another")),
        ("name", Js::Undefined),
        ("scope", object! { type: "account" }),
        ("scope", object! { type: "user", user: "usr_2" }),
        ("scope", Js::Undefined),
        ("created", Js::from("1")),
        ("livemode", Js::Undefined),
        ("expires_at", Js::from("never")),
        ("payload", Js::from(1)),
        ("payload", object! {}),
    ] {
        for operation in [Operation::Create, Operation::Find] {
            assert_eq!(code(after(operation, 200, secret_with(field, value.clone()))), unreadable, "{field} {value:?}");
        }
    }
    assert_eq!(code(after(Operation::Find, 200, secret_with("payload", Js::Undefined))), unreadable, "found without its payload");
    assert_eq!(code(after(Operation::Delete, 200, Js::Object(secret()))), unreadable, "not deleted");
    for json in [Js::Undefined, Js::Null, Js::from("OK"), Js::Array(vec![]), object! {}] {
        for operation in Operation::ALL.iter().copied() {
            assert_eq!(code(after(operation, 200, json.clone())), unreadable, "{operation:?} {json:?}");
        }
    }
    let page_of = |item: Js| {
        Js::Object(vec![("object".into(), "list".into()), ("data".into(), Js::Array(vec![item])), ("has_more".into(), Js::from(false))])
    };
    assert_eq!(code(after(Operation::List, 200, page_of(Js::Null))), unreadable);
    for status in [0, 100, 199, 301, 304] {
        assert_eq!(code(after(Operation::Find, status, Js::Object(secret()))), unreadable, "{status}");
    }
}

#[test]
fn resolves_null_only_when_stripe_reports_a_missing_secret() {
    assert_eq!(after(Operation::Find, 404, refusal("resource_missing")), Step::ResolveNull);
    for (operation, status, json) in [
        (Operation::Find, 404, refusal("other")),
        (Operation::Find, 404, Js::Undefined),
        (Operation::Find, 400, refusal("resource_missing")),
        (Operation::Delete, 404, refusal("resource_missing")),
    ] {
        assert!(code(after(operation, status, json)).is_some());
    }
}

#[test]
fn distinguishes_api_errors_by_status_and_code() {
    for (status, stripe_code, expected) in [
        (400, "parameter_unknown", ErrorCode::InvalidRequest),
        (402, "whatever", ErrorCode::InvalidRequest),
        (400, "secret_limit_exceeded", ErrorCode::ScopeFull),
        (401, "", ErrorCode::Unauthorized),
        (403, "more_permissions_required_for_application", ErrorCode::PermissionMissing),
        (403, "account_invalid", ErrorCode::AppUninstalled),
        (404, "resource_missing", ErrorCode::NotFound),
        (409, "idempotency_key_in_use", ErrorCode::IdempotencyConflict),
        (429, "rate_limit", ErrorCode::RateLimited),
        (500, "api_error", ErrorCode::ServiceFailure),
        (503, "", ErrorCode::ServiceFailure),
    ] {
        assert_eq!(code(after(Operation::Delete, status, refusal(stripe_code))), Some(expected), "{status} {stripe_code}");
    }
    let reused = Js::Object(vec![("error".into(), object! { type: "idempotency_error" })]);
    assert_eq!(code(after(Operation::Create, 400, reused)), Some(ErrorCode::IdempotencyConflict));
    // Some 403s have no body.
    assert_eq!(code(after(Operation::Create, 403, Js::Undefined)), Some(ErrorCode::PermissionMissing));
}

#[test]
fn gives_each_transport_failure_its_code() {
    for (failure, expected, attempts) in [
        (Failure::Connection, ErrorCode::ConnectionFailed, 1),
        (Failure::HostNotReady, ErrorCode::HostNotReady, 1),
        (Failure::Timeout, ErrorCode::Timeout, 1),
        (Failure::Aborted, ErrorCode::Aborted, 1),
        (Failure::NotSent, ErrorCode::Aborted, 0),
    ] {
        let mut call = Call { operation: Operation::Find, max_network_retries: NO_RETRIES, attempts: 0 };
        assert_eq!(call.failed(failure, 0), Step::Reject { code: expected, status: 0, attempts });
    }
}

#[test]
fn retries_up_to_the_limit_and_then_fails() {
    let (mut call, _) = begin(Operation::Find, object! { name: "n" }).unwrap();
    let expected = || Expected { name: Js::from("n").handle(), user: Js::from("usr_1").handle() };
    assert_eq!(call.failed(Failure::Connection, 0), Step::RetryAfter(500));
    assert_eq!(call.answered(expected(), 503, Js::Undefined.handle(), Js::Undefined.handle(), 0), Step::RetryAfter(500));
    let last = call.answered(expected(), 503, Js::Undefined.handle(), Js::Undefined.handle(), 0);
    assert_eq!(last, Step::Reject { code: ErrorCode::ServiceFailure, status: 503, attempts: 3 });
}

#[test]
fn obeys_the_should_retry_header_of_stripe() {
    let once = |status, should_retry: &str| {
        let mut call = Call { operation: Operation::Find, max_network_retries: 2, attempts: 0 };
        let expected = Expected { name: Js::from("n").handle(), user: Js::Undefined.handle() };
        call.answered(expected, status, Js::from(should_retry).handle(), Js::Undefined.handle(), 0)
    };
    assert_eq!(code(once(503, "false")), Some(ErrorCode::ServiceFailure));
    assert_eq!(once(400, "true"), Step::RetryAfter(500));
    assert_eq!(code(once(400, "maybe")), Some(ErrorCode::InvalidRequest));
}

#[test]
fn does_not_retry_after_an_abort() {
    for failure in [Failure::Aborted, Failure::NotSent] {
        let mut call = Call { operation: Operation::Find, max_network_retries: 100, attempts: 0 };
        assert_eq!(code(call.failed(failure, 0)), Some(ErrorCode::Aborted));
    }
}
