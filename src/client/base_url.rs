//! The address that requests go to: a scheme, a host and a port, without a path.

use core::net::{Ipv4Addr, Ipv6Addr};

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
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    // A dot at the end says that the name is complete.
    let labels = host.strip_suffix('.').unwrap_or(host).split('.');
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    // A URL whose host ends with a number has an address there.
    let is_address = labels.clone().next_back().is_some_and(is_number);
    if is_address { host.parse::<Ipv4Addr>().is_ok() } else { labels.clone().all(is_label) }
}

/// Returns whether a URL would read this label as a number: in digits, or in hexadecimal.
fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    hexadecimal
        .map_or_else(|| label.bytes().all(|byte| byte.is_ascii_digit()), |digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
