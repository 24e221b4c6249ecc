//! Returns the latest requests, or streams each one as it arrives.

use super::super::log::Logged;
use super::super::shared::Shared;
use super::State;
use super::problem::Json;
use crate::log::LogEntry;
use crate::store::Store;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde::Serialize;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Serialize)]
struct Requests<'a> {
    data: Vec<&'a LogEntry>,
}

pub(super) async fn show<S: Store + 'static>(shared: State<S>, headers: HeaderMap) -> Response {
    let shared = shared.0;
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(ACCEPT.as_str()).is_some_and(|accepted| accepted.contains("text/event-stream")) {
        let seen = text("last-event-id").and_then(|id| id.parse().ok());
        return Sse::new(Feed::new(shared, seen).events()).keep_alive(KeepAlive::default()).into_response();
    }
    let kept = shared.log.after(0);
    Json(Requests { data: kept.iter().map(|logged| &logged.entry).collect() }).into_response()
}

/// Follows the log for one listener.
struct Feed<S> {
    shared: Arc<Shared<S>>,
    changes: watch::Receiver<u64>,
    /// The number of the last one that was sent.
    sent: u64,
    waiting: VecDeque<Arc<Logged>>,
}

impl<S: Store + 'static> Feed<S> {
    /// Creates a stream of the requests after `seen`, the number of the last one that the listener has.
    fn new(shared: Arc<Shared<S>>, seen: Option<u64>) -> Self {
        let changes = shared.log.changes();
        let last = shared.log.last();
        let sent = match seen {
            // From an earlier life of the server.
            Some(seen) if seen > last => 0,
            Some(seen) => seen,
            None => last,
        };
        Self { shared, changes, sent, waiting: VecDeque::new() }
    }

    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        unfold(self, async |mut feed| feed.next().await.map(|logged| (Ok(event(&logged)), feed)))
    }

    /// Waits for the next request. Returns nothing once the server stops.
    async fn next(&mut self) -> Option<Arc<Logged>> {
        loop {
            if let Some(logged) = self.waiting.pop_front() {
                self.sent = logged.number;
                return Some(logged);
            }
            // In this order, so that none is missed between.
            self.changes.mark_unchanged();
            self.waiting = self.shared.log.after(self.sent).into();
            if self.waiting.is_empty() {
                tokio::select! {
                    biased;
                    () = self.shared.stopped() => return None,
                    changed = self.changes.changed() => changed.ok()?,
                }
            }
        }
    }
}

fn event(logged: &Logged) -> Event {
    // Names and numbers always become JSON, on one line.
    let data = serde_json::to_string(&logged.entry).unwrap_or_default();
    Event::default().event("request").id(logged.number.to_string()).data(data)
}
