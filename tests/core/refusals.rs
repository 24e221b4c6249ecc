//! Tests calls that are refused before a request is sent, with the code and the field.

use crate::values::Js;
use crate::{NOW, begin, begin_with, extension, http_client, object, scratch};
use stripe_secret_store::error::{ErrorCode, Problem, ValidationError};
use stripe_secret_store::field::Field;
use stripe_secret_store::operation::Operation;
use stripe_secret_store::options::Client;

/// A secret to be created, with this field in place of a good one.
fn create_with(field: &str, value: impl Into<Js>) -> (ErrorCode, Problem, Field) {
    let mut params = vec![("name".to_string(), Js::from("n")), ("payload".into(), Js::from("p"))];
    params.retain(|(name, _)| name != field);
    params.push((field.into(), value.into()));
    let error = begin(Operation::Create, Js::Object(params)).err().expect("it was not refused");
    (error.code, error.problem, error.field)
}

#[test]
fn accepts_only_names_and_payloads_of_1_to_5000_characters() {
    for (name, field, code) in [("name", Field::Name, ErrorCode::InvalidName), ("payload", Field::Payload, ErrorCode::InvalidPayload)] {
        for (value, problem) in [
            (Js::Undefined, Problem::Missing),
            (Js::Null, Problem::Missing),
            (Js::from(""), if field == Field::Payload { Problem::EmptyPayload } else { Problem::Empty }),
            (Js::from("x".repeat(5_001)), Problem::TooLong),
            (Js::from("😀".repeat(5_001)), Problem::TooLong),
            (Js::from("x".repeat(10_001)), Problem::TooLong),
            (Js::HalfPair, Problem::LoneSurrogate),
            (Js::Promise, Problem::PromiseInsteadOfString),
            (object! {}, Problem::ObjectInsteadOfString),
            (Js::Array(vec![]), Problem::ObjectInsteadOfString),
            (Js::from(5), Problem::NotAString),
            (Js::from(true), Problem::NotAString),
            (Js::Date(0.0), Problem::NotAString),
            (Js::Function, Problem::NotAString),
            (Js::Symbol, Problem::NotAString),
        ] {
            assert_eq!(create_with(name, value), (code, problem, field));
        }
    }
}

#[test]
fn accepts_only_an_expiry_within_the_next_100_years() {
    let now = NOW;
    let hundred_years = 3_155_760_000.0;
    for (value, problem) in [
        (Js::from(now), Problem::Past),
        (Js::from(-1), Problem::Past),
        (Js::from(0), Problem::Duration),
        (Js::from(3_600), Problem::Duration),
        (Js::from(999_999_999), Problem::Duration),
        (Js::from(1_000_000_000), Problem::Past),
        (Js::Date(0.0), Problem::Past),
        (Js::from(now + hundred_years + 1.0), Problem::TooFar),
        (Js::from(9e15), Problem::TooFar),
        (Js::from((now + 3_600.0) * 1_000.0), Problem::Milliseconds),
        (Js::from(now + 0.5), Problem::NotADate),
        (Js::from(f64::NAN), Problem::NotADate),
        (Js::from(f64::INFINITY), Problem::TooFar),
        (Js::Date(f64::NAN), Problem::InvalidDate),
        (Js::Date(now * 1_000.0 + 999.0), Problem::Past),
        (Js::from("2030-01-01"), Problem::NotADate),
        (Js::from(true), Problem::NotADate),
        (object! {}, Problem::NotADate),
    ] {
        assert_eq!(create_with("expires_at", value), (ErrorCode::InvalidExpiry, problem, Field::ExpiresAt));
    }
    // Both ends of what is allowed.
    for moment in [now + 1.0, now + hundred_years] {
        assert!(begin(Operation::Create, object! { name: "n", payload: "p", expires_at: moment }).is_ok());
    }
}

#[test]
fn refuses_card_numbers_in_names_and_payloads_unless_allowed() {
    for (name, field) in [("name", Field::Name), ("payload", Field::Payload)] {
        assert_eq!(create_with(name, "card 4242 4242 4242 4242."), (ErrorCode::CardNumber, Problem::CardNumber, field));
    }
    let params = || object! { name: "n", payload: "4242424242424242" };
    assert!(begin_with(extension(object! { cardNumbers: "allow" }), Operation::Create, params(), Js::Undefined).is_ok());
    assert!(begin_with(extension(object! { cardNumbers: "reject" }), Operation::Create, params(), Js::Undefined).is_err());
    // Only what is stored is looked at: a secret of such a name can be found and deleted.
    assert!(begin(Operation::Delete, object! { name: "4242424242424242" }).is_ok());
}

