//! The module in a real browser, as `wasm-pack test` builds it: the exported class over a host client in JavaScript.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that cannot go on has failed.

use core::arch::wasm32::memory_grow;
use js_sys::{Array, Date, JSON, Object, Promise, Reflect};
use stripe_secret_store::encoding;
use stripe_secret_store::wasm::{SecretStoreClient, start};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::UrlSearchParams;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
    // A host that records requests and gives a prepared answer.
    export const host = (status, json) => ({
        asked: [],
        getClientName: () => "test",
        makeRequest(...request) {
            this.asked.push(request);
            return Promise.resolve({ getStatusCode: () => status, getHeaders: () => ({ "request-id": "req_1" }), toJSON: () => Promise.resolve(json) });
        },
    });
    export const evaluate = (source) => (0, eval)(source);
"#)]
extern "C" {
    fn host(status: u16, json: &JsValue) -> JsValue;
    fn evaluate(source: &str) -> JsValue;
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn with(object: JsValue, name: &str, value: &JsValue) -> JsValue {
    Reflect::set(&object, &name.into(), value).unwrap();
    object
}

/// An extension's client over this host, for `usr_1`.
fn client(host: &JsValue) -> SecretStoreClient {
    let options = with(parsed(r#"{"userContext":{"id":"usr_1"},"maxNetworkRetries":0}"#), "httpClient", host);
    start();
    SecretStoreClient::new(&options).unwrap()
}

async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::from(promise)).await
}

/// The first request's argument with this number.
fn asked(host: &JsValue, argument: u32) -> JsValue {
    Array::from(&Array::from(&field(host, "asked")).get(0)).get(argument)
}

fn secret(payload: Option<&str>) -> JsValue {
    let secret = parsed(
        r#"{"id":"appsecret_1","object":"apps.secret","created":1,"livemode":false,"name":"token","expires_at":null,
            "scope":{"type":"user","user":"usr_1"}}"#,
    );
    payload.map_or(secret.clone(), |payload| with(secret, "payload", &payload.into()))
}

