//! What the driver in JavaScript asks while a call is on its way.
//!
//! Numbers in, a number out, and the driver keeps the state: an exported class for it, with what wasm-bindgen adds to one, was
//! 0.3 kB of the bundle (November 2026), had to be freed, and could be used after that.

use super::js::Held;
use crate::operation::{Expected, Failure, Operation, Step};
use crate::request::Action;

/// Says what to do after a try: a number of milliseconds to wait before the next; -1, hand on the answer's JSON; -2, answer null;
/// below, fail: the code's number is (-3 - it) / 2, and a remainder means that the same call may succeed later.
///
/// `status` is the answer's, or -1 minus the number of the failure when there was none. At `place` and behind it the driver holds the name
/// and the user that were asked for, the header `Stripe-Should-Retry`, and the JSON.
// Exported under its plain name: the driver finds it among the module's exports, and no glue for it is public.
// SAFETY: no other function of the module is called `advance`; two of that name would not link.
#[unsafe(no_mangle)]
extern "C" fn advance(action: i32, max_network_retries: i32, attempts_before: i32, status: i32, place: i32, random: i32) -> i32 {
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
