//! Writes an exchange as JSON in the form that the package's callers see: their names, and objects of named values.

use crate::exchange::Exchange;
use crate::fault::Delivery;
use crate::log::{LogEntry, ShownAnswer};
use serde::{Serialize, Serializer};

/// An answer with its delivery, as `js/testing/core.ts` declares it.
#[derive(Serialize)]
struct Answered<'a> {
    status: u16,
    #[serde(serialize_with = "named")]
    headers: &'a [(&'static str, std::borrow::Cow<'static, str>)],
    body: &'a str,
    delivery: &'a Delivery,
    delay: u64,
    entry: Entry<'a>,
}

/// An entry of the log, as `js/testing/log.ts` declares it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    time: u64,
    caller: &'a Option<crate::caller::Caller>,
    method: &'a str,
    path: &'a str,
    #[serde(serialize_with = "named")]
    parameters: &'a [(String, String)],
    #[serde(serialize_with = "named")]
    headers: &'a [(&'static str, String)],
    status: u16,
    code: &'a Option<String>,
    request_id: &'a str,
    idempotency_key: bool,
    attempt: Option<u32>,
    replayed: bool,
    fault: Option<&'static str>,
    assumptions: &'a [&'static str],
    duration: f64,
    answer: &'a Option<ShownAnswer>,
}

/// Writes pairs as an object. If a name comes twice, JavaScript's parser keeps the last value.
fn named<S: Serializer>(pairs: &[(impl Serialize, impl Serialize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

/// Longer than most, in bytes, so that the text does not grow step by step.
const CAPACITY: usize = 2_048;

pub(super) fn to_json(exchange: &Exchange) -> serde_json::Result<Vec<u8>> {
    let Exchange { response, delivery, delay_ms, entry } = exchange;
    // Each field is named, so that a new one cannot be forgotten.
    let LogEntry {
        time,
        caller,
        method,
        path,
        parameters,
        headers,
        status,
        code,
        request_id,
        idempotency_key,
        attempt,
        replayed,
        fault,
        assumptions,
        duration_us,
        answer,
    } = entry;
    let mut json = Vec::with_capacity(CAPACITY);
    let answered = Answered {
        status: response.status,
        headers: &response.headers,
        body: &response.body,
        delivery,
        delay: *delay_ms,
        entry: Entry {
            time: *time,
            caller,
            method,
            path,
            parameters,
            headers,
            status: *status,
            code,
            request_id,
            idempotency_key: *idempotency_key,
            attempt: *attempt,
            replayed: *replayed,
            fault: *fault,
            assumptions,
            duration: *duration_us as f64 / 1_000.0,
            answer,
        },
    };
    serde_json::to_writer(&mut json, &answered)?;
    Ok(json)
}
