//! The address that requests go to: a scheme, a host and a port, without a path.

/// The parts of a base URL as the core checks them. A part that is not valid is one that the core refuses.
pub(super) struct BaseUrl<'a> {
    pub(super) protocol: &'a str,
    pub(super) host: &'a str,
    pub(super) port: f64,
}

impl<'a> BaseUrl<'a> {
    /// Splits a URL such as `http://127.0.0.1:12111`. A slash at its end may be there.
    pub(super) fn split(url: &'a str) -> Self {
        let (protocol, rest) = url.split_once("://").unwrap_or(("", url));
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let default = if protocol == "http" { 80.0 } else { 443.0 };
        let (host, port) = match rest.rsplit_once(':') {
            // The last colon of `[::1]` is a part of the address.
            Some((host, digits)) if !digits.contains(']') => (host, number(digits)),
            _ => (rest, default),
        };
        Self { protocol, host: if is_host(host) { host } else { "" }, port }
    }
}

/// Reads a port. Returns NaN for anything but digits, and the core refuses that.
fn number(digits: &str) -> f64 {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// Returns whether this is a name or an address. A URL with a user, such as `https://api.stripe.com@example.com`, would lead to another host.
fn is_host(host: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_address = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.bytes().all(is_address),
        None => host.bytes().all(is_name),
    }
}
