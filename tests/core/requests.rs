//! The four requests, to the byte.

use crate::values::Js;
use crate::{begin, begin_with, extension, http_client, object, text_of};
use stripe_secret_store::operation::Operation;

/// Method, path and form of a call of the extension of `usr_1`.
fn request(operation: Operation, params: Js) -> (&'static str, &'static str, String) {
    let (_, prepared) = begin(operation, params).unwrap();
    (operation.method(), operation.path(), text_of(&prepared.form))
}

fn form(operation: Operation, params: Js) -> String {
    request(operation, params).2
}

#[test]
fn sends_create_as_a_post_of_name_payload_and_scope() {
    let expected = ("POST", "/v1/apps/secrets", "name=token&payload=a%20b&scope[type]=user&scope[user]=usr_1".to_string());
    assert_eq!(request(Operation::Create, object! { name: "token", payload: "a b" }), expected);
}

#[test]
fn sends_find_as_a_get_with_the_payload_expanded() {
    let expected = ("GET", "/v1/apps/secrets/find", "name=token&scope[type]=account&expand[0]=payload".to_string());
    assert_eq!(request(Operation::Find, object! { name: "token", scope: "account" }), expected);
}

#[test]
fn sends_list_as_a_get_with_optional_page_parameters() {
    let expected = ("GET", "/v1/apps/secrets", "scope[type]=user&scope[user]=usr_1".to_string());
    assert_eq!(request(Operation::List, Js::Undefined), expected);
    let page = object! { scope: "account", limit: 100, starting_after: "appsecret_1" };
    assert_eq!(form(Operation::List, page), "scope[type]=account&limit=100&starting_after=appsecret_1");
    assert_eq!(
        form(Operation::List, object! { scope: "account", ending_before: "appsecret_1" }),
        "scope[type]=account&ending_before=appsecret_1"
    );
}

#[test]
fn sends_delete_as_a_post_to_its_own_path() {
    let expected = ("POST", "/v1/apps/secrets/delete", "name=token&scope[type]=user&scope[user]=usr_1".to_string());
    assert_eq!(request(Operation::Delete, object! { name: "token" }), expected);
}

#[test]
fn sends_the_expiry_in_seconds_rounded_down() {
    let with = |expires_at: Js| {
        form(
            Operation::Create,
            Js::Object(vec![
                ("name".into(), "n".into()),
                ("payload".into(), "p".into()),
                ("scope".into(), "account".into()),
                ("expires_at".into(), expires_at),
            ]),
        )
    };
    assert!(with(Js::from(1_893_456_000.0)).ends_with("&expires_at=1893456000"));
    assert!(with(Js::Date(1_893_456_000_999.0)).ends_with("&expires_at=1893456000"));
    // As a secret without expiry has it: `expires_at: found.expires_at` copies one.
    for none in [Js::Undefined, Js::Null] {
        assert!(with(none).ends_with("scope[type]=account"));
    }
}

#[test]
fn accepts_every_notation_of_a_scope() {
    for (scope, expected) in [
        (Js::from("user"), "scope[type]=user&scope[user]=usr_1"),
        (Js::from("account"), "scope[type]=account"),
        (object! { type: "account" }, "scope[type]=account"),
        (object! { type: "user" }, "scope[type]=user&scope[user]=usr_1"),
        (object! { type: "user", user: "usr_1" }, "scope[type]=user&scope[user]=usr_1"),
    ] {
        assert_eq!(form(Operation::List, Js::Object(vec![("scope".into(), scope)])), expected);
    }
}

#[test]
fn applies_the_client_scope_to_calls_without_one() {
    let of =
        |params: Js| text_of(&begin_with(extension(object! { scope: "account" }), Operation::List, params, Js::Undefined).unwrap().1.form);
    assert_eq!(of(Js::Undefined), "scope[type]=account");
    assert_eq!(of(object! { scope: "user" }), "scope[type]=user&scope[user]=usr_1");
}

#[test]
fn lets_a_backend_name_any_user() {
    let options = Js::Object(vec![("httpClient".into(), http_client())]);
    let params = Js::Object(vec![("name".into(), "n".into()), ("scope".into(), object! { type: "user", user: "usr_9" })]);
    let (_, prepared) = begin_with(options, Operation::Delete, params, Js::Undefined).unwrap();
    assert_eq!(text_of(&prepared.form), "name=n&scope[type]=user&scope[user]=usr_9");
}

#[test]
fn sends_the_longest_texts() {
    // 5,000 characters, each of two UTF-16 units and four bytes.
    let payload = "😀".repeat(5_000);
    assert!(form(Operation::Create, object! { name: "n", payload: payload }).contains(&"%F0%9F%98%80".repeat(5_000)));
}

#[test]
fn prefers_the_timeout_and_retries_of_a_call_over_the_client() {
    let timeout = |client: Js, call: Js| begin_with(extension(client), Operation::List, Js::Undefined, call).unwrap().1.timeout;
    assert_eq!(timeout(object! {}, Js::Undefined), 80_000);
    assert_eq!(timeout(object! { timeout: 5 }, Js::Undefined), 5);
    assert_eq!(timeout(object! { timeout: 5 }, object! { timeout: 7 }), 7);
    let retries = |client: Js, call: Js| begin_with(extension(client), Operation::List, Js::Undefined, call).unwrap().0.max_network_retries;
    assert_eq!(retries(object! {}, Js::Undefined), 2);
    assert_eq!(retries(object! { maxNetworkRetries: 0 }, Js::Undefined), 0);
    assert_eq!(retries(object! { maxNetworkRetries: 0 }, object! { maxNetworkRetries: 9 }), 9);
}
