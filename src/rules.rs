//! Stripe's documented limits, and the checks of what a secret is made of.
//!
//! The client refuses by them before sending, the emulator refuses by them as Stripe does. Source: Stripe's API
//! reference and Secret Store guide. Whether "5,000" means characters or bytes is not documented: characters here.

use crate::error::{Error, ErrorCode};
use crate::key::Key;
use crate::text::join;
use crate::value::{Kind, NoText, Value};
use alloc::string::String;
use alloc::vec::Vec;

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

/// How many characters an idempotency key may have.
pub const IDEMPOTENCY_KEY_CHARACTERS: usize = 255;

/// The permission an app needs to write secrets.
pub const PERMISSION: &str = "secret_write";

/// `text` has a length that Stripe takes.
pub fn fits(text: &str) -> bool {
    // Bytes first: they are known, and at most 5,000 of them are at most 5,000 characters.
    text.len() <= TEXT_CHARACTERS || text.chars().count() <= TEXT_CHARACTERS
}

/// Why a moment is no expiry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadExpiry {
    /// It is over.
    Past,
    /// It is more than 100 years ahead.
    TooFar,
}

/// `expires_at`, in Unix seconds, is a moment at which a secret may expire.
///
/// # Errors
/// Says on which side it lies.
pub fn expiry(expires_at: i64, now: u64) -> Result<u64, BadExpiry> {
    match u64::try_from(expires_at) {
        Ok(moment) if moment > now.saturating_add(EXPIRY_SECONDS) => Err(BadExpiry::TooFar),
        Ok(moment) if moment > now => Ok(moment),
        _ => Err(BadExpiry::Past),
    }
}

/// Reads a text that has to be there: `name`, `payload`, a user.
pub(crate) fn required_text(value: &impl Value, key: Key, code: ErrorCode) -> Result<String, Error> {
    // A character has at most two UTF-16 units: what is longer is refused before it is copied.
    let what = match value.text(2 * TEXT_CHARACTERS as u32) {
        Ok(text) if text.is_empty() => " is empty.",
        Ok(text) if fits(&text) => return Ok(text),
        Ok(_) | Err(NoText::TooLong) => " has over 5,000 characters, which is Stripe's limit.",
        Err(NoText::LoneSurrogate) => " holds half a surrogate pair (text cut in the middle of an emoji?), which cannot be sent.",
        Err(NoText::NotText) if value.kind().is_absent() => " is missing.",
        Err(NoText::NotText) if matches!(value.kind(), Kind::Object | Kind::Array) => " is an object, not a string: use JSON.stringify.",
        Err(NoText::NotText) => " is not a string.",
    };
    Err(Error::saying(code, &join(&["`", key.name(), "`", what])).about(key.name()))
}

/// Reads `expires_at`: Unix seconds or a `Date`; nothing, and `null` as a secret without expiry has it, mean none.
pub(crate) fn expires_at(value: &impl Value, now: u64) -> Result<Option<u64>, Error> {
    let number = value.number();
    let seconds = match value.kind() {
        kind if kind.is_absent() => return Ok(None),
        Kind::Number if is_whole(number) => number as i64,
        // Rounded down, as stripe-node does.
        Kind::Date if number.is_finite() => {
            let milliseconds = number as i64;
            milliseconds.div_euclid(1000)
        }
        Kind::Date => return Err(bad_expiry("`expires_at` is an invalid Date.")),
        Kind::Number => return Err(bad_expiry("`expires_at` is not a whole number of seconds.")),
        _ => return Err(bad_expiry("`expires_at` is neither a number nor a Date.")),
    };
    match expiry(seconds, now) {
        Ok(moment) => Ok(Some(moment)),
        Err(BadExpiry::Past) => Err(bad_expiry("`expires_at` is past.")),
        Err(BadExpiry::TooFar) if expiry(seconds / 1000, now).is_ok() => {
            Err(bad_expiry("`expires_at` looks like milliseconds; Stripe counts seconds: divide by 1000."))
        }
        Err(BadExpiry::TooFar) => Err(bad_expiry("`expires_at` is over 100 years ahead.")),
    }
}

fn bad_expiry(what: &str) -> Error {
    Error::saying(ErrorCode::InvalidExpiry, what).about(Key::ExpiresAt.name())
}

/// Reads `limit`.
pub(crate) fn limit(value: &impl Value) -> Result<Option<u64>, Error> {
    let number = value.number();
    match value.kind() {
        Kind::Undefined => Ok(None),
        Kind::Number if is_whole(number) && number >= 1.0 && PAGE.contains(&(number as u64)) => Ok(Some(number as u64)),
        _ => Err(bad_parameter(Key::Limit, " is not a whole number from 1 to 100.")),
    }
}

/// Reads the id at which a page begins or ends.
pub(crate) fn cursor(value: &impl Value, key: Key) -> Result<Option<String>, Error> {
    match value.kind() {
        Kind::Undefined => Ok(None),
        _ => required_text(value, key, ErrorCode::InvalidParameter).map(Some),
    }
}

/// Reads `expand`: an array of field names.
pub(crate) fn expand(value: &impl Value) -> Result<Vec<String>, Error> {
    match value.kind() {
        Kind::Undefined => Ok(Vec::new()),
        // The bound keeps a hostile length from being believed; Stripe has a handful of expandable fields.
        Kind::Array if value.length() <= 100 => {
            (0..value.length()).map(|index| required_text(&value.item(index), Key::Expand, ErrorCode::InvalidParameter)).collect()
        }
        _ => Err(bad_parameter(Key::Expand, " is not an array of field names.")),
    }
}

/// The two ends of a page are not given together.
pub(crate) fn one_cursor(after: Option<&String>, before: Option<&String>) -> Result<(), Error> {
    if after.is_some() && before.is_some() {
        return Err(bad_parameter(Key::EndingBefore, " and `starting_after` exclude each other."));
    }
    Ok(())
}

pub(crate) fn bad_parameter(key: Key, what: &str) -> Error {
    Error::saying(ErrorCode::InvalidParameter, &join(&["`", key.name(), "`", what])).about(key.name())
}

/// A number that stands for an integer and is exact as one.
pub(crate) fn is_whole(number: f64) -> bool {
    const EXACT: f64 = 9_007_199_254_740_991.0;
    (-EXACT..=EXACT).contains(&number) && number as i64 as f64 == number
}
