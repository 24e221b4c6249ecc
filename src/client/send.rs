//! Carries out one call: sends, waits and sends again as the core says. Nothing is decided here.

use super::answer::{Answer, take};
use super::call_options::CallOptions;
use super::connection::Connection;
use super::driver::{self, NoResponse, Request, Response, body_of};
use super::error::{Error, Result, Source};
use super::idempotency_key::new_idempotency_key;
use super::input::Input;
use super::json::Json;
use super::params::Params;
use crate::call::{Call, Expected, Failure, Step};
use crate::error::{ErrorCode, ValidationError};
use crate::options::Client;
use crate::scratch::Scratch;
use core::cell::Cell;
use secrecy::zeroize::Zeroizing;
use std::borrow::ToOwned;
use std::format;
use std::string::String;
use std::sync::{Mutex, PoisonError};
use std::vec::Vec;

/// The scratch buffer of all clients. A call uses it for microseconds, and leaves it wiped.
static SCRATCH: Mutex<Scratch> = Mutex::new(Scratch::new());

/// Calls `act` with the scratch buffer.
pub(super) fn with_scratch<R>(act: impl FnOnce(&Scratch) -> R) -> R {
    act(&SCRATCH.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A call that has begun, with its request. No `Debug`: it has the payload.
struct Begun {
    call: Call,
    form: Zeroizing<Vec<u8>>,
    timeout: u32,
    /// The user whose scope is meant.
    user: Option<String>,
}

/// Checks the parameters and options, and builds the request.
fn begin(connection: &Connection, params: &Params<'_>, options: &CallOptions) -> Result<Begun, ValidationError> {
    let now = driver::now();
    options.read(|options| {
        params.read(|fields| {
            with_scratch(|scratch| {
                let Connection { settings, write_policy, .. } = *connection;
                let user = Input::text_or_undefined(connection.user());
                let client = Client { user, scope: Input::Undefined, settings, write_policy };
                let (call, prepared) = Call::begin(&client, params.operation, fields, options, now, scratch)?;
                let form = prepared.form.bytes().iter().map(Cell::get).collect::<Vec<_>>();
                let user = prepared.user.and_then(Input::into_text).map(ToOwned::to_owned);
                Ok(Begun { call, form: Zeroizing::new(form), timeout: prepared.timeout, user })
            })
        })
    })
}

/// Carries out a call to its end. Returns `None` if a find finds nothing.
pub(super) async fn send<A: Answer>(connection: &Connection, params: Params<'_>, options: &CallOptions) -> Result<Option<A>> {
    let Begun { mut call, form, timeout, user } = begin(connection, &params, options)?;
    driver::check_runtime().map_err(|message| Error::with_message(ErrorCode::UnexpectedFailure, message))?;
    let operation = params.operation;
    let is_write = operation.writes();
    let mut url = format!("{}{}", connection.base_url, operation.path());
    if !is_write {
        url.push('?');
        url.extend(form.iter().copied().map(char::from));
    }
    let body = is_write.then(|| body_of(form));
    let new_key = (is_write && options.idempotency_key.is_none()).then(new_idempotency_key);
    let headers = headers(connection, options, new_key.as_deref());
    let request = Request { url: &url, body: body.as_ref(), authorization: &connection.authorization, headers: &headers, timeout };
    loop {
        let (step, answered) = match connection.driver.send(&request).await {
            Ok(response) => {
                let answered = Answered::read(response);
                let expected = Expected { name: Input::text_or_undefined(params.name), user: Input::text_or_undefined(user.as_deref()) };
                let should_retry = Input::text_or_undefined(answered.should_retry.as_deref());
                let json = answered.json.as_ref().map_or(Input::Undefined, |json| Input::Json(json.value()));
                (call.answered(expected, answered.status, should_retry, json, driver::random()), answered)
            }
            Err(NoResponse { is_timeout, source }) => {
                let failure = if is_timeout { Failure::Timeout } else { Failure::Connection };
                (call.failed(failure, driver::random()), Answered { source, ..Answered::default() })
            }
        };
        let (code, attempts, answered) = match step {
            Step::RetryAfter(milliseconds) => {
                driver::sleep(milliseconds).await;
                continue;
            }
            Step::ResolveNull => return Ok(None),
            Step::Resolve => match answered.json.and_then(|json| take(json, params.scope)) {
                Some(answer) => return Ok(Some(answer)),
                // A list may have secrets of a scope that Rust has no type for.
                None => (ErrorCode::UnreadableResponse, call.attempts + 1, Answered { json: None, ..answered }),
            },
            Step::Reject { code, attempts, .. } => (code, attempts, answered),
        };
        let Answered { status, json, request_id, source, .. } = answered;
        let status = (status > 0).then_some(status);
        let error = Error::of_call(code, attempts, status, is_write, source);
        return Err(error.with_answer(json.as_ref(), request_id, params.payload));
    }
}

/// Returns all headers of a request but that with the key.
fn headers<'a>(connection: &'a Connection, options: &'a CallOptions, new_key: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let own = [
        ("idempotency-key", options.idempotency_key.as_deref().or(new_key)),
        ("stripe-account", options.stripe_account.as_deref()),
        ("stripe-context", options.stripe_context.as_deref()),
    ];
    let own = own.map(|(name, value)| value.map(|value| (name, value)));
    let is_replaced = |name: &str| own.iter().flatten().any(|(other, _)| *other == name);
    let shared = connection.headers.iter().filter(|(name, _)| !is_replaced(name)).map(|(name, value)| (*name, value.as_str()));
    shared.chain(own.iter().flatten().copied()).collect()
}

/// The end of an attempt. No `Debug`: it may have a payload.
#[derive(Default)]
struct Answered {
    /// The status, or 0 for none.
    status: u16,
    should_retry: Option<String>,
    request_id: Option<String>,
    json: Option<Json>,
    source: Option<Source>,
}

impl Answered {
    fn read(response: Response) -> Self {
        let Response { status, should_retry, request_id, body } = response;
        // The page's `fetch` says 0 for a redirect, and a server may say 999.
        let status = if (100..600).contains(&status) { status } else { 0 };
        let (json, source) = match body {
            Ok(body) => (Json::parse(&body), None),
            Err(source) => (None, Some(source)),
        };
        Self { status, should_retry, request_id: request_id.map(|id| id.chars().take(200).collect()), json, source }
    }
}
