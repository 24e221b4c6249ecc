//! Validates names, payloads, expiries and page limits from outside, before a request is sent.

use crate::error::{ErrorCode, Problem, Result, ValidationError};
use crate::field::{Field, FieldSet};
use crate::limits::{BadExpiry, PAGE, TEXT_CHARACTERS, bytes_fit, expiry};
use crate::scratch::{Scratch, Text};
use crate::value::{Kind, Value};

/// Reads a text that has to be there: a name, a payload, a user, a cursor.
pub(crate) fn text<'a>(value: &impl Value, scratch: &'a Scratch, code: ErrorCode, field: Field) -> Result<Text<'a>> {
    let problem = match value.kind() {
        // A character has at most two UTF-16 units: for what is longer there is no scratch, so that it is refused before it is copied.
        Kind::Text => match scratch.text(|cells| value.text(cells)) {
            Some(text) if text.length() == 0 && field == Field::Payload => Problem::EmptyPayload,
            Some(text) if text.length() == 0 => Problem::Empty,
            Some(text) if bytes_fit(text.length(), text.bytes()) => return Ok(text),
            None if value.length() as usize <= 2 * TEXT_CHARACTERS => Problem::LoneSurrogate,
            _ => Problem::TooLong,
        },
        kind if kind.is_absent() => Problem::Missing,
        Kind::Promise => Problem::PromiseInsteadOfString,
        Kind::Object | Kind::Array => Problem::ObjectInsteadOfString,
        _ => Problem::NotAString,
    };
    Err(ValidationError::new(code, problem, field))
}

/// Reads `expires_at`: Unix seconds or a `Date`. Nothing, and `null` as a secret without expiry has it, mean none: 0.
pub(crate) fn expires_at(value: &impl Value, now: f64) -> Result<f64> {
    let kind = value.kind();
    let seconds = match kind {
        kind if kind.is_absent() => return Ok(0.0),
        // Only the whole seconds are sent, as stripe-node does.
        Kind::Date => value.number() / 1000.0,
        _ => whole_number(value),
    };
    let problem = match expiry(seconds, now) {
        _ if seconds.is_nan() => {
            if kind == Kind::Date {
                Problem::InvalidDate
            } else {
                Problem::NotADate
            }
        }
        Ok(()) => return Ok(seconds),
        Err(BadExpiry::Past) if kind == Kind::Number && (0.0..LONGEST_DURATION).contains(&seconds) => Problem::Duration,
        Err(BadExpiry::Past) => Problem::Past,
        Err(BadExpiry::TooFar) if expiry(seconds / 1000.0, now).is_ok() => Problem::Milliseconds,
        Err(BadExpiry::TooFar) => Problem::TooFar,
    };
    Err(ValidationError::new(ErrorCode::InvalidExpiry, problem, Field::ExpiresAt))
}

/// The first number that counts as a past time, rather than as seconds from now: September 2001, or 31 years.
const LONGEST_DURATION: f64 = 1e9;

/// Reads `limit`.
pub(crate) fn limit(value: &impl Value) -> Result<f64> {
    match whole(value, (*PAGE.start() as u32, *PAGE.end() as u32)) {
        Some(number) => Ok(number),
        None => Err(ValidationError::new(ErrorCode::InvalidParameter, Problem::InvalidPageLimit, Field::Limit)),
    }
}

/// Reads a whole number from the least to the most.
pub(crate) fn whole(value: &impl Value, (least, most): (u32, u32)) -> Option<f64> {
    let number = whole_number(value);
    (number >= f64::from(least) && number <= f64::from(most)).then_some(number)
}

/// Reads a whole number; NaN for any other value.
fn whole_number(value: &impl Value) -> f64 {
    let number = if value.kind() == Kind::Number { value.number() } else { f64::NAN };
    if is_whole(number) { number } else { f64::NAN }
}

/// Checks that `value` is an object with these fields alone.
pub(crate) fn fields(value: &impl Value, known: FieldSet, code: ErrorCode) -> Result<()> {
    let problem = if value.kind() != Kind::Object {
        Problem::NotAnObject
    } else if value.has_unknown_field(known) {
        Problem::UnknownField
    } else {
        return Ok(());
    };
    Err(ValidationError::new(code, problem, Field::Name))
}

/// Returns whether a number is an integer. It misses some above 2^52, which no field allows.
fn is_whole(number: f64) -> bool {
    // The form has no space for a fraction, so it is rounded off.
    const NO_FRACTIONS: f64 = 4_503_599_627_370_496.0;
    let size = number.abs();
    size + NO_FRACTIONS - NO_FRACTIONS == size
}
