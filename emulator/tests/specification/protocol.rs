//! The encodings a server has to accept, and the refusals that every route has.

use crate::support::{ACCOUNT, emulator, request};

const REFUSED: &str = "invalid_request_error";

#[test]
fn reads_brackets_raw_and_encoded() {
    let mut emulator = emulator();
    for form in
        ["scope[type]=user&scope[user]=usr_1", "scope%5Btype%5D=user&scope%5Buser%5D=usr_1", "scope%5btype%5d=user&scope%5buser]=usr_1"]
    {
        assert_eq!(emulator.set(&format!("name=token&payload=x&{form}")).json["scope"]["user"], "usr_1", "{form}");
    }
}

#[test]
fn reads_arrays_as_curl_and_stripe_node_write_them() {
    let mut emulator = emulator();
    emulator.set(&format!("name=token&payload=x&{ACCOUNT}"));
    for expand in ["expand[]=payload", "expand[0]=payload", "expand%5B%5D=payload", "expand%5B0%5D=payload"] {
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}&{expand}")).json["payload"], "x", "{expand}");
    }
}

#[test]
fn reads_a_space_in_both_encodings() {
    let mut emulator = emulator();
    emulator.set(&format!("name=a+b&payload=c%20d%2Be&{ACCOUNT}"));
    let answer = emulator.find(&format!("name=a%20b&expand[]=payload&{ACCOUNT}"));
    assert_eq!(answer.json["payload"], "c d+e");
}

#[test]
fn reads_the_query_parameters_of_a_post() {
    let mut emulator = emulator();
    let path = format!("/v1/apps/secrets?name=token&{ACCOUNT}");
    assert_eq!(emulator.send(&request("POST", &path, "payload=x")).status, 200);
    let path = format!("/v1/apps/secrets/delete?name=token&{ACCOUNT}");
    assert_eq!(emulator.send(&request("POST", &path, "")).status, 200);
}

#[test]
fn ignores_parameters_in_the_body_of_a_get() {
    let answer = emulator().send(&request("GET", "/v1/apps/secrets", ACCOUNT));
    assert_eq!(answer.error(), (400, REFUSED, Some("parameter_missing"), Some("scope")));
}

#[test]
fn names_a_missing_parameter() {
    let mut emulator = emulator();
    for (param, answer) in [
        ("name", emulator.set(&format!("payload=x&{ACCOUNT}"))),
        ("payload", emulator.set(&format!("name=token&{ACCOUNT}"))),
        ("scope", emulator.set("name=token&payload=x")),
        ("scope[type]", emulator.set("name=token&payload=x&scope[user]=usr_1")),
        ("name", emulator.find(ACCOUNT)),
        ("scope", emulator.find("name=token")),
        ("scope", emulator.list("")),
        ("name", emulator.delete(ACCOUNT)),
        ("scope", emulator.delete("name=token")),
    ] {
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_missing"), Some(param)));
        assert_eq!(answer.message(), format!("Missing required param: {param}."));
    }
}

#[test]
fn names_an_unknown_parameter_on_every_route() {
    let mut emulator = emulator();
    emulator.fill(1);
    for (param, answer) in [
        ("foo", emulator.set(&format!("name=token&payload=x&foo=1&{ACCOUNT}"))),
        ("limit", emulator.set(&format!("name=token&payload=x&limit=1&{ACCOUNT}"))),
        ("payload", emulator.find(&format!("name=secret_1&payload=x&{ACCOUNT}"))),
        ("name", emulator.list(&format!("name=secret_1&{ACCOUNT}"))),
        ("expires_at", emulator.delete(&format!("name=secret_1&expires_at=1&{ACCOUNT}"))),
        ("scope[id]", emulator.list(&format!("scope[id]=1&{ACCOUNT}"))),
        ("metadata[a]", emulator.set(&format!("name=token&payload=x&metadata[a]=1&{ACCOUNT}"))),
    ] {
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_unknown"), Some(param)));
        assert_eq!(answer.message(), format!("Received unknown parameter: {param}"));
    }
    assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1"], "what is refused changes nothing");
}

