//! One call from its start to its end, as a state machine that says what to do next.
//!
//! [`Call::begin`] returns the request to send. After each attempt the sender reports [`Call::answered`] or
//! [`Call::failed`] and gets the next [`Step`].

use crate::error::{ErrorCode, Result};
use crate::keyword::Keyword;
use crate::operation::Operation;
use crate::options::Client;
use crate::request::build;
pub use crate::response::Expected;
use crate::response::{Classification, classify};
use crate::retry::{self, AttemptResult};
use crate::scratch::{Form, Scratch};
use crate::validation;
use crate::value::{Kind, Value};

numbered! {
    /// The kind of a [`Step`].
    StepKind, 1:
    Resolve = "See [`Step::Resolve`].";
    ResolveNull = "See [`Step::ResolveNull`].";
    RetryAfter = "See [`Step::RetryAfter`].";
    Reject = "See [`Step::Reject`].";
}

/// The sender's next step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Resolve with the answer's JSON.
    Resolve,
    /// Resolve with `null`.
    ResolveNull,
    /// Send the same request again after this delay in milliseconds.
    RetryAfter(u32),
    /// Reject with an error.
    Reject {
        /// The code to branch on.
        code: ErrorCode,
        /// The status of the last answer; 0 for none.
        status: u16,
        /// The number of requests that were sent.
        attempts: u32,
    },
}

numbered! {
    /// The reason why an attempt brought no answer.
    Failure, 1:
    Connection = "The HTTP client threw or rejected.";
    HostNotReady = "The HTTP client threw or rejected, because the host is not there yet.";
    Timeout = "The attempt took longer than `timeout`.";
    Aborted = "The caller's signal was aborted during the attempt.";
    NotSent = "The caller's signal was aborted before the attempt began.";
}

/// A call that has begun. It keeps no value of the outside: the sender does, and passes it in again with the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    /// The operation.
    pub operation: Operation,
    /// The number of allowed retries.
    pub max_network_retries: u32,
    /// The number of attempts that have ended.
    pub attempts: u32,
}

/// A request with what the sender needs to send it.
pub struct PreparedRequest<'a, V> {
    /// The parameters: the query of a `GET`, the body of a `POST`. A `POST` has an `Idempotency-Key`, the same for each attempt.
    pub form: Form<'a>,
    /// The time limit for the answer to each attempt, in milliseconds.
    pub timeout: u32,
    /// The user whose scope is meant; `None` for the account's scope.
    pub user: Option<V>,
}

impl Call {
    /// Checks the parameters and options of a call, and builds its request in `scratch`. `now` is in Unix seconds.
    ///
    /// # Errors
    /// Returns what is wrong with them. Nothing was sent.
    pub fn begin<'a, V: Value>(
        client: &Client<V>,
        operation: Operation,
        params: V,
        options: V,
        now: f64,
        scratch: &'a Scratch,
    ) -> Result<(Self, PreparedRequest<'a, V>)> {
        // Before the options: `createSecret("name", "payload")` is about the parameters.
        let fields = operation.fields();
        if operation != Operation::List || params.kind() != Kind::Undefined {
            validation::fields(&params, fields, ErrorCode::InvalidParameter)?;
        }
        let settings = client.settings.for_call(&options, scratch)?;
        let (form, user) = build(client, operation, fields, &params, now, scratch)?;
        let call = Self { operation, max_network_retries: settings.max_network_retries, attempts: 0 };
        Ok((call, PreparedRequest { form, timeout: settings.timeout, user }))
    }

    /// Takes an answer: its status (0 for none), its `Stripe-Should-Retry` header and its body. `random` is below 1,024.
    pub fn answered<V: Value>(&mut self, expected: Expected<V>, status: u16, should_retry: V, json: V, random: u32) -> Step {
        match classify(self.operation, expected, status, json) {
            Ok(Classification::Expected) => Step::Resolve,
            Ok(Classification::NotFound) => Step::ResolveNull,
            Err(code) => {
                let advice = match should_retry.keyword() {
                    Some(Keyword::True) => Some(true),
                    Some(Keyword::False) => Some(false),
                    _ => None,
                };
                self.retry_or_reject(AttemptResult::Answered(status, advice), code, status, random)
            }
        }
    }

    /// Takes a failure: no answer came. `random` is below 1,024.
    pub fn failed(&mut self, failure: Failure, random: u32) -> Step {
        let code = match failure {
            Failure::Connection => ErrorCode::ConnectionFailed,
            Failure::HostNotReady => ErrorCode::HostNotReady,
            Failure::Timeout => ErrorCode::Timeout,
            Failure::Aborted => {
                self.attempts += 1;
                return self.reject(ErrorCode::Aborted, 0);
            }
            Failure::NotSent => return self.reject(ErrorCode::Aborted, 0),
        };
        self.retry_or_reject(AttemptResult::NoAnswer, code, 0, random)
    }

    fn retry_or_reject(&mut self, result: AttemptResult, code: ErrorCode, status: u16, random: u32) -> Step {
        let retries = self.attempts;
        self.attempts += 1;
        match retry::delay(result, retries, self.max_network_retries, random) {
            Some(milliseconds) => Step::RetryAfter(milliseconds),
            None => self.reject(code, status),
        }
    }

    fn reject(&self, code: ErrorCode, status: u16) -> Step {
        Step::Reject { code, status, attempts: self.attempts }
    }
}
