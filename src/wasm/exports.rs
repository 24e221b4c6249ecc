//! The functions that JavaScript calls: to validate the options of a client, to begin a call, to go on after each attempt, and to wipe.
//!
//! Arguments are numbers. Values are handles: numbers in the list that the call passes, from 0. Each function ends with one reply, and keeps
//! nothing: JavaScript does, so that there is nothing to free, and nothing can be used after it was freed.
//!
//! SAFETY of `unsafe(no_mangle)`, which lets JavaScript find the functions by name: no other functions of these names are linked.

use super::imports::{self, Handle};
use super::memory::scratch;
use crate::call::{Call, Expected, Failure, Step, StepKind};
use crate::error::ErrorCode;
use crate::operation::Operation;
use crate::options::{CALL, CLIENT, Client, Settings, WritePolicy};

/// Validates the options of a client. Handles: the options, and the name that its HTTP client gives itself. Replies with a client or an error.
#[unsafe(no_mangle)]
extern "C" fn read_options() {
    let [options, client_name] = [0, 1].map(Handle);
    match Client::read(&options, &client_name, scratch()) {
        Ok(Client { settings, write_policy, .. }) => {
            imports::reply_client(settings.timeout as i32, settings.max_network_retries as i32, write_policy.to_bits() as i32);
        }
        Err(error) => imports::reply_with_error(error, options, CLIENT),
    }
}

/// Validates a call and builds its request. Handles: the client's user and scope, the parameters and the call's options. `now` is in Unix
/// seconds. Replies with a request or an error.
#[unsafe(no_mangle)]
extern "C" fn begin_call(operation: i32, timeout: i32, max_network_retries: i32, write_policy: i32, now: f64) {
    let operation = numbered(operation);
    let [user, scope, params, options] = [0, 1, 2, 3].map(Handle);
    let settings = Settings { timeout: timeout as u32, max_network_retries: max_network_retries as u32 };
    let client = Client { user, scope, settings, write_policy: WritePolicy::from_bits(write_policy as u32) };
    match Call::begin(&client, operation, params, options, now, scratch()) {
        Ok((call, prepared)) => {
            let form = prepared.form.bytes();
            imports::reply_request(
                form.as_ptr() as i32,
                form.len() as i32,
                prepared.timeout as i32,
                call.max_network_retries as i32,
                prepared.user.map_or(-1, |user| user.0),
            );
            // The form, and the payload in it, are wiped here, before anything is sent.
        }
        Err(error) if error.code == ErrorCode::InvalidOption => imports::reply_with_error(error, options, CALL),
        Err(error) => imports::reply_with_error(error, params, operation.fields()),
    }
}

/// Takes the end of an attempt: a failure's number, or any other number and an answer. Handles: the name and the user of the request, the header
/// `Stripe-Should-Retry`, and the JSON. Replies with a step.
#[unsafe(no_mangle)]
extern "C" fn end_attempt(operation: i32, max_network_retries: i32, retries: i32, failure: i32, status: i32, random: i32) {
    let [name, user, should_retry, json] = [0, 1, 2, 3].map(Handle);
    let mut call = Call { operation: numbered(operation), max_network_retries: max_network_retries as u32, attempts: retries as u32 };
    let step = match Failure::numbered(failure) {
        Some(failure) => call.failed(failure, random as u32),
        None => call.answered(Expected { name, user }, status as u16, should_retry, json, random as u32),
    };
    let (kind, delay, code) = match step {
        Step::Resolve => (StepKind::Resolve, 0, None),
        Step::ResolveNull => (StepKind::ResolveNull, 0, None),
        Step::RetryAfter(milliseconds) => (StepKind::RetryAfter, milliseconds, None),
        Step::Reject { code, .. } => (StepKind::Reject, 0, Some(code)),
    };
    let (code, is_retryable) = code.map_or((0, 0), |code| (code as i32, i32::from(code.retryable())));
    imports::reply_step(kind as i32, delay as i32, code, is_retryable);
}

/// Wipes what a call has left that an exception ended: it runs no destructor.
#[unsafe(no_mangle)]
extern "C" fn wipe_scratch() {
    scratch().wipe();
}

fn numbered(operation: i32) -> Operation {
    Operation::numbered(operation).unwrap_or(Operation::List)
}
