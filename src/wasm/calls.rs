//! What JavaScript asks: to check the options of a client, to begin a call, what to do after each try, and to wipe.
//!
//! Numbers in, numbers out; values are named by their places. Nothing is kept in between: JavaScript does that, so that there is nothing to free
//! and nothing can be used after it was freed.
//!
//! SAFETY of `unsafe(no_mangle)`, by which JavaScript finds the functions under their names: no others of these names are linked.

use super::js::{self, Held};
use super::memory::room;
use crate::error::ErrorCode;
use crate::operation::{Expected, Failure, Operation, Step};
use crate::options::{CALL, CLIENT, Client, Limits, Settings};
use crate::request::Action;
use crate::room::FULL;

/// How many values JavaScript may hold when a call begins. The calls around it, in whose getters it is begun, hold seven and more each, and take less
/// than 112 bytes of the stack each: so this many are within its 16 kB. (tests/package/traps.test.ts adds up what they take.)
const MOST_HELD: i32 = 1_000;

/// Checks the options of a client, which are at `place`; behind them is what its HTTP client calls itself. Ends with `opened` or `refused`.
#[unsafe(no_mangle)]
extern "C" fn read_options(place: i32) {
    let options = Held(place);
    if place > MOST_HELD {
        return js::refuse(FULL, options, CLIENT);
    }
    match Client::read(&options, &Held(place + 1), room()) {
        Ok(Client { settings, limits, .. }) => {
            js::opened(settings.timeout as i32, settings.max_network_retries as i32, limits.to_bits() as i32);
        }
        Err(refusal) => js::refuse(refusal, options, CLIENT),
    }
}

/// Checks a call and builds its request. At `place` and behind it are the client's user and scope, the parameters and the call's
/// options; `now` is in Unix seconds. Ends with `begun` or `refused`.
#[unsafe(no_mangle)]
extern "C" fn begin_call(action: i32, timeout: i32, max_network_retries: i32, limits: i32, place: i32, now: f64) {
    let Some(action) = Action::ALL.get(action as usize).copied() else { return };
    let [user, scope, params, options] = [0, 1, 2, 3].map(|offset| Held(place + offset));
    if place > MOST_HELD {
        return js::refuse(FULL, params, action.fields());
    }
    let settings = Settings { timeout: timeout as u32, max_network_retries: max_network_retries as u32 };
    let client = Client { user, scope, settings, limits: Limits::from_bits(limits as u32) };
    match Operation::begin(&client, action, params, options, now, room()) {
        Ok((operation, sending)) => {
            let (path, form) = (sending.request.path, sending.request.form.bytes());
            js::begun(
                i32::from(action.writes()),
                path.as_ptr(),
                path.len(),
                form.as_ptr(),
                form.len(),
                sending.timeout as i32,
                operation.max_network_retries as i32,
                sending.user.map_or(-1, |user| user.0),
            );
            // The form, and the payload in it, are wiped here, before anything was sent.
        }
        Err(refusal) if refusal.code == ErrorCode::InvalidOption => js::refuse(refusal, options, CALL),
        Err(refusal) => js::refuse(refusal, params, action.fields()),
    }
}

/// Wipes what calls that were broken off have left: something threw through them, which runs no destructor.
#[unsafe(no_mangle)]
extern "C" fn wipe_room() {
    room().wipe();
}

/// Says what to do after a try: a number of milliseconds to wait before the next; -1, hand on the answer's JSON; -2, answer null;
/// below, fail: the code's number is (-3 - it) / 2, and a remainder means that the same call may succeed later.
///
/// `status` is the answer's, or -1 minus the number of the failure when there was none. At `place` and behind it are the name
/// and the user that were asked for, the header `Stripe-Should-Retry`, and the JSON.
#[unsafe(no_mangle)]
extern "C" fn advance_call(action: i32, max_network_retries: i32, attempts_before: i32, status: i32, place: i32, random: i32) -> i32 {
    let Some(action) = Action::ALL.get(action as usize).copied() else { return -2 };
    let mut operation = Operation { action, max_network_retries: max_network_retries as u32, attempts: attempts_before as u32 };
    let [name, user, should_retry, json] = [0, 1, 2, 3].map(|offset| Held(place + offset));
    let step = match Failure::ALL.get((-1 - status) as usize) {
        Some(failure) => operation.failed(*failure, random as u32),
        None => operation.answered(Expected { name, user }, status as u16, should_retry, json, random as u32),
    };
    match step {
        Step::Wait(milliseconds) => milliseconds as i32,
        Step::HandOn => -1,
        Step::Nothing => -2,
        Step::Fail { code, .. } => -3 - (2 * code as i32 + i32::from(code.retryable())),
    }
}
