//! Stripe's documented limits.
//!
//! Source: Stripe's API reference and Secret Store guide. Whether "5,000" means characters or bytes is not documented: characters here.

/// How many characters (Unicode scalar values) a string may have.
pub const TEXT_CHARACTERS: usize = 5_000;

/// How many secrets a scope holds.
pub const SECRETS_IN_SCOPE: usize = 10;

/// How far ahead an expiry may be, in seconds: 100 years of 365.25 days.
pub const EXPIRY_SECONDS: u64 = 3_155_760_000;

/// How many secrets a page of a list may be asked for.
pub const PAGE: core::ops::RangeInclusive<u64> = 1..=100;

/// How many secrets a page has unless it says otherwise.
pub const DEFAULT_PAGE: u64 = 10;

/// How many characters an idempotency key may have; for the other texts that go into headers and addresses it is more than enough.
pub const TOKEN_CHARACTERS: u32 = 255;

/// `text` has a length that Stripe takes.
pub fn fits(text: &str) -> bool {
    bytes_fit(text.len(), text.bytes())
}

/// The same, of so many bytes of UTF-8.
pub(crate) fn bytes_fit(length: usize, bytes: impl Iterator<Item = u8>) -> bool {
    // Bytes first: they are known, and at most 5,000 of them are at most 5,000 characters.
    // (Counted by their first bytes, which are 0.7 kB less than `chars`, for which there is a fast way that nobody needs here.)
    length <= TEXT_CHARACTERS || bytes.filter(|byte| byte & 0xC0 != 0x80).count() <= TEXT_CHARACTERS
}

/// Why a moment is no expiry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadExpiry {
    /// It is over.
    Past,
    /// It is more than 100 years ahead.
    TooFar,
}

/// `expires_at` is a moment at which a secret may expire. Both in Unix seconds, of which the whole ones count.
///
/// # Errors
/// Says on which side it lies.
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
