//! API versions of Stripe's.

/// The largest length of the header, with all its previews.
const VERSION_CHARACTERS: usize = 200;

/// The version of answers to requests without `Stripe-Version`: the one that stripe-node 23.1 pins.
pub(crate) const DEFAULT_VERSION: &str = "2026-10-28.endive";

/// Checks `2026-10-28`, with or without `.endive`, and with the previews that SDKs add: `; feature_beta=v3`.
pub(crate) fn is_version(version: &str) -> bool {
    let mut parts = version.split(';').map(str::trim);
    version.len() <= VERSION_CHARACTERS && parts.next().is_some_and(is_release) && parts.all(is_preview)
}

/// Checks the name and the version of a preview: `feature_beta=v3`.
fn is_preview(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.split_once('=').is_some_and(|(name, version)| {
        let number = version.strip_prefix('v').unwrap_or_default();
        !name.is_empty() && name.bytes().all(is_word) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_release(version: &str) -> bool {
    let (date, name) = version.split_once('.').map_or((version, None), |(date, name)| (date, Some(name)));
    is_date(date)
        && name.is_none_or(|name| {
            !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}

/// Checks a date of the calendar: `2026-10-28`.
fn is_date(date: &str) -> bool {
    let part = |range, digits| {
        let part: &str = date.get(range)?;
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| is_number)
    };
    let dashes = [date.as_bytes().get(4), date.as_bytes().get(7)];
    let (Some(year), Some(month), Some(day)) = (part(0..4, 4), part(5..7, 2), part(8..date.len(), 2)) else { return false };
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year => 29,
        2 => 28,
        _ => 31,
    };
    dashes == [Some(&b'-'); 2] && (1..=12).contains(&month) && (1..=days).contains(&day)
}
