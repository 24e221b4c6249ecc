//! Who may use the control routes from a browser: pages of this machine. They show keys and change what is kept, so that no other
//! page may call them, not even one whose name was made to lead here.

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderValue, ORIGIN};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a request is not let in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Forbidden(pub(super) &'static str);

/// Lets it in, and says which origin may read the answer, where one asks. `is_local`: the server is reached from this machine alone.
pub(super) fn check(headers: &HeaderMap, is_local: bool) -> Result<Option<&HeaderValue>, Forbidden> {
    let is_own = |value: &HeaderValue, test: fn(&str) -> bool| value.to_str().is_ok_and(test);
    if is_local && !headers.get_all(HOST).iter().all(|host| is_own(host, is_loopback)) {
        return Err(Forbidden("The host of a request to the control routes has to be localhost, 127.0.0.1 or [::1]."));
    }
    if !headers.get_all(ORIGIN).iter().all(|origin| is_own(origin, is_loopback_origin)) {
        return Err(Forbidden("Only pages of localhost, 127.0.0.1 and [::1] may use the control routes."));
    }
    Ok(headers.get(ORIGIN))
}

fn is_loopback_origin(origin: &str) -> bool {
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(is_loopback)
}

/// `localhost`, `127.0.0.1` or `[::1]`, with any port or none.
fn is_loopback(authority: &str) -> bool {
    let (is_host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()), port),
        None => {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            (host.eq_ignore_ascii_case("localhost") || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback()), port)
        }
    };
    let is_port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    is_host && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(hyper::header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn loopback_names_with_any_port_are_let_in() {
        for host in ["localhost", "LocalHost:1", "127.0.0.1", "127.0.0.1:12111", "127.8.9.1:80", "[::1]", "[::1]:65535"] {
            assert_eq!(check(&headers(&[(HOST, host)]), true), Ok(None), "{host}");
        }
        for origin in ["http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000"] {
            assert_eq!(check(&headers(&[(ORIGIN, origin)]), true), Ok(Some(&HeaderValue::from_static(origin))), "{origin}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:localhost",
            "localhost:",
            "[::1",
            "[::2]",
            "[::1]evil",
            "[localhost]",
            "10.0.0.1",
            "0.0.0.0",
            "localhost:80:80",
            "localhost:123456",
            "user@localhost",
            "localhost@evil.example",
            "::1",
        ] {
            assert!(check(&headers(&[(HOST, host)]), true).is_err(), "{host}");
        }
        for origin in [
            "null",
            "",
            "https://evil.example",
            "file://localhost",
            "http://localhost.evil.example",
            "localhost",
            "https://localhost@evil.example",
        ] {
            assert!(check(&headers(&[(ORIGIN, origin)]), true).is_err(), "{origin}");
            assert!(check(&headers(&[(ORIGIN, origin)]), false).is_err(), "{origin}");
        }
    }

    #[test]
    fn one_bad_header_among_several_is_enough() {
        assert!(check(&headers(&[(HOST, "localhost"), (HOST, "evil.example")]), true).is_err());
        assert!(check(&headers(&[(ORIGIN, "http://localhost"), (ORIGIN, "http://evil.example")]), true).is_err());
    }

    #[test]
    fn a_server_for_other_machines_has_other_names() {
        assert_eq!(check(&headers(&[(HOST, "emulator:12111")]), false), Ok(None));
    }
}