#[test]
fn refuses_unknown_scopes_and_a_user_in_the_account_scope() {
    let named = |problem| (ErrorCode::InvalidScope, problem, Field::Scope);
    for wrong in [Js::from("everyone"), Js::from(""), Js::Null, Js::from(1), object! {}, object! { type: "team" }, Js::Array(vec![])] {
        assert_eq!(create_with("scope", wrong), named(Problem::InvalidScope));
    }
    assert_eq!(create_with("scope", object! { type: "account", user: "usr_1" }), named(Problem::InvalidScope));
    assert_eq!(create_with("scope", object! { type: "user", account: "acct_1" }), named(Problem::InvalidScope));
    for user in [Js::from(""), Js::from(1), object! {}] {
        assert_eq!(
            create_with("scope", Js::Object(vec![("type".into(), "user".into()), ("user".into(), user)])),
            named(Problem::InvalidScope)
        );
    }
}

#[test]
fn refuses_the_scope_of_another_user_to_an_extension() {
    assert_eq!(create_with("scope", object! { type: "user", user: "usr_2" }), (ErrorCode::ForeignUser, Problem::ForeignUser, Field::Scope));
}

#[test]
fn refuses_a_user_scope_without_a_user() {
    for context in [object! {}, Js::Object(vec![("id".into(), Js::Null)]), Js::Undefined] {
        let options = Js::Object(vec![("httpClient".into(), http_client()), ("userContext".into(), context)]);
        let error = begin_with(options, Operation::List, Js::Undefined, Js::Undefined).err().unwrap();
        assert_eq!((error.code, error.problem), (ErrorCode::UserRequired, Problem::UserMissing));
    }
}

#[test]
fn refuses_unknown_parameters_but_not_undefined_ones() {
    for (operation, params) in [
        (Operation::Create, object! { name: "n", payload: "p", expiresAt: 1 }),
        (Operation::Find, object! { name: "n", payload: "p" }),
        (Operation::List, object! { name: "n" }),
        (Operation::Delete, object! { name: "n", limit: 1 }),
    ] {
        let error = begin(operation, params).err().unwrap();
        assert_eq!((error.code, error.problem), (ErrorCode::InvalidParameter, Problem::UnknownField));
    }
    let with_nothing = Js::Object(vec![("name".into(), "n".into()), ("whatever".into(), Js::Undefined)]);
    assert!(begin(Operation::Delete, with_nothing).is_ok());
}

#[test]
fn refuses_parameters_that_are_not_an_object() {
    for operation in Operation::ALL.iter().copied() {
        for wrong in [Js::Null, Js::from("token"), Js::from(1), Js::Array(vec![]), Js::Function] {
            let error = begin(operation, wrong).err().unwrap();
            assert_eq!((error.code, error.problem), (ErrorCode::InvalidParameter, Problem::NotAnObject));
        }
        assert_eq!(begin(operation, Js::Undefined).is_ok(), operation == Operation::List);
    }
}

#[test]
fn looks_at_the_parameters_before_the_options() {
    let error = begin_with(extension(object! {}), Operation::Create, Js::from("name"), Js::from("payload")).err().unwrap();
    assert_eq!((error.code, error.problem), (ErrorCode::InvalidParameter, Problem::NotAnObject));
}

#[test]
fn refuses_an_invalid_page_limit_and_two_cursors() {
    let list = |params| begin(Operation::List, params).err().map(|error| (error.code, error.problem, error.field));
    for limit in [Js::from(0), Js::from(101), Js::from(-1), Js::from(1.5), Js::from("10"), Js::Null] {
        let expected = (ErrorCode::InvalidParameter, Problem::InvalidPageLimit, Field::Limit);
        assert_eq!(list(Js::Object(vec![("limit".into(), limit)])), Some(expected));
    }
    let both = object! { starting_after: "a", ending_before: "b" };
    assert_eq!(list(both), Some((ErrorCode::InvalidParameter, Problem::TwoCursors, Field::EndingBefore)));
    assert_eq!(list(object! { starting_after: "" }), Some((ErrorCode::InvalidParameter, Problem::Empty, Field::StartingAfter)));
    for limit in [1, 100] {
        assert_eq!(list(object! { limit: limit }), None);
    }
}

