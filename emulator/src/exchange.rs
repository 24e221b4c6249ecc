//! Holds a request's final answer: its headers, its delivery and its log entry.

use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::dispatch::Handled;
use crate::fault::{Delivery, Fault};
use crate::idempotency::{self, KEY_CHARACTERS};
use crate::log::{LogEntry, ShownAnswer, shown, shown_headers, shown_path};
use crate::request::Request;
use crate::response::Response;
use crate::version::{DEFAULT_VERSION, is_version};
use serde::Serialize;
use std::borrow::Cow;

/// A request's answer with its delivery and its log entry.
#[derive(Serialize)]
pub struct Exchange {
    /// The answer.
    pub response: Response,
    /// The part of the answer that arrives.
    pub delivery: Delivery,
    /// The delay of the answer, in milliseconds.
    pub delay_ms: u64,
    /// The log entry of the request.
    pub entry: LogEntry,
}

impl Exchange {
    /// Creates the exchange of a request with its outcome. `attempt` counts the requests of a call.
    pub(crate) fn new(
        request: &Request,
        handled: Handled,
        request_id: String,
        attempt: Option<u32>,
        fault: Option<&Fault>,
        assumed: &AssumptionLog,
        now: u64,
    ) -> Self {
        let Handled { outcome, caller, original_request } = handled;
        let replayed = original_request.is_some();
        let mut response = Response::new(outcome, request_id.clone());
        match request.header("stripe-version").filter(|version| is_version(version)) {
            Some(version) => response.add("stripe-version", version.to_owned()),
            None => response.add("stripe-version", DEFAULT_VERSION),
        }
        let key = idempotency::key(request);
        if let Some(key) = key.filter(|key| key.len() <= KEY_CHARACTERS) {
            response.add("idempotency-key", key.to_owned());
            // Every answer of this kind would rest on the assumption, so it is named only where it tells something.
            let names = if replayed {
                assumed.consult(Assumption::OriginalRequest)
            } else {
                assumed.assumptions().holds(Assumption::OriginalRequest)
            };
            let original = original_request.unwrap_or_else(|| request_id.clone());
            if names && !original.is_empty() {
                response.add("original-request", original);
            }
        }
        if replayed {
            response.add("idempotent-replayed", "true");
        }
        if let Some(account) = request.header("stripe-account").filter(|account| account.len() <= KEY_CHARACTERS) {
            response.add("stripe-account", account.to_owned());
        }
        let answer = ShownAnswer::of(&response.body);
        let assumptions = assumed.names();
        if !assumptions.is_empty() {
            response.add(
                "emulator-assumption",
                match assumptions.as_slice() {
                    [only] => Cow::Borrowed(*only),
                    several => several.join(", ").into(),
                },
            );
        }
        let delay_ms = fault.map_or(0, |fault| fault.delay_ms);
        let delivery = fault.map_or(Delivery::Whole, |fault| fault.spoil(&mut response));
        let entry = LogEntry {
            time: now,
            caller,
            method: request.method.clone(),
            path: shown_path(request.route()),
            parameters: shown(request),
            headers: shown_headers(request),
            status: response.status,
            code: response.code.clone(),
            request_id,
            idempotency_key: key.is_some(),
            attempt,
            replayed,
            fault: fault.map(|fault| fault.kind.name()),
            assumptions,
            duration_us: delay_ms.saturating_mul(1_000),
            answer,
        };
        Self { response, delivery, delay_ms, entry }
    }
}
