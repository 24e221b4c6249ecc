//! Calls through answers and failures of any kind: each ends, after no more tries than were allowed, with a code that its last answer accounts for.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::key::Key;
use stripe_secret_store::operation::{Expected, Failure, Operation, Step};
use stripe_secret_store::request::Action;
use stripe_secret_store_fuzz::{Js, Name, Outside};

#[derive(Arbitrary, Debug)]
struct Input {
    action: u8,
    retries: u8,
    tries: Vec<(Try, u16)>,
}

#[derive(Arbitrary, Debug)]
enum Try {
    Failed(u8),
    Answered { status: u16, advice: Option<bool>, body: Body },
}

#[derive(Arbitrary, Debug)]
enum Body {
    Any(Js),
    Error { code: Js, kind: Js, more: Vec<(Name, Js)> },
}

fuzz_target!(|input: Input| {
    let action = Action::ALL[usize::from(input.action) % 4];
    let most = u32::from(input.retries) % 101;
    let mut operation = Operation { action, max_network_retries: most, attempts: 0 };
    let undefined = Js::Undefined;
    for (index, (attempt, random)) in input.tries.iter().enumerate() {
        let sent = index as u32 + 1;
        let random = u32::from(random % 1_024);
        let (status, step, is_final) = match attempt {
            Try::Failed(number) => {
                let failure = Failure::ALL[usize::from(*number) % Failure::ALL.len()];
                let is_final = matches!(failure, Failure::Aborted | Failure::NotSent);
                if failure == Failure::NotSent {
                    let step = operation.failed(failure, random);
                    assert_eq!(step, Step::Fail { code: ErrorCode::Aborted, status: 0, attempts: sent - 1 });
                    return;
                }
                (0, operation.failed(failure, random), is_final)
            }
            Try::Answered { status, advice, body } => {
                let advice = advice.map_or(Js::Undefined, |yes| Js::word(if yes { Key::True } else { Key::False }));
                let json = match body {
                    Body::Any(any) => any.clone(),
                    Body::Error { code, kind, more } => {
                        let mut error = vec![(Name::of(Key::Code), code.clone()), (Name::of(Key::Type), kind.clone())];
                        error.extend(more.iter().cloned());
                        Js::Object(vec![(Name::of(Key::Error), Js::Object(error))])
                    }
                };
                let expected = Expected { name: Outside(&undefined), user: Outside(&undefined) };
                (*status, operation.answered(expected, *status, Outside(&advice), Outside(&json), random), false)
            }
        };
        match step {
            Step::Wait(milliseconds) => {
                assert!(!is_final && sent <= most, "a try more than was allowed");
                let (least, longest) = if status == 429 { (2_000, 10_000) } else { (500, 5_000) };
                assert!((least..=longest).contains(&milliseconds), "{milliseconds} ms after {status}");
            }
            Step::Fail { code, status: told, attempts } => {
                assert_eq!((told, attempts), (status, sent));
                assert!(accounts_for(status, code), "{code:?} after {status}");
                return;
            }
            Step::HandOn | Step::Nothing => return,
        }
    }
});

/// Returns whether an answer with this status, or no answer (0), may end in this code.
fn accounts_for(status: u16, code: ErrorCode) -> bool {
    use ErrorCode::*;
    match status {
        0 => matches!(code, ConnectionFailed | HostNotReady | Timeout | Aborted | UnreadableResponse),
        401 => code == Unauthorized,
        403 => matches!(code, PermissionMissing | AppUninstalled),
        404 => matches!(code, NotFound | InvalidRequest | IdempotencyConflict | ScopeFull),
        409 => code == IdempotencyConflict,
        429 => code == RateLimited,
        400..500 => matches!(code, InvalidRequest | IdempotencyConflict | ScopeFull),
        500.. => code == ServiceFailure,
        _ => code == UnreadableResponse,
    }
}
