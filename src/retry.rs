//! The retry policy: stripe-node's, with one difference.
//!
//! Both retry twice: after no answer, 409 and 5xx. Both obey `Stripe-Should-Retry`, and wait 0.5 s, doubled up to 5 s, with jitter that never
//! goes below 0.5 s. Without that header this client also retries a 429, after 2 s, doubled up to 10 s. stripe-node gives up there, and
//! its callers retry by hand, most of them at once. A retry is safe: every write has an idempotency key, the same for each attempt.

/// The end of an attempt, as far as the retry policy is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttemptResult {
    /// No answer came.
    NoAnswer,
    /// An answer came with this status and `Stripe-Should-Retry`.
    Answered(u16, Option<bool>),
}

/// Returns the delay before the next attempt in milliseconds, or `None` to give up.
///
/// `retries` counts the retries so far, `max_retries` is their limit, and `random` is below 1,024.
pub fn delay(result: AttemptResult, retries: u32, max_retries: u32, random: u32) -> Option<u32> {
    let may_retry = match result {
        AttemptResult::NoAnswer => true,
        AttemptResult::Answered(_, Some(advised)) => advised,
        AttemptResult::Answered(status, None) => matches!(status, 409 | 429 | 500..),
    };
    if !may_retry || retries >= max_retries {
        return None;
    }
    let (first, longest) = match result {
        AttemptResult::Answered(429, _) => (2_000, 10_000),
        _ => (500, 5_000),
    };
    let pause: u32 = longest.min(first << retries.min(5));
    // Half of the pause, and up to as much again.
    Some(first.max(pause / 2 + pause * (random & 1_023) / 2_048))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_as_stripe_node_does_and_after_429() {
        let retries = |result| delay(result, 0, 2, 0).is_some();
        assert!(retries(AttemptResult::NoAnswer));
        for status in [409, 429, 500, 502, 503] {
            assert!(retries(AttemptResult::Answered(status, None)), "{status}");
            assert!(!retries(AttemptResult::Answered(status, Some(false))), "{status}");
        }
        for status in [200, 400, 401, 403, 404] {
            assert!(!retries(AttemptResult::Answered(status, None)), "{status}");
            assert!(retries(AttemptResult::Answered(status, Some(true))), "{status}");
        }
    }

    #[test]
    fn gives_up_after_the_last_retry() {
        assert!(delay(AttemptResult::NoAnswer, 1, 2, 0).is_some());
        assert!(delay(AttemptResult::NoAnswer, 2, 2, 0).is_none());
        assert!(delay(AttemptResult::NoAnswer, 0, 0, 0).is_none());
    }

    #[test]
    fn waits_longer_each_time_up_to_a_limit() {
        let longest = |result, retries| delay(result, retries, 100, 1_023);
        assert_eq!([0, 1, 2, 3, 4, 99].map(|n| longest(AttemptResult::NoAnswer, n)), [500, 999, 1_999, 3_998, 4_997, 4_997].map(Some));
        let limited = AttemptResult::Answered(429, None);
        assert_eq!([0, 1, 2, 3, 99].map(|n| longest(limited, n)), [2_000, 3_998, 7_996, 9_995, 9_995].map(Some));
    }

    #[test]
    fn spreads_jitter_over_half_the_wait_but_not_below_the_first() {
        assert_eq!(delay(AttemptResult::NoAnswer, 0, 9, 0), Some(500));
        assert_eq!(delay(AttemptResult::NoAnswer, 3, 9, 0), Some(2_000));
        assert_eq!(delay(AttemptResult::NoAnswer, 3, 9, 1_023), Some(3_998));
    }
}