#[test]
fn refuses_writes_but_not_reads_without_the_permission() {
    let with = |permissions: Js, operation, params| {
        let context = Js::Object(vec![("authorizedPermissions".into(), permissions)]);
        begin_with(extension(Js::Object(vec![("appContext".into(), context)])), operation, params, Js::Undefined)
            .err()
            .map(|error| error.code)
    };
    let lacking = || Js::Array(vec![Js::from("customer_read")]);
    let secret = || object! { name: "n", payload: "p" };
    let name = || object! { name: "n" };
    assert_eq!(with(lacking(), Operation::Create, secret()), Some(ErrorCode::PermissionMissing));
    assert_eq!(with(lacking(), Operation::Delete, name()), Some(ErrorCode::PermissionMissing));
    assert_eq!(with(lacking(), Operation::Find, name()), None);
    assert_eq!(with(lacking(), Operation::List, Js::Undefined), None);
    assert_eq!(with(Js::Array(vec![Js::from("customer_read"), Js::from("secret_write")]), Operation::Create, secret()), None);
    // Not said is not missing.
    assert_eq!(with(Js::Undefined, Operation::Create, secret()), None);
}

#[test]
fn refuses_client_options_of_the_wrong_type() {
    let refused = |field: &str, value: Js| {
        let mut options = vec![("httpClient".to_string(), http_client())];
        options.retain(|(name, _)| name != field);
        options.push((field.into(), value));
        Client::read(&Js::Object(options).handle(), &Js::Undefined.handle(), scratch()).err().map(|error| (error.code, error.problem))
    };
    let invalid = |problem| Some((ErrorCode::InvalidOption, problem));
    for wrong in [Js::Undefined, Js::Null, object! {}, Js::Function, object! { makeRequest: "no" }] {
        assert_eq!(refused("httpClient", wrong), invalid(Problem::InvalidHttpClient));
    }
    for wrong in [Js::Null, Js::from("usr_1"), object! { id: 1 }, object! { id: "" }] {
        assert_eq!(refused("userContext", wrong), invalid(Problem::InvalidContext));
    }
    for field in ["apiKey", "apiVersion", "stripeAccount"] {
        for wrong in [Js::from(""), Js::from("a b"), Js::from("a\r\nX"), Js::from("é"), Js::from("x".repeat(256)), Js::from(1), Js::Null] {
            assert_eq!(refused(field, wrong), invalid(Problem::InvalidHeaderValue), "{field}");
        }
        assert_eq!(refused(field, Js::from("x".repeat(255))), None);
    }
    for wrong in ["2026-10-28.endive;", "2026-09-30.endive; feature_beta=v3;", "2026-10-28.endive; "] {
        assert_eq!(refused("apiVersion", Js::from(wrong)), invalid(Problem::InvalidHeaderValue), "{wrong}");
    }
    assert_eq!(refused("apiKey", Js::from("a;")), None, "a semicolon means something in a version alone");
    for wrong in [Js::from(0), Js::from(65_536), Js::from("443"), Js::from(1.5), Js::Null] {
        assert_eq!(refused("port", wrong), invalid(Problem::InvalidPort));
    }
    for wrong in [Js::from(0), Js::from(2_147_483_648.0), Js::from(f64::INFINITY), Js::from("1"), Js::Null] {
        assert_eq!(refused("timeout", wrong), invalid(Problem::InvalidTimeout));
    }
    for wrong in [Js::from(-1), Js::from(101), Js::from(0.5), Js::from("1")] {
        assert_eq!(refused("maxNetworkRetries", wrong), invalid(Problem::InvalidRetries));
    }
    for (field, problem) in [("protocol", Problem::InvalidProtocol), ("cardNumbers", Problem::InvalidCardNumbers)] {
        for wrong in [Js::from("ftp"), Js::from(""), Js::from(true), Js::Null] {
            assert_eq!(refused(field, wrong), invalid(problem), "{field}");
        }
    }
    for wrong in ["https://api.stripe.com", "api.stripe.com/v1", "", "a b"] {
        assert_eq!(refused("host", Js::from(wrong)), invalid(Problem::InvalidHost));
    }
    for right in ["api.stripe.com", "127.0.0.1", "::1"] {
        assert_eq!(refused("host", Js::from(right)), None);
    }
    assert_eq!(refused("appContext", object! { authorizedPermissions: "secret_write" }), invalid(Problem::InvalidContext));
    assert_eq!(refused("scope", Js::from("team")), Some((ErrorCode::InvalidScope, Problem::InvalidScope)));
    assert_eq!(refused("timeOut", Js::from(1)), invalid(Problem::UnknownField));
    for wrong in [Js::Undefined, Js::Null, Js::from("sk_test_1")] {
        assert_eq!(
            Client::read(&wrong.handle(), &Js::Undefined.handle(), scratch()).err().map(|error| error.problem),
            Some(Problem::NotAnObject)
        );
    }
}

