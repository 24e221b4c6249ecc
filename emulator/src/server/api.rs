//! The emulated service: a request over HTTP to the engine, and its answer back.

use super::body::{self, Unread};
use super::guard::{Audience, Forbidden};
use super::reply::{Dropped, Reply};
use super::shared::Shared;
use crate::api_error::ApiError;
use crate::exchange::Exchange;
use crate::fault::Delivery;
use crate::id;
use crate::log::{LogEntry, ShownAnswer, shown_path};
use crate::operation::Operation;
use crate::request::{Request, is_read};
use crate::response::{Outcome, Response, envelope};
use crate::store::Store;
use hyper::body::{Body, Bytes};
use hyper::header::{
    ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CONNECTION,
    HeaderName, HeaderValue,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Set in the numbers of requests that never came to the engine, so that their ids differ from those that did.
const REFUSED: u64 = 1 << 63;

/// An answer that is already in the logs.
struct Answer {
    response: Response,
    delivery: Delivery,
    delay_ms: u64,
}

/// Answers a request.
pub(super) async fn answer<S, B>(shared: &Arc<Shared<S>>, request: hyper::Request<B>) -> Result<hyper::Response<Reply>, Dropped>
where
    S: Store + 'static,
    B: Body<Data = Bytes> + Unpin,
{
    let (head, body) = request.into_parts();
    if let Err(Forbidden(why)) = shared.guard.check(&head, Audience::Service) {
        return Ok(forbid(shared, &head, why));
    }
    let reads = matches!(head.method, Method::GET | Method::HEAD);
    let body = match body::read(body, &shared.limits, body::is_awaited(&head.headers)).await {
        Ok(_) if reads => String::new(),
        Ok(body) => match String::from_utf8(body) {
            Ok(body) => body,
            Err(_) => return Ok(refuse(shared, &head, ApiError::new(400, "The body must be UTF-8.".to_owned()), false)),
        },
        Err(Unread::TooLarge) => {
            let message = format!("The body of a request may have {} bytes at most.", shared.limits.body_bytes);
            return Ok(refuse(shared, &head, ApiError::new(413, message), true));
        }
        Err(Unread::TooSlow) => {
            let message = format!("The body of a request may take {} seconds at most.", shared.limits.body_time.as_secs());
            return Ok(refuse(shared, &head, ApiError::new(408, message), true));
        }
        Err(Unread::Gone) => return Err(Dropped),
    };
    // A read of the file's cache takes less time than handing it to another thread.
    let answer = if reads {
        handle(shared, &read(head, body))
    } else {
        let Ok(turn) = shared.turn_to_write().await else {
            return Ok(refuse(shared, &head, ApiError::busy(shared.limits.write_wait.as_secs()), false));
        };
        let request = read(head, body);
        let write = move |shared: &Shared<S>| {
            // Until the write is done, whether or not its client waits for it.
            let _turn = turn;
            handle(shared, &request)
        };
        Arc::clone(shared).work(write).await?
    };
    deliver(shared, answer).await
}

fn read(head: Parts, body: String) -> Request {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path_and_query().map_or("", |path| path.as_str()).to_owned(),
        headers: head
            .headers
            .iter()
            .filter(|(name, _)| is_read(name.as_str()))
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body,
    }
}

/// Asks the engine, and tells it to the logs where the client cannot interrupt it.
fn handle<S: Store + 'static>(shared: &Shared<S>, request: &Request) -> Answer {
    let began = Instant::now();
    let Exchange { response, delivery, delay_ms, mut entry } = shared.engine.handle(request, None, shared.clock.now());
    match &response.store_error {
        Some(reason) if Operation::of(request).is_some_and(Operation::writes) => shared.reports.write_failed(reason),
        Some(reason) => shared.reports.read_failed(reason),
        None if response.status == 200 && Operation::of(request).is_some_and(Operation::writes) => shared.reports.wrote(),
        None => {}
    }
    // A preflight is the browser's own request, and no developer asks for it.
    if request.method != "OPTIONS" {
        let took = began.elapsed();
        entry.duration_us = entry.duration_us.saturating_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        tell(&entry, took);
        shared.log.push(entry);
    }
    Answer { response, delivery, delay_ms }
}

/// Prints one line about a request.
fn tell(entry: &LogEntry, took: Duration) {
    if !tracing::enabled!(tracing::Level::INFO) {
        return;
    }
    let LogEntry { method, path, status, code, request_id, fault, .. } = entry;
    let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
    tracing::info!(%method, path, status, code = code.as_deref(), request_id, fault, ms);
}

/// Refuses what is not for the engine. `closes`: the connection, because the rest of the body is still to come.
fn refuse<S: Store + 'static>(shared: &Shared<S>, head: &Parts, error: ApiError, closes: bool) -> hyper::Response<Reply> {
    let now = shared.clock.now();
    let request_id = id::request(REFUSED | shared.refused.fetch_add(1, Ordering::Relaxed), now);
    let entry = LogEntry {
        time: now,
        caller: None,
        method: head.method.as_str().to_owned(),
        path: shown_path(head.uri.path()),
        parameters: Vec::new(),
        headers: Vec::new(),
        status: error.status,
        code: None,
        request_id: request_id.clone(),
        idempotency_key: false,
        attempt: None,
        replayed: false,
        fault: None,
        assumptions: Vec::new(),
        duration_us: 0,
        answer: ShownAnswer::of(&envelope(&error)),
    };
    tell(&entry, Duration::ZERO);
    shared.log.push(entry);
    let mut response = written(Response::new(Outcome::Error(error), request_id), Reply::whole);
    if closes {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Refuses a page that may not use the emulator. Without the headers that let a page read an answer, it cannot read this one either.
fn forbid<S: Store + 'static>(shared: &Shared<S>, head: &Parts, why: String) -> hyper::Response<Reply> {
    let mut response = refuse(shared, head, ApiError::new(403, why), false);
    let headers = response.headers_mut();
    for name in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE] {
        headers.remove(name);
    }
    response
}

/// Sends an answer as the faults have it.
async fn deliver<S: Store + 'static>(shared: &Shared<S>, answer: Answer) -> Result<hyper::Response<Reply>, Dropped> {
    if answer.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
    }
    match answer.delivery {
        Delivery::Whole => Ok(written(answer.response, Reply::whole)),
        Delivery::Cut => Ok(written(answer.response, Reply::cut)),
        Delivery::Nothing => Err(Dropped),
        Delivery::Hang => {
            // hyper drops this future if the client gives up first.
            let _ = tokio::time::timeout(shared.limits.hang_time, shared.stopped()).await;
            Err(Dropped)
        }
    }
}

fn written(response: Response, body: impl FnOnce(String) -> Reply) -> hyper::Response<Reply> {
    let mut headers = HeaderMap::with_capacity(response.headers.len());
    for (name, value) in response.headers {
        // All are valid: they are the emulator's own, or came in as headers.
        let value = match value {
            Cow::Borrowed(value) => Ok(HeaderValue::from_static(value)),
            Cow::Owned(value) => HeaderValue::try_from(value),
        };
        if let Ok(value) = value {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    let mut written = hyper::Response::new(body(response.body));
    // hyper adds the length and the date.
    *written.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *written.headers_mut() = headers;
    written
}
