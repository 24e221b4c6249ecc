//! One call from its start to its end, as a state machine: it says what to do next, and whoever drives it does that.
//!
//! [`Operation::begin`] gives the request to send. After each try the driver reports [`Operation::answered`] or
//! [`Operation::failed`] and gets the next [`Step`].

use crate::error::{Error, ErrorCode};
use crate::options::{CallOptions, Client};
use crate::request::{Action, Request, build};
use crate::response::{Answer, Expected, Verdict, judge};
use crate::retry::{self, Outcome};
use crate::value::Value;
use alloc::string::String;

/// What to do next.
#[derive(PartialEq, Eq, Debug)]
pub enum Step {
    /// Hand on the answer's JSON.
    HandOn,
    /// Answer that there is nothing.
    Nothing,
    /// Wait so many milliseconds, then send the same request again.
    Wait(u32),
    /// Give up with this error.
    Fail(Error),
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

/// A call that has begun.
pub struct Operation {
    expected: Expected,
    max_network_retries: u32,
    attempts: u32,
    entropy: Entropy,
}

/// What the driver has to send, and how.
pub struct Sending {
    /// The request.
    pub request: Request,
    /// The `Idempotency-Key`; empty for none.
    pub idempotency_key: String,
    /// The `Stripe-Account` of this call; empty for the client's.
    pub stripe_account: String,
    /// How long to wait for an answer to one try, in milliseconds.
    pub timeout: u32,
}

impl Failure {
    /// All of them, in the order of their numbers, by which the driver names them.
    pub const ALL: [Failure; 5] = [Failure::Connection, Failure::HostNotReady, Failure::Timeout, Failure::Aborted, Failure::NotSent];
}

impl Operation {
    /// Checks the parameters and options of a call. `now` is in Unix seconds.
    ///
    /// # Errors
    /// What is wrong with them; nothing was sent.
    pub fn begin<V: Value>(
        client: &Client,
        action: Action,
        params: &V,
        options: &V,
        now: u64,
        mut entropy: Entropy,
    ) -> Result<(Self, Sending), Error> {
        let options = CallOptions::read(options, client.defaults)?;
        let asked = build(client, action, params, now)?;
        let mut idempotency_key = options.idempotency_key;
        if idempotency_key.is_empty() && action.writes() {
            idempotency_key = entropy.key();
        }
        let operation = Self {
            expected: Expected { action, name: asked.name, scope: asked.scope },
            max_network_retries: options.settings.max_network_retries,
            attempts: 0,
            entropy,
        };
        let sending =
            Sending { request: asked.request, idempotency_key, stripe_account: options.stripe_account, timeout: options.settings.timeout };
        Ok((operation, sending))
    }

    /// An answer came.
    pub fn answered<V: Value>(&mut self, answer: &Answer<'_, V>) -> Step {
        self.attempts += 1;
        match judge(&self.expected, answer) {
            Ok(Verdict::HandOn) => Step::HandOn,
            Ok(Verdict::Nothing) => Step::Nothing,
            Err(error) => match error.status {
                Some(status) => self.again_or(Outcome::Answered(status, answer.should_retry), error),
                None => self.fail(error),
            },
        }
    }

    /// No answer came.
    pub fn failed(&mut self, failure: Failure) -> Step {
        if failure != Failure::NotSent {
            self.attempts += 1;
        }
        let code = match failure {
            Failure::Aborted | Failure::NotSent => return self.fail(Error::new(ErrorCode::Aborted)),
            Failure::Connection => ErrorCode::ConnectionFailed,
            Failure::HostNotReady => ErrorCode::HostNotReady,
            Failure::Timeout => ErrorCode::Timeout,
        };
        self.again_or(Outcome::NoAnswer, Error::new(code))
    }

    fn again_or(&mut self, outcome: Outcome, error: Error) -> Step {
        match retry::wait(outcome, self.attempts - 1, self.max_network_retries, self.entropy.fraction()) {
            Some(milliseconds) => Step::Wait(milliseconds),
            None => self.fail(error),
        }
    }

    fn fail(&self, error: Error) -> Step {
        Step::Fail(Error { attempts: self.attempts, ..error })
    }
}

/// Random numbers for keys and jitter (SplitMix64, two streams), from a seed of the outside: 128 bits, so that two clients' keys never meet.
#[derive(Clone, Copy)]
pub struct Entropy([u64; 2]);

impl Entropy {
    /// Starts from a seed.
    pub const fn new(seed: [u64; 2]) -> Self {
        Self(seed)
    }

    /// Gives half of what is left to another.
    pub fn split(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> [u64; 2] {
        self.0 = self.0.map(|state| state.wrapping_add(0x9E37_79B9_7F4A_7C15));
        self.0.map(|state| {
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        })
    }

    /// From 0 to 1.
    fn fraction(&mut self) -> f64 {
        let [number, _] = self.next();
        (number >> 32) as f64 / 4_294_967_296.0
    }

    /// An idempotency key of 128 random bits.
    fn key(&mut self) -> String {
        let mut key = String::from("secret-store-");
        for number in self.next() {
            for nibble in (0..64).step_by(4) {
                let digit = (number >> nibble & 15) as u32;
                key.push(char::from_digit(digit, 16).unwrap_or('0'));
            }
        }
        key
    }
}
