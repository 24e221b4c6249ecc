//! Pages whose `fetch` misbehaves. gloo-net 0.7.0 panics in most of these, and the call would never end.

use std::error::Error as _;
use std::time::Duration;
use stripe_secret_store::secrecy::ExposeSecret;
use stripe_secret_store::{CallOptions, CreateSecret, Error, ErrorCode, FindSecret, Scope, SecretStoreClient};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(inline_js = r#"
    const { fetch, AbortController, Headers, Request, URLSearchParams, setTimeout, clearTimeout } = globalThis;
    const globals = { fetch, AbortController, Headers, Request, URLSearchParams, setTimeout, clearTimeout };
    const original = { random: Math.random, uuid: crypto.randomUUID };
    let aborted = 0;
    let asked = [];
    // Replaces the page's fetch by the result of an expression, which sees the request.
    export const replaceFetch = (expression) => {
        const answer = (0, eval)(`(request) => (${expression})`);
        aborted = 0;
        asked = [];
        globalThis.fetch = (request) => {
            request.signal.addEventListener("abort", () => aborted++);
            asked.push(request);
            return answer(request);
        };
    };
    export const removeGlobal = (name) => void delete globalThis[name];
    export const forgetRandom = () => {
        Math.random = () => 0.5;
        crypto.randomUUID = undefined;
    };
    export const restore = () => {
        Object.assign(globalThis, globals);
        Math.random = original.random;
        crypto.randomUUID = original.uuid;
    };
    export const abortedRequests = () => aborted;
    export const requests = () => asked.map(({ method, redirect, credentials, referrerPolicy, headers }) =>
        [method, redirect, credentials, referrerPolicy, headers.get("idempotency-key")].join(" "));
"#)]
extern "C" {
    #[wasm_bindgen(js_name = replaceFetch)]
    fn replace_fetch(expression: &str);
    #[wasm_bindgen(js_name = removeGlobal)]
    fn remove_global(name: &str);
    #[wasm_bindgen(js_name = forgetRandom)]
    fn forget_random();
    fn restore();
    #[wasm_bindgen(js_name = abortedRequests)]
    fn aborted_requests() -> u32;
    fn requests() -> Vec<String>;
}

fn client() -> SecretStoreClient {
    SecretStoreClient::builder("sk_test_app_a").base_url("http://stage.test").max_network_retries(0).build().unwrap()
}

/// Makes a call on a page whose `fetch` is this expression.
async fn failed(expression: &str) -> Error {
    replace_fetch(expression);
    let result = client().create_secret(CreateSecret::new("a name", "an obviously made-up payload", Scope::Account)).await;
    restore();
    result.unwrap_err()
}

#[wasm_bindgen_test]
async fn reports_what_fetch_throws_and_rejects_with() {
    for expression in [
        "Promise.reject('a text')",
        "Promise.reject(undefined)",
        "Promise.reject({})",
        "Promise.reject(Symbol())",
        "Promise.reject(new TypeError('Failed to fetch'))",
        "Promise.reject(new DOMException('aborted', 'AbortError'))",
        "(() => { throw 'a text' })()",
        "(() => { throw new Error('no') })()",
        "undefined",
        "null",
        "'a text'",
        "Promise.resolve({})",
        "Promise.resolve({ status: '200' })",
        "Promise.resolve({ get status() { throw 1 } })",
        "Promise.reject(new Proxy(new Error('no'), { get() { throw 1 } }))",
        "({ then(resolve, reject) { reject(1) } })",
        "Promise.resolve(new Proxy(new Response('{}'), {}))",
        "Promise.resolve(Response.error())",
    ] {
        let error = failed(expression).await;
        let is_unreadable = expression.contains("Response.error");
        let expected = if is_unreadable { ErrorCode::UnreadableResponse } else { ErrorCode::ConnectionFailed };
        assert_eq!(error.code(), expected, "{expression}");
        assert!(is_unreadable || error.source().is_some(), "{expression}");
    }
}

#[wasm_bindgen_test]
async fn reports_promises_that_throw_where_they_are_awaited() {
    for expression in [
        "Object.defineProperty(Promise.resolve(new Response('{}')), 'constructor', { get() { throw 1 } })",
        "Object.assign(Promise.resolve(new Response('{}')), { then() { throw 1 } })",
        "Object.defineProperty(Promise.resolve(new Response('{}')), 'then', { get() { throw 1 } })",
    ] {
        assert_eq!(failed(expression).await.code(), ErrorCode::ConnectionFailed, "{expression}");
        let body = format!(
            "({{ status: 200, headers: new Headers(), arrayBuffer: () => {} }})",
            expression.replace("Response('{}')", "ArrayBuffer(2)")
        );
        assert_eq!(failed(&body).await.code(), ErrorCode::UnreadableResponse, "{body}");
    }
}

#[wasm_bindgen_test]
async fn ends_on_a_page_that_has_lost_a_global() {
    for name in ["fetch", "AbortController", "Headers", "Request", "URLSearchParams", "setTimeout"] {
        replace_fetch("new Response('{}', { status: 400 })");
        remove_global(name);
        let error = client().find_secret(FindSecret::new("token", Scope::Account)).await.unwrap_err();
        restore();
        assert_eq!(error.code(), ErrorCode::ConnectionFailed, "{name}");
        assert!(error.source().is_some(), "{name}");
    }
    replace_fetch("new Response('{}', { status: 400 })");
    remove_global("clearTimeout");
    let error = client().find_secret(FindSecret::new("token", Scope::Account)).await.unwrap_err();
    restore();
    assert_eq!(error.code(), ErrorCode::InvalidRequest);
}

#[wasm_bindgen_test]
async fn reports_a_body_that_cannot_be_read() {
    for expression in [
        "((response) => (response.text(), response))(new Response('{}'))",
        "new Response(new ReadableStream({ start(stream) { stream.error('a text') } }))",
        "new Response(new ReadableStream({ start(stream) { stream.error(new Error('no')) } }))",
        "new Response(null, { status: 204 })",
        "({ status: 200 })",
        "({ status: 200, headers: { get() { throw 1 } }, arrayBuffer: () => Promise.reject(1) })",
        "({ status: 200, headers: new Headers(), arrayBuffer: () => -1 })",
        "({ status: 200.5, headers: 1, arrayBuffer: 1 })",
        // A buffer that was given away, one that is too long, and values that are not buffers.
        "({ status: 200, headers: new Headers(), async arrayBuffer() { const a = new ArrayBuffer(2); structuredClone(a, { transfer: [a] }); return a } })",
        "({ status: 200, headers: new Headers(), arrayBuffer: () => new ArrayBuffer(65 * 2 ** 20) })",
        "({ status: 200, headers: new Headers(), arrayBuffer: () => Object.create(ArrayBuffer.prototype) })",
        "({ status: 200, headers: new Headers(), arrayBuffer: () => Symbol() })",
        "({ status: 1e300, headers: new Headers(), arrayBuffer: () => new ArrayBuffer(0) })",
        "({ status: NaN, headers: null, arrayBuffer: () => undefined })",
    ] {
        assert_eq!(failed(expression).await.code(), ErrorCode::UnreadableResponse, "{expression}");
    }
}

/// The beginning of an expression that answers with a secret.
const SECRET: &str = r#"(s => new TextEncoder().encode(s).buffer)('\ufeff{"id":"appsecret_1","object":"apps.secret","created":1,"livemode":false,"name":"token",'
    + '"scope":{"type":"account"},"payload":"made-up"}'"#;

/// Finds a secret on a page whose `fetch` is this expression.
async fn found(expression: &str) -> Option<String> {
    replace_fetch(expression);
    let found = client().find_secret(FindSecret::new("token", Scope::Account)).await;
    restore();
    Some(found.unwrap()?.payload?.expose_secret().to_owned())
}

#[wasm_bindgen_test]
async fn reads_an_answer_of_another_realm_with_a_byte_order_mark_and_of_many_bytes() {
    for expression in [
        format!("new Response({SECRET}))"),
        format!("new Response({SECRET} + ' '.repeat(30 * 2 ** 20)))"),
        // A service worker may leave out the headers.
        format!("({{ status: 200, arrayBuffer: () => {SECRET}) }})"),
        format!("(frame => new frame.contentWindow.Response({SECRET})))(document.body.appendChild(document.createElement('iframe')))"),
    ] {
        assert_eq!(found(&expression).await.as_deref(), Some("made-up"), "{expression}");
    }
}

#[wasm_bindgen_test]
async fn makes_300_calls_at_once_and_aborts_those_that_are_dropped() {
    replace_fetch(&format!("new Promise(resolve => setTimeout(() => resolve(new Response({SECRET}))), 50))"));
    let secrets = client();
    let mut calls: Vec<_> = (0..300).map(|_| Box::pin(secrets.find_secret(FindSecret::new("token", Scope::Account)))).collect();
    let polled =
        std::future::poll_fn(|context| std::task::Poll::Ready(calls.iter_mut().all(|call| call.as_mut().poll(context).is_pending())));
    assert!(polled.await);
    assert_eq!(requests().len(), 300);
    drop(calls.split_off(150));
    assert_eq!(aborted_requests(), 150);
    for call in calls {
        assert!(call.await.unwrap().is_some());
    }
    restore();
}

#[wasm_bindgen_test]
async fn keeps_a_request_out_of_the_error_that_a_page_throws() {
    for expression in [
        "Promise.reject(new Error('cannot load ' + request.url + ' with ' + request.headers.get('authorization')))",
        "Promise.reject(request.url)",
        "request.text().then((body) => Promise.reject(new Error(body)))",
    ] {
        replace_fetch(expression);
        let errors = [
            client().create_secret(CreateSecret::new("a name", "an obviously made-up payload", Scope::Account)).await.unwrap_err(),
            client().find_secret(FindSecret::new("a name", Scope::Account)).await.unwrap_err(),
        ];
        restore();
        for error in errors {
            let text = format!("{error:?} {error} {:?}", error.source().map(ToString::to_string));
            assert!(["sk_test", "obviously", "a%20name", "name="].iter().all(|secret| !text.contains(secret)), "{text}");
        }
    }
}

#[wasm_bindgen_test]
async fn aborts_a_request_whose_time_is_over_or_whose_future_is_dropped() {
    for expression in ["new Promise(() => {})", "new Response(new ReadableStream({}))"] {
        replace_fetch(expression);
        let options = CallOptions { timeout: Some(Duration::from_millis(200)), ..CallOptions::default() };
        let error = client().find_secret_with(FindSecret::new("token", Scope::Account), options).await.unwrap_err();
        assert_eq!((error.code(), aborted_requests()), (ErrorCode::Timeout, 1), "{expression}");
        restore();
    }
    replace_fetch("new Promise(() => {})");
    let secrets = client();
    {
        let mut call = std::pin::pin!(secrets.find_secret(FindSecret::new("token", Scope::Account)));
        let once = std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context).is_pending()));
        assert!(once.await);
        assert_eq!((requests().len(), aborted_requests()), (1, 0));
    }
    assert_eq!(aborted_requests(), 1);
    restore();
}

#[wasm_bindgen_test]
async fn sends_no_cookie_and_no_referrer_follows_no_redirect_and_gives_each_write_a_key() {
    replace_fetch("new Response('', { status: 400 })");
    // A test may have fixed the page's random numbers.
    forget_random();
    for _ in 0..2 {
        client().create_secret(CreateSecret::new("token", "made-up", Scope::Account)).await.unwrap_err();
    }
    let sent = requests();
    restore();
    assert!(sent.iter().all(|request| request.starts_with("POST manual omit no-referrer secret-store-")), "{sent:?}");
    assert_ne!(sent[0], sent[1]);
}