#[wasm_bindgen_test]
async fn sends_create_as_a_form_and_passes_the_answer_through() {
    let answer = secret(None);
    let host = host(200, &answer);
    let created = settled(client(&host).create_secret(parsed(r#"{"name":"token","payload":"a b☃"}"#), JsValue::UNDEFINED)).await.unwrap();
    assert!(Object::is(&created, &answer), "not rebuilt");
    let expected = "name=token&payload=a%20b%E2%98%83&scope[type]=user&scope[user]=usr_1";
    let headers = asked(&host, 4);
    assert_eq!(
        [0, 1, 2, 3, 5, 6].map(|n| asked(&host, n).as_string().unwrap()),
        ["api.stripe.com", "443", "/v1/apps/secrets", "POST", expected, "https"]
    );
    assert_eq!(field(&headers, "Authorization").as_string().unwrap(), "Bearer DO_NOT_PASS_A_REAL_API_KEY");
    assert!(!field(&headers, "Idempotency-Key").as_string().unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn writes_and_reads_texts_after_the_memory_has_grown() {
    let host = host(200, &secret(None));
    let client = client(&host);
    for _ in 0..2 {
        settled(client.create_secret(parsed(r#"{"name":"token","payload":"p"}"#), JsValue::UNDEFINED)).await.unwrap();
        assert_ne!(memory_grow::<0>(1), usize::MAX, "grown");
    }
    let forms = Array::from(&field(&host, "asked")).map(&mut |request, _, _| Array::from(&request).get(5));
    assert!(forms.every(&mut |form, _, _| form == "name=token&payload=p&scope[type]=user&scope[user]=usr_1"));
}

#[wasm_bindgen_test]
async fn returns_the_payload_or_null_from_find() {
    let found =
        settled(client(&host(200, &secret(Some("p")))).find_secret(parsed(r#"{"name":"token"}"#), JsValue::UNDEFINED)).await.unwrap();
    assert_eq!(field(&found, "payload"), "p");
    let missing = parsed(r#"{"error":{"type":"invalid_request_error","code":"resource_missing"}}"#);
    let found = settled(client(&host(404, &missing)).find_secret(parsed(r#"{"name":"token"}"#), JsValue::UNDEFINED)).await.unwrap();
    assert!(found.is_null());
}

#[wasm_bindgen_test]
async fn passes_the_answers_of_list_and_delete_through() {
    let page = parsed(r#"{"object":"list","data":[],"has_more":false,"url":"/v1/apps/secrets"}"#);
    let listed = settled(client(&host(200, &page)).list_secrets(JsValue::UNDEFINED, JsValue::UNDEFINED)).await.unwrap();
    assert!(Object::is(&listed, &page));
    let gone = parsed(r#"{"id":"appsecret_1","object":"apps.secret","deleted":true}"#);
    let deleted = settled(client(&host(200, &gone)).delete_secret(parsed(r#"{"name":"token"}"#), JsValue::UNDEFINED)).await.unwrap();
    assert!(Object::is(&deleted, &gone));
}

#[wasm_bindgen_test]
async fn rejects_an_invalid_call_with_a_reason_and_sends_nothing() {
    let host = host(200, &JsValue::NULL);
    let client = client(&host);
    for (params, code, param) in [
        (parsed(r#"{"payload":"p"}"#), "invalid_name", "name"),
        (parsed(r#"{"name":"n","payload":""}"#), "invalid_payload", "payload"),
        (evaluate(r#"({name: "n", payload: "a\uD800"})"#), "invalid_payload", "payload"),
        (evaluate(r#"({name: "n", payload: "\uFFFD", expires_at: new Date(NaN)})"#), "invalid_expiry", "expires_at"),
        (parsed(r#"{"name":"n","payload":"p","expiresAt":1}"#), "invalid_parameter", "expiresAt"),
        (parsed(r#"{"name":"n","payload":"p","scope":{"type":"user","user":"usr_2"}}"#), "foreign_user", "scope"),
        (parsed(r#"{"name":"n","payload":"4242 4242 4242 4242"}"#), "card_number", "payload"),
        (evaluate("({get name() { throw 1 }, payload: 'p'})"), "invalid_name", "name"),
        (evaluate("({name: Symbol(), payload: 'p'})"), "invalid_name", "name"),
    ] {
        let error = settled(client.create_secret(params, JsValue::UNDEFINED)).await.unwrap_err();
        assert_eq!(field(&error, "name"), "SecretStoreError");
        assert_eq!((field(&error, "code"), field(&error, "param")), (code.into(), param.into()));
        assert_eq!(field(&error, "attempts"), 0);
    }
    assert_eq!(Array::from(&field(&host, "asked")).length(), 0);
}

#[wasm_bindgen_test]
async fn accepts_a_date_as_an_expiry() {
    let host = host(200, &secret(None));
    let expires_at = Date::new(&JsValue::from_f64(1_893_456_000_500.0));
    let params = with(parsed(r#"{"name":"token","payload":"p"}"#), "expires_at", &expires_at);
    settled(client(&host).create_secret(params, JsValue::UNDEFINED)).await.unwrap();
    assert!(asked(&host, 5).as_string().unwrap().ends_with("&expires_at=1893456000"));
}

#[wasm_bindgen_test]
async fn keeps_the_fields_of_an_api_error() {
    let refusal = parsed(
        r#"{"error":{"type":"invalid_request_error","code":"secret_limit_exceeded","message":"Full.","doc_url":"https://example.com"}}"#,
    );
    let error =
        settled(client(&host(400, &refusal)).create_secret(parsed(r#"{"name":"n","payload":"p"}"#), JsValue::UNDEFINED)).await.unwrap_err();
    for (name, value) in
        [("code", "scope_full"), ("stripeCode", "secret_limit_exceeded"), ("requestId", "req_1"), ("docUrl", "https://example.com")]
    {
        assert_eq!(field(&error, name), value);
    }
    assert_eq!((field(&error, "status"), field(&error, "attempts")), (400.into(), 1.into()));
}

#[wasm_bindgen_test]
fn throws_from_the_constructor_without_a_required_option() {
    start();
    let error = SecretStoreClient::new(&parsed("{}")).err().unwrap();
    assert_eq!((field(&error, "code"), field(&error, "param")), ("invalid_option".into(), "httpClient".into()));
}

#[wasm_bindgen_test]
async fn requests_the_other_user_after_for_user() {
    let page = parsed(r#"{"object":"list","data":[],"has_more":false,"url":"/v1/apps/secrets"}"#);
    let host = host(200, &page);
    let other = client(&host).for_user(&parsed(r#"{"id":"usr_2"}"#)).unwrap();
    settled(other.list_secrets(JsValue::UNDEFINED, JsValue::UNDEFINED)).await.unwrap();
    assert_eq!(asked(&host, 2), "/v1/apps/secrets?scope[type]=user&scope[user]=usr_2");
}

#[wasm_bindgen_test]
fn encodes_texts_so_that_url_search_params_reads_them() {
    for text in ["", "a b+c&d=e%f", "[x]!'()*~", "é☃😀\u{FFFD}\u{10FFFF}", "\0\n\r\t\u{7F}\u{80}"] {
        let mut query = String::from("k=");
        encoding::encode(text.bytes(), |byte| {
            query.push(char::from(byte));
            Some(())
        })
        .unwrap();
        let read = UrlSearchParams::new_with_str(&query).unwrap().get("k");
        assert_eq!(read.as_deref(), Some(text));
    }
}
