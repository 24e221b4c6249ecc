//! Stripe's documented limits.
//!
//! Source: Stripe's API reference and Secret Store guide. Whether "5,000" means characters or bytes is not documented: characters here.

/// The largest number of characters (Unicode scalar values) in a string.
pub const TEXT_CHARACTERS: usize = 5_000;

/// The largest number of secrets in a scope.
pub const SECRETS_IN_SCOPE: usize = 10;

/// The latest expiry, in seconds from now: 100 years of 365.25 days.
pub const EXPIRY_SECONDS: u64 = 3_155_760_000;

/// The largest page of a list.
pub const PAGE: core::ops::RangeInclusive<u64> = 1..=100;

/// The default size of a page.
pub const DEFAULT_PAGE: u64 = 10;

/// The largest number of characters in an idempotency key. It is more than enough for other texts in headers and addresses.
pub const TOKEN_CHARACTERS: u32 = 255;

/// Returns whether `text` has a length that Stripe takes.
pub fn fits(text: &str) -> bool {
    bytes_fit(text.len(), text.bytes())
}

/// Returns the same for a number of bytes of UTF-8.
pub(crate) fn bytes_fit(length: usize, bytes: impl Iterator<Item = u8>) -> bool {
    // Checks the bytes first: their number is known, and 5,000 bytes are at most 5,000 characters.
    // (Counts first bytes, which takes 0.7 kB less than `chars` with its fast path, which is not needed here.)
    length <= TEXT_CHARACTERS || bytes.filter(|byte| byte & 0xC0 != 0x80).count() <= TEXT_CHARACTERS
}

/// The reason why a time is not a valid expiry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadExpiry {
    /// It is over.
    Past,
    /// It is more than 100 years ahead.
    TooFar,
}

/// Checks that a secret may expire at `expires_at`. Both times are in Unix seconds, and only whole seconds count.
///
/// # Errors
/// Returns whether the time is too early or too late.
#[inline(never)] // It is asked twice, and the copy would be a few bytes more of the bundle.
pub fn expiry(expires_at: f64, now: f64) -> core::result::Result<(), BadExpiry> {
    // In floating point, which is what JavaScript has: integers of 64 bits were 0.7 kB more of its build (November 2026).
    let next = now + 1.0;
    if expires_at < next {
        Err(BadExpiry::Past)
    } else if expires_at >= next + EXPIRY_SECONDS as f64 {
        Err(BadExpiry::TooFar)
    } else {
        Ok(())
    }
}
