//! The options of one call.

use super::input::Input;
use crate::field::Field;
use core::time::Duration;
use std::string::String;

/// The options of one call. They take the place of the client's.
///
#[doc = include_str!("examples/call_options.md")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CallOptions {
    /// The time limit for the answer to each attempt, in whole milliseconds from 1 to 2,147,483,647.
    pub timeout: Option<Duration>,
    /// The number of retries, from 0 to 100.
    pub max_network_retries: Option<u32>,
    /// The `Idempotency-Key`: 1 to 255 ASCII characters without spaces. By default each write has a new one.
    pub idempotency_key: Option<String>,
    /// The account that the call is for, `Stripe-Account`.
    pub stripe_account: Option<String>,
    /// The context that the call is for, `Stripe-Context`.
    pub stripe_context: Option<String>,
}

impl CallOptions {
    /// Calls `act` with the options as the core reads them.
    pub(super) fn read<R>(&self, act: impl FnOnce(Input<'_>) -> R) -> R {
        act(Input::Object(&[
            (Field::Timeout, Input::number_or_undefined(self.timeout.map(milliseconds))),
            (Field::MaxNetworkRetries, Input::number_or_undefined(self.max_network_retries.map(f64::from))),
            (Field::IdempotencyKey, Input::text_or_undefined(self.idempotency_key.as_deref())),
            (Field::StripeAccount, Input::text_or_undefined(self.stripe_account.as_deref())),
            (Field::StripeContext, Input::text_or_undefined(self.stripe_context.as_deref())),
        ]))
    }
}

/// Returns the whole milliseconds.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_millis() as f64
}
