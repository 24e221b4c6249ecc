//! The driver over gloo-net 0.7 and the page's `fetch`.
//!
//! gloo-net 0.7.0 builds the requests. It panics where an error is expected, and in WebAssembly a panic leaves the caller's future pending forever:
//!
//! - `RequestBuilder::header` panics for a header that `fetch` refuses. The core has checked each header before it comes here.
//! - `RequestBuilder::new` panics on a page without `Headers` or `URLSearchParams`. The driver looks for both.
//! - `Request::send` and `Response::binary` panic if `fetch` rejects with a value other than an `Error`, as an aborted signal or a page's own `fetch` may do.
//!   `Request::send` also panics if `fetch` resolves with another value than a `Response`, and each getter of a `Response` that is a Proxy throws. So the
//!   request is sent here, and the answer is read by its shape.

use super::page::{Timer, bytes_of, settled};
use super::{NoResponse, Request, Response};
use crate::client::error::Source;
use ::gloo_net::http::{Method, RequestBuilder};
use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;
use js_sys::{Date, Math, Reflect, Uint8Array};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;
use std::borrow::ToOwned;
use std::format;
use std::string::String;
use std::vec::Vec;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, UrlSearchParams};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;

    /// The value that `fetch` resolves with, by its shape. A page's own `fetch` may resolve with anything.
    type Answer;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Answer) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Answer) -> Result<AnswerHeaders, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &Answer) -> Result<JsValue, JsValue>;

    type AnswerHeaders;
    #[wasm_bindgen(method, structural, catch)]
    fn get(this: &AnswerHeaders, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<JsValue, JsValue>;
}

/// A body, which all attempts share. JavaScript gets a copy of it.
pub(in crate::client) type Body = Zeroizing<Vec<u8>>;

/// There is nothing to configure: `fetch` is the page's.
pub(in crate::client) enum Configure {}

#[derive(Clone)]
pub(in crate::client) struct Driver;

impl Driver {
    #[allow(clippy::unnecessary_wraps)] // The other driver may fail.
    pub(in crate::client) fn new(_has_tls: bool, _configure: Option<Configure>) -> Result<Self, Source> {
        Ok(Self)
    }

    /// Sends a request and reads its answer. A future that is dropped aborts the request.
    pub(in crate::client) async fn send(&self, request: &Request<'_>) -> Result<Response, NoResponse> {
        match within(request.timeout, exchange(request)).await {
            Ok(Some(response)) => Ok(response),
            Ok(None) => Err(NoResponse { is_timeout: true, source: None }),
            Err(thrown) => Err(NoResponse { is_timeout: false, source: Some(source_of(&thrown, request)) }),
        }
    }
}

async fn exchange(request: &Request<'_>) -> Result<Response, JsValue> {
    let aborter = AbortOnDrop(AbortController::new()?);
    Headers::new()?;
    UrlSearchParams::new()?;
    let method = if request.body.is_some() { Method::POST } else { Method::GET };
    let mut builder = RequestBuilder::new(request.url)
        .method(method)
        .abort_signal(Some(&aborter.0.signal()))
        // A redirect with status 307 would take the payload to another address.
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .header("Authorization", request.authorization.expose_secret());
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    let built = match request.body {
        Some(body) => builder.body(Uint8Array::from(body.as_slice())),
        None => builder.build(),
    };
    let built = built.map_err(|_| JsValue::from_str("The address is not valid."))?;
    let answer: Answer = settled(&fetch(&built.into())?).await?.unchecked_into();
    let status = answer.status()?.as_f64().ok_or_else(|| JsValue::from_str("fetch resolved with a value other than a Response."))?;
    let text = |name: &str| answer.headers().and_then(|headers| headers.get(name)).ok()?.as_string();
    let (should_retry, request_id) = (text("stripe-should-retry"), text("request-id"));
    let body = read_body(&answer).await.map_err(|thrown| source_of(&thrown, request));
    Ok(Response { status: status as u16, should_retry, request_id, body })
}

async fn read_body(answer: &Answer) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    bytes_of(&settled(&answer.array_buffer()?).await?)
}

/// Aborts a request whose future is dropped: by the caller, or by the time limit. After the end of the answer that does nothing.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Returns the result of some work, or `None` if it takes longer than so many milliseconds. No timer stays behind.
async fn within<T>(milliseconds: u32, work: impl Future<Output = Result<T, JsValue>>) -> Result<Option<T>, JsValue> {
    let (mut work, mut timer) = (pin!(work), pin!(Timer::new(milliseconds)?));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(result.map(Some)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Ok(None)),
    })
    .await
}

/// Describes any value that JavaScript may throw. A page's own `fetch` may repeat the request in it.
fn source_of(thrown: &JsValue, request: &Request<'_>) -> Source {
    let text = |name: &str| Reflect::get(thrown, &name.into()).ok()?.as_string();
    let text = match (text("name"), text("message")) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        _ => thrown.as_string().unwrap_or_else(|| "JavaScript threw a value other than an Error.".to_owned()),
    };
    if repeats(&text, request) {
        return "JavaScript threw an Error that repeats the request.".into();
    }
    text.chars().take(1_000).collect::<String>().into()
}

/// Returns whether a text has the query of a request, its body or its key.
fn repeats(text: &str, request: &Request<'_>) -> bool {
    let query = request.url.split_once('?').map(|(_, query)| query.as_bytes());
    let body = request.body.map(|body| body.as_slice());
    let key = request.authorization.expose_secret().split_once(' ').map(|(_, key)| key.as_bytes());
    let has = |part: &[u8]| text.as_bytes().windows(part.len()).any(|window| window == part);
    [query, body, key].into_iter().flatten().any(|part| !part.is_empty() && has(part))
}

/// The page is the runtime.
#[allow(clippy::unnecessary_wraps)] // The other driver may fail.
pub(in crate::client) fn check_runtime() -> Result<(), &'static str> {
    Ok(())
}

/// Makes a body of a form.
pub(in crate::client) fn body_of(form: Zeroizing<Vec<u8>>) -> Body {
    form
}

/// Waits for so many milliseconds.
pub(in crate::client) async fn sleep(milliseconds: u32) {
    // A page without timers gets its retry at once.
    if let Ok(timer) = Timer::new(milliseconds) {
        timer.await;
    }
}

/// Returns the time in Unix seconds.
pub(in crate::client) fn now() -> f64 {
    Date::now() / 1000.0
}

/// Returns a number below 1,024.
pub(in crate::client) fn random() -> u32 {
    (Math::random() * 1_024.0) as u32
}

/// Returns a text that hardly any other page has. `crypto.randomUUID` exists in secure contexts alone, and a test may have seeded `Math.random`.
pub(in crate::client) fn unique() -> String {
    let uuid = random_uuid().ok().and_then(|uuid| uuid.as_string()).unwrap_or_default();
    format!("{}-{uuid}", (Math::random() * 1e15) as u64)
}

/// There is one process, the page.
pub(in crate::client) fn process() -> u32 {
    0
}