#[test]
fn refuses_a_real_key_with_the_http_client_of_the_sdk() {
    let refused = |field: &str, name: Js| {
        let options = Js::Object(vec![("httpClient".into(), http_client()), ("apiKey".into(), Js::from(field))]);
        Client::read(&options.handle(), &name.handle(), scratch()).err()
    };
    for field in ["sk_live_1", "sk_test_1", "rk_live_1", "rk_test_1", "sk_org_live_1"] {
        let error = refused(field, Js::from("stripe-ui-extension")).unwrap();
        assert_eq!((error.code, error.problem, error.field), (ErrorCode::InvalidOption, Problem::RealKey, Field::ApiKey));
        assert!(!error.to_string().contains(field));
        for other in [Js::from("node"), Js::from("fetch"), Js::Undefined, Js::from(1), object! {}] {
            assert_eq!(refused(field, other), None);
        }
    }
    for field in ["DO_NOT_PASS_A_REAL_API_KEY", "ek_test_1", "sk", "sk-1", "a"] {
        assert_eq!(refused(field, Js::from("stripe-ui-extension")), None);
    }
}

#[test]
fn refuses_a_publishable_key_and_a_backend_without_a_key() {
    let refused = |key: Js, name: &str| {
        let options = Js::Object(vec![("httpClient".into(), http_client()), ("apiKey".into(), key)]);
        Client::read(&options.handle(), &Js::from(name).handle(), scratch()).err().map(|error| (error.problem, error.field))
    };
    for name in ["node", "fetch", "stripe-ui-extension", "own"] {
        assert_eq!(refused(Js::from("pk_test_1"), name), Some((Problem::PublishableKey, Field::ApiKey)));
    }
    for name in ["node", "fetch"] {
        assert_eq!(refused(Js::Undefined, name), Some((Problem::KeyMissing, Field::ApiKey)));
    }
    assert_eq!(refused(Js::Undefined, "own"), None);
}

#[test]
fn refuses_call_options_of_the_wrong_type() {
    let refused = |options: Js| {
        begin_with(extension(object! {}), Operation::List, Js::Undefined, options).err().map(|error| (error.code, error.problem))
    };
    let one = |field: &str, value: Js| refused(Js::Object(vec![(field.into(), value)]));
    for wrong in [Js::from(true), object! {}, object! { aborted: false }, Js::Function] {
        assert_eq!(one("signal", wrong), Some((ErrorCode::InvalidOption, Problem::InvalidSignal)));
    }
    let signal = || Js::Object(vec![("aborted".into(), Js::Bool(false)), ("addEventListener".into(), Js::Function)]);
    for right in [Js::Undefined, Js::Null, signal()] {
        assert_eq!(one("signal", right), None);
    }
    assert_eq!(one("idempotencyKey", Js::from("x".repeat(256))), Some((ErrorCode::InvalidOption, Problem::InvalidHeaderValue)));
    assert_eq!(one("httpClient", http_client()), Some((ErrorCode::InvalidOption, Problem::UnknownField)));
    for wrong in [Js::Null, Js::from("field"), Js::Array(vec![])] {
        assert_eq!(refused(wrong), Some((ErrorCode::InvalidOption, Problem::NotAnObject)));
    }
}

#[test]
fn names_the_field_and_the_remedy_in_a_message() {
    let error = begin(Operation::Create, object! { name: "n", payload: "" }).err().unwrap();
    assert_eq!(error.to_string(), format!("payload{}", Problem::EmptyPayload.as_str()));
    let error = begin(Operation::Create, Js::Null).err().unwrap();
    assert_eq!(error.to_string(), "The argument must be an object.");
}

#[test]
fn writes_each_problem_as_a_whole_sentence() {
    for &problem in Problem::ALL {
        let code = if problem == Problem::PermissionMissing { ErrorCode::PermissionMissing } else { ErrorCode::InvalidOption };
        let message = ValidationError { code, problem, field: Field::Name }.to_string();
        assert!(message.ends_with('.') && !message.starts_with(' '), "{message}");
    }
}
