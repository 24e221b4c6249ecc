//! Browsers may read answers from any origin: an extension's sandbox has a null origin.

use crate::support::{ACCOUNT, emulator, request, with_header};

#[test]
fn accepts_a_preflight_from_the_null_origin_without_a_key() {
    let mut asked = with_header(request("OPTIONS", "/v1/apps/secrets", ""), "Origin", "null");
    asked.headers.remove(0);
    asked = with_header(asked, "Access-Control-Request-Method", "POST");
    asked = with_header(asked, "Access-Control-Request-Headers", "authorization,stripe-version,idempotency-key");
    let response = emulator().exchange(&asked).response;
    assert_eq!((response.status, response.body.as_str()), (200, ""));
    assert_eq!(response.header("Access-Control-Allow-Origin"), Some("*"));
    assert_eq!(response.header("Access-Control-Allow-Headers"), Some("authorization,stripe-version,idempotency-key"));
    assert!(response.header("Access-Control-Allow-Methods").is_some_and(|methods| methods.contains("POST")));
}

#[test]
fn exposes_only_the_headers_that_stripe_exposes() {
    let mut emulator = emulator();
    for path in [format!("/v1/apps/secrets?{ACCOUNT}"), "/v1/apps/secrets".to_owned(), "/v1/customers".to_owned()] {
        let response = emulator.send(&request("GET", &path, "")).response;
        assert_eq!(response.header("Access-Control-Allow-Origin"), Some("*"));
        let exposed = response.header("Access-Control-Expose-Headers").unwrap_or_default();
        assert!(exposed.contains("Request-Id") && exposed.contains("Stripe-Should-Retry"));
        assert!(!exposed.contains("Idempotent-Replayed") && !exposed.contains("Rate-Limited"));
    }
}
