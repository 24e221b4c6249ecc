//! One call from its start to its end, as a state machine: it says what to do next, and whoever drives it does that.
//!
//! [`Operation::begin`] gives the request to send. After each try the driver reports [`Operation::answered`] or
//! [`Operation::failed`] and gets the next [`Step`].

use crate::error::{ErrorCode, Result};
use crate::key::Key;
use crate::options::Client;
use crate::request::{Action, Request, build};
pub use crate::response::Expected;
use crate::response::{Verdict, judge};
use crate::retry::{self, Outcome};
use crate::room::Room;
use crate::value::Value;

/// What to do next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Hand on the answer's JSON.
    HandOn,
    /// Answer that there is nothing.
    Nothing,
    /// Wait so many milliseconds, then send the same request again.
    Wait(u32),
    /// Give up with this code, after a status (0 for none) and so many tries.
    Fail {
        /// What to branch on.
        code: ErrorCode,
        /// The last answer's.
        status: u16,
        /// How many requests were sent.
        attempts: u32,
    },
}

/// Why a try brought no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Failure {
    /// The HTTP client threw or rejected.
    Connection,
    /// It did, because the host is not there yet.
    HostNotReady,
    /// It took longer than `timeout`.
    Timeout,
    /// The caller's signal was aborted during the try.
    Aborted,
    /// The caller's signal was aborted before the try began.
    NotSent,
}

impl Failure {
    /// All of them, in the order of their numbers, by which the driver names them.
    pub const ALL: [Failure; 5] = [Failure::Connection, Failure::HostNotReady, Failure::Timeout, Failure::Aborted, Failure::NotSent];
}

/// A call that has begun. It keeps no value of the outside: the driver does, and hands back what the answer has to agree with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operation {
    /// What is done.
    pub action: Action,
    /// How often to try again.
    pub max_network_retries: u32,
    /// How many requests were sent and have ended.
    pub attempts: u32,
}

/// What the driver has to do first.
pub struct Sending<'a, V> {
    /// The request. A `POST` goes with an `Idempotency-Key`, the same on every try.
    pub request: Request<'a>,
    /// How long to wait for an answer to each try, in milliseconds.
    pub timeout: u32,
    /// The user whose scope is meant; nothing for the account's.
    pub user: Option<V>,
}

impl Operation {
    /// Checks the parameters and options of a call, and builds its request in `room`. `now` is in Unix seconds.
    ///
    /// # Errors
    /// What is wrong with them; nothing was sent.
    pub fn begin<'a, V: Value>(
        client: &Client<V>,
        action: Action,
        params: V,
        options: V,
        now: f64,
        room: &'a Room,
    ) -> Result<(Self, Sending<'a, V>)> {
        let settings = client.settings.of_call(&options, room)?;
        let (request, user) = build(client, action, &params, now, room)?;
        let operation = Self { action, max_network_retries: settings.max_network_retries, attempts: 0 };
        Ok((operation, Sending { request, timeout: settings.timeout, user }))
    }

    /// An answer came, with this status (0 if there was none), `Stripe-Should-Retry` header and body. `random` is below 1,024.
    pub fn answered<V: Value>(&mut self, expected: Expected<V>, status: u16, should_retry: V, json: V, random: u32) -> Step {
        match judge(self.action, expected, status, json) {
            Ok(Verdict::HandOn) => Step::HandOn,
            Ok(Verdict::Nothing) => Step::Nothing,
            Err(code) => {
                let advice = match should_retry.word() {
                    Some(Key::True) => Some(true),
                    Some(Key::False) => Some(false),
                    _ => None,
                };
                self.again_or_fail(Outcome::Answered(status, advice), code, status, random)
            }
        }
    }

    /// No answer came. `random` is below 1,024.
    pub fn failed(&mut self, failure: Failure, random: u32) -> Step {
        let code = match failure {
            Failure::Connection => ErrorCode::ConnectionFailed,
            Failure::HostNotReady => ErrorCode::HostNotReady,
            Failure::Timeout => ErrorCode::Timeout,
            Failure::Aborted => {
                self.attempts += 1;
                return self.fail(ErrorCode::Aborted, 0);
            }
            Failure::NotSent => return self.fail(ErrorCode::Aborted, 0),
        };
        self.again_or_fail(Outcome::NoAnswer, code, 0, random)
    }

    fn again_or_fail(&mut self, outcome: Outcome, code: ErrorCode, status: u16, random: u32) -> Step {
        let retries = self.attempts;
        self.attempts += 1;
        match retry::wait(outcome, retries, self.max_network_retries, random) {
            Some(milliseconds) => Step::Wait(milliseconds),
            None => self.fail(code, status),
        }
    }

    fn fail(&self, code: ErrorCode, status: u16) -> Step {
        Step::Fail { code, status, attempts: self.attempts }
    }
}
