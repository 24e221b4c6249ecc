//! Implements injected faults, which make the next requests fail.

use crate::api_error::ApiError;
use crate::response::{Outcome, Response};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The kind of failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A status with Stripe's error envelope.
    Status,
    /// A status without a body.
    Empty,
    /// The connection is closed without an answer.
    NoAnswer,
    /// No answer comes, and the connection stays.
    Hang,
    /// The connection is closed in the middle of the body.
    CutBody,
    /// The body is called HTML.
    WrongContentType,
    /// The body ends in the middle, and is said to be whole.
    BrokenJson,
    /// The answer is only delayed.
    Latency,
}

impl Kind {
    /// Returns the kind's name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Empty => "empty",
            Self::NoAnswer => "no_answer",
            Self::Hang => "hang",
            Self::CutBody => "cut_body",
            Self::WrongContentType => "wrong_content_type",
            Self::BrokenJson => "broken_json",
            Self::Latency => "latency",
        }
    }
}

/// A failure of the next requests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The kind of failure.
    pub kind: Kind,
    /// The status of `status` (500 unless given) and `empty` (403), from 400 to 599.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The number of requests, 1 to 1,000,000.
    #[serde(default = "once")]
    pub count: u32,
    /// The delay of the answer in milliseconds, at most 600,000.
    #[serde(default)]
    pub delay_ms: u64,
    /// Only requests with this verb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `true` carries the request out before it fails. The default is `false` for `status` and `empty`, and `true` for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executed: Option<bool>,
    /// The header `Stripe-Should-Retry` of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub should_retry: Option<bool>,
}

const fn once() -> u32 {
    1
}

/// The delivery of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// As it is.
    #[default]
    Whole,
    /// Not at all: the connection is closed.
    Nothing,
    /// Its first half: the connection is closed then.
    Cut,
    /// Not at all: the connection stays until the other side gives up.
    Hang,
}

impl Fault {
    /// Checks that the fault is possible.
    ///
    /// # Errors
    /// Says which part is not possible.
    pub fn check(&self) -> Result<(), String> {
        let takes_status = matches!(self.kind, Kind::Status | Kind::Empty);
        match self {
            Self { status: Some(_), kind, .. } if !takes_status => {
                Err(format!("`status` is for \"status\" and \"empty\", not for \"{}\".", kind.name()))
            }
            Self { status: Some(status), .. } if !(400..=599).contains(status) => Err("`status` must be from 400 to 599.".to_owned()),
            Self { count, .. } if !(1..=1_000_000).contains(count) => Err("`count` must be from 1 to 1,000,000.".to_owned()),
            Self { delay_ms: 600_001.., .. } => Err("`delay_ms` must be at most 600,000.".to_owned()),
            Self { method: Some(method), .. } if !["GET", "POST"].contains(&method.as_str()) => {
                Err("`method` must be GET or POST.".to_owned())
            }
            Self { should_retry: Some(_), kind: Kind::NoAnswer | Kind::Hang, .. } => Err("`should_retry` needs an answer.".to_owned()),
            Self { kind: Kind::Latency, delay_ms: 0, .. } => Err("\"latency\" needs `delay_ms`.".to_owned()),
            _ => Ok(()),
        }
    }

    /// Returns whether the request is carried out before its answer is spoilt.
    pub(crate) fn executes(&self) -> bool {
        self.executed.unwrap_or(!matches!(self.kind, Kind::Status | Kind::Empty))
    }

    /// Returns the answer that replaces the real answer, or a missing one.
    pub(crate) fn outcome(&self) -> Outcome {
        match self.kind {
            Kind::Empty => Outcome::Empty(self.status.unwrap_or(403)),
            _ => Outcome::Error(ApiError::injected(self.status.unwrap_or(500))),
        }
    }

    /// Returns whether the fault has its own answer, also if the request was carried out.
    pub(crate) const fn replaces(&self) -> bool {
        matches!(self.kind, Kind::Status | Kind::Empty)
    }

    /// Spoils an answer, and says how it is to be delivered.
    pub(crate) fn spoil(&self, response: &mut Response) -> Delivery {
        if let Some(advice) = self.should_retry {
            response.add("stripe-should-retry", advice.to_string());
        }
        match self.kind {
            Kind::Status | Kind::Empty => {
                if response.status == 429 {
                    response.add("stripe-rate-limited-reason", "global-rate");
                }
                Delivery::Whole
            }
            Kind::Latency => Delivery::Whole,
            Kind::NoAnswer => Delivery::Nothing,
            Kind::Hang => Delivery::Hang,
            Kind::CutBody => Delivery::Cut,
            Kind::WrongContentType => {
                response.headers.retain(|(name, _)| *name != "content-type");
                response.add("content-type", "text/html");
                Delivery::Whole
            }
            Kind::BrokenJson => {
                let half = (0..=response.body.len() / 2).rev().find(|at| response.body.is_char_boundary(*at)).unwrap_or(0);
                response.body.truncate(half);
                Delivery::Whole
            }
        }
    }
}

/// The pending faults, in their order.
#[derive(Clone, Default)]
pub(crate) struct Faults(pub(crate) VecDeque<Fault>);

impl Faults {
    /// Returns the fault that a request with this verb runs into.
    pub(crate) fn take(&mut self, method: &str) -> Option<Fault> {
        let at = self.0.iter().position(|fault| fault.method.as_deref().is_none_or(|only| only == method))?;
        let fault = self.0.get_mut(at)?;
        let taken = fault.clone();
        fault.count = fault.count.saturating_sub(1);
        if fault.count == 0 {
            self.0.remove(at);
        }
        Some(taken)
    }
}
