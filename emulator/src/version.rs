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
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_date
        && name.is_none_or(|name| {
            !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}
