//! Stripe's documented limits, and the checks of what a secret is made of.
//!
//! The client refuses by them before sending, the emulator refuses by them as Stripe does. Source: Stripe's API
//! reference and Secret Store guide. Whether "5,000" means characters or bytes is not documented: characters here.

use crate::error::{ErrorCode, Problem, Refusal, Result};
use crate::key::{Key, Keys};
use crate::room::{Room, Text};
use crate::value::{Kind, Value};

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
fn bytes_fit(length: usize, bytes: impl Iterator<Item = u8>) -> bool {
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
#[inline(never)]
pub fn expiry(expires_at: f64, now: f64) -> core::result::Result<(), BadExpiry> {
    // (In floating point, which is what JavaScript has: integers of 64 bits were 0.4 kB more of its build, November 2026.)
    let next = now + 1.0;
    if expires_at < next {
        Err(BadExpiry::Past)
    } else if expires_at >= next + EXPIRY_SECONDS as f64 {
        Err(BadExpiry::TooFar)
    } else {
        Ok(())
    }
}

/// Reads a text that has to be there: a name, a payload, a user, a cursor.
pub(crate) fn text<'a>(value: &impl Value, room: &'a Room, code: ErrorCode, key: Key) -> Result<Text<'a>> {
    let problem = match value.kind() {
        // A character has at most two UTF-16 units: for what is longer there is no room, so that it is refused before it is copied.
        Kind::Text => match room.text(|cells| value.text(cells)) {
            Some(text) if text.length() == 0 => Problem::Empty,
            Some(text) if bytes_fit(text.length(), text.bytes()) => return Ok(text),
            None if value.length() as usize <= 2 * TEXT_CHARACTERS => Problem::LoneSurrogate,
            _ => Problem::TooLong,
        },
        kind if kind.is_absent() => Problem::Missing,
        Kind::Object | Kind::Array => Problem::AnObject,
        _ => Problem::NoString,
    };
    Err(Refusal::new(code, problem, key))
}

/// Reads `expires_at`: Unix seconds or a `Date`. Nothing, and `null` as a secret without expiry has it, mean none: 0.
pub(crate) fn expires_at(value: &impl Value, now: f64) -> Result<f64> {
    let seconds = match value.kind() {
        kind if kind.is_absent() => return Ok(0.0),
        Kind::Number if is_whole(value.number()) => value.number(),
        // Of which the whole seconds are sent, as stripe-node does.
        Kind::Date => value.number() / 1000.0,
        _ => f64::NAN,
    };
    let problem = match expiry(seconds, now) {
        _ if seconds.is_nan() => Problem::NoMoment,
        Ok(()) => return Ok(seconds),
        Err(BadExpiry::Past) => Problem::Past,
        Err(BadExpiry::TooFar) if expiry(seconds / 1000.0, now).is_ok() => Problem::Milliseconds,
        Err(BadExpiry::TooFar) => Problem::TooFar,
    };
    Err(Refusal::new(ErrorCode::InvalidExpiry, problem, Key::ExpiresAt))
}

/// Reads `limit`.
pub(crate) fn limit(value: &impl Value) -> Result<f64> {
    match whole(value, (*PAGE.start() as u32, *PAGE.end() as u32)) {
        Some(number) => Ok(f64::from(number)),
        None => Err(Refusal::new(ErrorCode::InvalidParameter, Problem::NoLimit, Key::Limit)),
    }
}

/// Reads a whole number from the least to the most.
pub(crate) fn whole(value: &impl Value, (least, most): (u32, u32)) -> Option<u32> {
    let number = if value.kind() == Kind::Number { value.number() } else { f64::NAN };
    (is_whole(number) && number >= f64::from(least) && number <= f64::from(most)).then_some(number as u32)
}

/// `value` is an object with no fields but these.
pub(crate) fn fields(value: &impl Value, known: Keys, code: ErrorCode) -> Result<()> {
    let problem = if value.kind() != Kind::Object {
        Problem::NoObject
    } else if value.has_stranger(known) {
        Problem::Unknown
    } else {
        return Ok(());
    };
    Err(Refusal::new(code, problem, Key::Name))
}

/// A number that stands for an integer, and is exact as one.
pub(crate) fn is_whole(number: f64) -> bool {
    // Beside this one there is no room for a fraction, so that it is rounded off.
    const NO_FRACTIONS: f64 = 4_503_599_627_370_496.0;
    let size = number.abs();
    size + NO_FRACTIONS - NO_FRACTIONS == size
}
