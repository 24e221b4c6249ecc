//! Calls through answers and failures of any kind: each ends, after no more tries than were allowed, with a code that its last answer accounts for.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use stripe_secret_store::call::{Call, Expected, Failure, Step};
use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::field::Field;
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::operation::Operation;
use stripe_secret_store_fuzz::{Handle, Js, Name, name_of};

#[derive(Arbitrary, Debug)]
struct Input {
    operation: u8,
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
    let operation = Operation::ALL[usize::from(input.operation) % 4];
    let most = u32::from(input.retries) % 101;
    let mut call = Call { operation, max_network_retries: most, attempts: 0 };
    let undefined = Js::Undefined;
    for (index, (attempt, random)) in input.tries.iter().enumerate() {
        let sent = index as u32 + 1;
        let random = u32::from(random % 1_024);
        let (status, step, is_final) = match attempt {
            Try::Failed(number) => {
                let failure = Failure::ALL[usize::from(*number) % Failure::ALL.len()];
                let is_final = matches!(failure, Failure::Aborted | Failure::NotSent);
                if failure == Failure::NotSent {
                    let step = call.failed(failure, random);
                    assert_eq!(step, Step::Reject { code: ErrorCode::Aborted, status: 0, attempts: sent - 1 });
                    return;
                }
                (0, call.failed(failure, random), is_final)
            }
            Try::Answered { status, advice, body } => {
                let advice = advice.map_or(Js::Undefined, |yes| Js::from(if yes { Keyword::True } else { Keyword::False }));
                let json = match body {
                    Body::Any(any) => any.clone(),
                    Body::Error { code, kind, more } => {
                        let mut error = vec![(name_of(Field::Code), code.clone()), (name_of(Field::Type), kind.clone())];
                        error.extend(more.iter().cloned().map(|(name, value)| (name.into(), value)));
                        Js::Object(vec![(name_of(Field::Error), Js::Object(error))])
                    }
                };
                let expected = Expected { name: Handle(&undefined), user: Handle(&undefined) };
                (*status, call.answered(expected, *status, Handle(&advice), Handle(&json), random), false)
            }
        };
        match step {
            Step::RetryAfter(milliseconds) => {
                assert!(!is_final && sent <= most, "a try more than was allowed");
                let (least, longest) = if status == 429 { (2_000, 10_000) } else { (500, 5_000) };
                assert!((least..=longest).contains(&milliseconds), "{milliseconds} ms after {status}");
            }
            Step::Reject { code, status: reported, attempts } => {
                assert_eq!((reported, attempts), (status, sent));
                assert!(accounts_for(status, code), "{code:?} after {status}");
                return;
            }
            Step::Resolve | Step::ResolveNull => return,
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