#[test]
fn refuses_an_empty_payload() {
    let answer = emulator().set(&format!("name=token&payload=&{ACCOUNT}"));
    assert_eq!(answer.error(), (400, REFUSED, Some("parameter_invalid_empty"), Some("payload")));
    assert!(answer.message().starts_with("You passed an empty string for 'payload'"));
}

#[test]
fn refuses_a_scope_of_another_type_than_account_or_user() {
    let answer = emulator().list("scope[type]=team");
    assert_eq!(answer.error(), (400, REFUSED, None, Some("scope[type]")));
}

#[test]
fn refuses_every_request_without_a_key() {
    let mut emulator = emulator();
    let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    for authorization in [None, Some(""), Some("Bearer"), Some("Bearer "), Some("Digest abc")] {
        asked.headers = authorization.map(|value| ("authorization".to_owned(), value.to_owned())).into_iter().collect();
        let answer = emulator.send(&asked);
        assert_eq!(answer.error(), (401, REFUSED, None, None), "{authorization:?}");
        assert_eq!(answer.response.header("WWW-Authenticate"), Some("Basic realm=\"Stripe\""));
    }
    // As an SDK and as `curl -u` send it.
    for authorization in ["Bearer sk_test_app_a", "Basic c2tfdGVzdF9hcHBfYTo="] {
        asked.headers = vec![("AUTHORIZATION".to_owned(), authorization.to_owned())];
        assert_eq!(emulator.send(&asked).status, 200, "{authorization}");
    }
}

#[test]
fn answers_other_routes_and_methods_with_404() {
    let mut emulator = emulator();
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/v1/customers"),
        ("GET", "/v1/apps/secrets/"),
        ("GET", "/v1/apps/secrets/appsecret_1"),
        ("GET", "/v1/apps/secretsfind"),
        ("DELETE", "/v1/apps/secrets"),
        ("POST", "/v1/apps/secrets/find"),
        ("GET", "/v1/apps/secrets/delete"),
    ] {
        let answer = emulator.send(&request(method, &format!("{path}?payload=s3cret"), ""));
        assert_eq!(answer.error(), (404, REFUSED, None, None));
        assert!(answer.message().starts_with(&format!("Unrecognized request URL ({method}: {path}).")), "{}", answer.message());
    }
}

#[test]
fn sends_the_headers_of_stripe_with_every_answer() {
    let mut emulator = emulator();
    let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
    asked.headers.push(("Stripe-Version".to_owned(), "2026-09-30".to_owned()));
    let first = emulator.send(&asked).response;
    let second = emulator.list("").response;
    assert_eq!((first.status, second.status), (200, 400));
    for response in [&first, &second] {
        assert!(response.header("Request-Id").is_some_and(|id| id.starts_with("req_")));
        assert_eq!(response.header("Content-Type"), Some("application/json"));
        assert_eq!(response.header("Cache-Control"), Some("no-cache, no-store"));
    }
    assert_ne!(first.header("Request-Id"), second.header("Request-Id"));
    assert_eq!(first.header("Stripe-Version"), Some("2026-09-30"));
}

#[test]
fn repeats_no_payload_in_an_error() {
    let mut emulator = emulator();
    emulator.fill(10);
    let secret = "s3cret";
    for form in [
        format!("payload={secret}&{ACCOUNT}"),
        format!("name=token&payload={secret}"),
        format!("name=token&payload={secret}&foo=1&{ACCOUNT}"),
        format!("name=token&payload={secret}&expires_at=soon&{ACCOUNT}"),
        format!("name=token&payload={secret}&{ACCOUNT}"),
        format!("name=token&payload[a]={secret}&{ACCOUNT}"),
        format!("name=token&payloud={secret}&{ACCOUNT}"),
        format!("name=token&payload={}&{ACCOUNT}", secret.repeat(1_000)),
    ] {
        let answer = emulator.set(&form);
        assert_eq!(answer.status, 400, "{form}");
        assert!(!answer.response.body.contains(secret), "{}", answer.response.body);
    }
}
