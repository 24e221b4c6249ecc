//! The driver over reqwest 0.13, with rustls and ring.

use super::{NoResponse, Request, Response};
use crate::client::error::Source;
use ::reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use ::reqwest::{Client, ClientBuilder, redirect};
use bytes::Bytes;
use core::hash::{BuildHasher, Hasher};
use core::time::Duration;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;
use std::boxed::Box;
use std::format;
use std::hash::RandomState;
use std::string::{String, ToString};
use std::sync::Arc;
use std::time::SystemTime;
use std::vec::Vec;
use tokio::runtime::Handle;

/// A body, which all attempts share. It is wiped with the last of them.
pub(in crate::client) type Body = Bytes;

/// A change of reqwest's settings.
pub(in crate::client) type Configure = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send + Sync>;

#[derive(Clone)]
pub(in crate::client) struct Driver(Client);

impl Driver {
    /// Makes a driver. Without TLS, as for the emulator, it needs no certificates of the system.
    pub(in crate::client) fn new(has_tls: bool, configure: Option<Configure>) -> Result<Self, Source> {
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let builder = ClientBuilder::new().user_agent(agent).tls_backend_preconfigured(tls(has_tls)?);
        let builder = match configure {
            Some(configure) => configure(builder),
            None => builder,
        };
        // A redirect would take the key, and with status 307 the payload, to another address; and it would name this one in a Referer.
        Ok(Self(builder.redirect(redirect::Policy::none()).referer(false).build()?))
    }

    /// Sends a request and reads its answer.
    pub(in crate::client) async fn send(&self, request: &Request<'_>) -> Result<Response, NoResponse> {
        let headers = headers(request).map_err(|source| NoResponse { is_timeout: false, source: Some(source) })?;
        let builder = match request.body {
            Some(body) => self.0.post(request.url).body(body.clone()),
            None => self.0.get(request.url),
        };
        // The limit is for the whole answer, with its body.
        let sent = builder.headers(headers).timeout(Duration::from_millis(request.timeout.into())).send();
        let response = sent.await.map_err(failed)?;
        let text = |name: &str| response.headers().get(name)?.to_str().ok().map(ToString::to_string);
        let (status, should_retry, request_id) = (response.status().as_u16(), text("stripe-should-retry"), text("request-id"));
        let body = match response.bytes().await {
            Ok(body) => Ok(Zeroizing::new(Vec::from(body))),
            // A time-out within a body is an error of decoding too (0.13.5).
            Err(error) if error.is_timeout() => return Err(failed(error)),
            Err(error) => Err(error.without_url().into()),
        };
        Ok(Response { status, should_retry, request_id, body })
    }
}

fn failed(error: ::reqwest::Error) -> NoResponse {
    // The address has the names of secrets in its query.
    NoResponse { is_timeout: error.is_timeout(), source: Some(error.without_url().into()) }
}

fn headers(request: &Request<'_>) -> Result<HeaderMap, Source> {
    let mut headers = HeaderMap::with_capacity(request.headers.len() + 1);
    let mut authorization = HeaderValue::from_str(request.authorization.expose_secret())?;
    // reqwest prints all other headers.
    authorization.set_sensitive(true);
    headers.insert(AUTHORIZATION, authorization);
    for (name, value) in request.headers {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value)?);
    }
    Ok(headers)
}

/// Makes the settings of TLS: reqwest would panic without a provider that is set for the whole process.
fn tls(has_tls: bool) -> Result<ClientConfig, rustls::Error> {
    let provider = CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(ring::default_provider()));
    let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
    Ok(if has_tls {
        builder.dangerous().with_custom_certificate_verifier(Arc::new(Verifier::new(provider)?)).with_no_client_auth()
    } else {
        builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    })
}

/// Returns advice where there is no runtime. reqwest and tokio would panic there.
pub(in crate::client) fn check_runtime() -> Result<(), &'static str> {
    let missing = "There is no runtime of tokio here: call from a task of one, such as #[tokio::main] or Runtime::block_on.";
    Handle::try_current().map(drop).map_err(|_| missing)
}

/// Makes a body of a form.
pub(in crate::client) fn body_of(form: Zeroizing<Vec<u8>>) -> Body {
    Bytes::from_owner(form)
}

/// Waits for so many milliseconds.
pub(in crate::client) async fn sleep(milliseconds: u32) {
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
}

/// Returns the time in Unix seconds.
pub(in crate::client) fn now() -> f64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

/// Returns a number below 1,024.
pub(in crate::client) fn random() -> u32 {
    (number() & 1_023) as u32
}

/// Returns a text that hardly any other process has, but for those that were forked.
pub(in crate::client) fn unique() -> String {
    format!("{:x}-{:x}", number(), number())
}

/// Returns the number of this process. A process that was forked has the same random numbers as the first one.
pub(in crate::client) fn process() -> u32 {
    std::process::id()
}

/// Returns a number that depends on the random seed of the process's hash tables.
fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}
