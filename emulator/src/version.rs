//! API versions of Stripe's.

/// What a request without `Stripe-Version` is answered with: the version that stripe-node 23.1 pins.
pub(crate) const DEFAULT_VERSION: &str = "2026-10-28.endive";

/// `2026-10-28`, with or without `.endive`.
pub(crate) fn is_version(version: &str) -> bool {
    let (date, name) = version.split_once('.').map_or((version, None), |(date, name)| (date, Some(name)));
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_date
        && name.is_none_or(|name| {
            !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}
