//! Whether to try again, and when: stripe-node's policy, with one difference.
//!
//! Alike: 2 retries; after no answer, 409 and 5xx; `Stripe-Should-Retry` obeyed; 0.5 s doubling to 5 s, with jitter that never
//! goes below 0.5 s. Different: a 429 is tried again without that header, after 2 s doubling to 10 s. stripe-node gives up there, and
//! its callers retry by hand, most of them at once. A retry is safe: every write carries an idempotency key, the same on each try.

/// What a try ended with, as far as retrying goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// No answer.
    NoAnswer,
    /// An answer with this status and `Stripe-Should-Retry`.
    Answered(u16, Option<bool>),
}

/// How long to wait before the next try, in milliseconds; nothing for not at all.
///
/// `retries` counts the tries made again so far, `random` is below 1,024.
pub fn wait(outcome: Outcome, retries: u32, most: u32, random: u32) -> Option<u32> {
    let again = match outcome {
        Outcome::NoAnswer => true,
        Outcome::Answered(_, Some(advised)) => advised,
        Outcome::Answered(status, None) => matches!(status, 409 | 429 | 500..),
    };
    if !again || retries >= most {
        return None;
    }
    let (first, longest) = match outcome {
        Outcome::Answered(429, _) => (2_000, 10_000),
        _ => (500, 5_000),
    };
    let pause: u32 = longest.min(first << retries.min(5));
    // Half of it, and up to as much again.
    Some(first.max(pause / 2 + pause * (random & 1_023) / 2_048))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_again_as_stripe_node_does_and_after_429() {
        let again = |outcome| wait(outcome, 0, 2, 0).is_some();
        assert!(again(Outcome::NoAnswer));
        for status in [409, 429, 500, 502, 503] {
            assert!(again(Outcome::Answered(status, None)), "{status}");
            assert!(!again(Outcome::Answered(status, Some(false))), "{status}");
        }
        for status in [200, 400, 401, 403, 404] {
            assert!(!again(Outcome::Answered(status, None)), "{status}");
            assert!(again(Outcome::Answered(status, Some(true))), "{status}");
        }
    }

    #[test]
    fn gives_up_after_the_last_retry() {
        assert!(wait(Outcome::NoAnswer, 1, 2, 0).is_some());
        assert!(wait(Outcome::NoAnswer, 2, 2, 0).is_none());
        assert!(wait(Outcome::NoAnswer, 0, 0, 0).is_none());
    }

    #[test]
    fn waits_longer_each_time_up_to_a_limit() {
        let longest = |outcome, retries| wait(outcome, retries, 100, 1_023);
        assert_eq!([0, 1, 2, 3, 4, 99].map(|n| longest(Outcome::NoAnswer, n)), [500, 999, 1_999, 3_998, 4_997, 4_997].map(Some));
        let limited = Outcome::Answered(429, None);
        assert_eq!([0, 1, 2, 3, 99].map(|n| longest(limited, n)), [2_000, 3_998, 7_996, 9_995, 9_995].map(Some));
    }

    #[test]
    fn jitter_spreads_over_half_the_wait_and_never_below_the_first() {
        assert_eq!(wait(Outcome::NoAnswer, 0, 9, 0), Some(500));
        assert_eq!(wait(Outcome::NoAnswer, 3, 9, 0), Some(2_000));
        assert_eq!(wait(Outcome::NoAnswer, 3, 9, 1_023), Some(3_998));
    }
}
