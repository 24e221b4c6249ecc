//! Lets web pages use the server only from this machine, an extension's sandbox, or an origin that `--allow-origin` names.
//!
//! A browser sends the page's origin with each request that a page makes, and sends requests to this machine for pages of any other. Keys
//! are easy to guess here, so an answer to every page would give every page all secrets. The name of the host counts as
//! well: a page can have its own name lead to this machine (DNS rebinding), and is then of the same origin.

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderValue, ORIGIN};
use hyper::http::request::Parts;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The origin of a sandboxed frame, such as an extension's.
const SANDBOX: &str = "null";

/// Says why a request is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Forbidden(pub(super) String);

/// The part of the server that a request is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Audience {
    /// The emulated service, which extensions use too.
    Service,
    /// The control routes, which show keys and change everything.
    Control,
}

/// The origins and hosts that the command line allows, besides this machine.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    /// The server listens on a loopback address, so that every honest client names this machine.
    pub(super) is_local: bool,
    pub(super) origins: Vec<String>,
    pub(super) hosts: Vec<String>,
}

impl Guard {
    /// Lets a request in, or says why not. Gives the origin that may read the answer.
    pub(super) fn check<'a>(&self, head: &'a Parts, audience: Audience) -> Result<Option<&'a HeaderValue>, Forbidden> {
        let headers = &head.headers;
        let is = |value: &HeaderValue, test: &dyn Fn(&str) -> bool| value.to_str().is_ok_and(test);
        let named = head.uri.authority().map(|authority| authority.as_str());
        let is_host = |host: &str| is_loopback(host) || self.hosts.iter().any(|allowed| is_same_host(allowed, host));
        let checks_host = self.is_local || !self.hosts.is_empty();
        if checks_host && !(headers.get_all(HOST).iter().all(|host| is(host, &is_host)) && named.is_none_or(is_host)) {
            return Err(Forbidden(
                "The host of this request is not this machine. Use localhost, 127.0.0.1 or [::1], or start the emulator with \
                 `--allow-host NAME`."
                    .to_owned(),
            ));
        }
        let is_origin = |origin: &str| {
            is_loopback_origin(origin)
                || audience == Audience::Service && origin == SANDBOX
                || self.origins.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin))
        };
        if !headers.get_all(ORIGIN).iter().all(|origin| is(origin, &is_origin)) {
            return Err(Forbidden(
                "Pages of this origin may not use the emulator. Pages of localhost, 127.0.0.1 and [::1] may; `--allow-origin ORIGIN` adds \
                 others."
                    .to_owned(),
            ));
        }
        if is_blind(headers) {
            return Err(Forbidden("Another site may not have a browser load this as a page, a frame, an image or a script.".to_owned()));
        }
        Ok(headers.get(ORIGIN))
    }
}

/// Returns whether another site makes a browser send this without reading the answer: by a link, a form, an image or a script. Browsers
/// say so in headers that pages cannot set.
fn is_blind(headers: &HeaderMap) -> bool {
    let is =
        |name: &str, wanted: &[&str]| headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| wanted.contains(&value));
    is("sec-fetch-site", &["cross-site", "same-site"]) && is("sec-fetch-mode", &["navigate", "nested-navigate", "no-cors", "websocket"])
}

/// Checks what `--allow-origin` is given: a scheme and a host, with a port or without.
pub(super) fn allowed_origin(text: &str) -> Result<String, String> {
    let example = "write it as a browser sends it, such as https://app.example or http://app.example:3000";
    let uri: hyper::Uri = text.parse().map_err(|_| example)?;
    let is_origin = matches!(uri.scheme_str(), Some("http" | "https")) && text.matches('/').count() == 2;
    match uri.authority() {
        Some(authority) if is_origin && !authority.as_str().contains('@') => Ok(text.to_owned()),
        _ => Err(example.to_owned()),
    }
}

/// Checks what `--allow-host` is given: a name or an address, with a port or without.
pub(super) fn allowed_host(text: &str) -> Result<String, String> {
    let is_host = text.parse::<hyper::http::uri::Authority>().is_ok_and(|authority| !authority.as_str().contains('@'));
    if is_host { Ok(text.to_owned()) } else { Err("write a name such as emulator.internal, or an address".to_owned()) }
}

/// Returns whether the host is the allowed one, with any port if that names none.
fn is_same_host(allowed: &str, host: &str) -> bool {
    allowed.eq_ignore_ascii_case(host) || split(host).is_some_and(|(name, _)| allowed.eq_ignore_ascii_case(name))
}

fn is_loopback_origin(origin: &str) -> bool {
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(is_loopback)
}

/// Returns whether this is `localhost` or a name below it, an address of 127.0.0.0/8, or `[::1]`, with any port or none.
fn is_loopback(authority: &str) -> bool {
    let Some((name, port)) = split(authority) else { return false };
    let is_port = port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok_and(|address| address.to_canonical().is_loopback()),
        None => is_localhost(name) || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback()),
    };
    is_name && is_port
}

/// Browsers and resolvers lead every name below `localhost` to this machine, and such a name cannot be registered.
fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    match name.rsplit_once('.') {
        Some((below, top)) => top.eq_ignore_ascii_case("localhost") && below.split('.').all(is_label),
        None => name.eq_ignore_ascii_case("localhost"),
    }
}

/// Splits an authority into its host and port. An IPv6 address keeps its brackets.
fn split(authority: &str) -> Option<(&str, Option<&str>)> {
    let end = match authority.starts_with('[') {
        true => authority.find(']')? + 1,
        false => authority.find(':').unwrap_or(authority.len()),
    };
    let (name, port) = authority.split_at_checked(end)?;
    match port.strip_prefix(':') {
        Some(port) => Some((name, Some(port))),
        None if port.is_empty() => Some((name, None)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use hyper::header::HeaderName;

    fn head(pairs: &[(HeaderName, &'static str)]) -> Parts {
        let mut head = hyper::Request::new(()).into_parts().0;
        for (name, value) in pairs {
            head.headers.append(name.clone(), HeaderValue::from_static(value));
        }
        head
    }

    fn local() -> Guard {
        Guard { is_local: true, ..Guard::default() }
    }

    fn is_let_in(guard: &Guard, pairs: &[(HeaderName, &'static str)], audience: Audience) -> bool {
        guard.check(&head(pairs), audience).is_ok()
    }

    const BOTH: [Audience; 2] = [Audience::Service, Audience::Control];

    #[test]
    fn accepts_every_name_of_this_machine_with_any_port() {
        for host in [
            "localhost",
            "LocalHost:1",
            "localhost.",
            "app.localhost:3000",
            "127.0.0.1",
            "127.0.0.1:12111",
            "127.8.9.1:80",
            "[::1]",
            "[::1]:65535",
            "[0:0:0:0:0:0:0:1]:80",
            "[::ffff:127.0.0.1]",
        ] {
            assert!(BOTH.iter().all(|audience| is_let_in(&local(), &[(HOST, host)], *audience)), "{host}");
        }
        for origin in ["http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000", "http://app.localhost:8080"] {
            assert!(BOTH.iter().all(|audience| is_let_in(&local(), &[(ORIGIN, origin)], *audience)), "{origin}");
        }
        assert!(BOTH.iter().all(|audience| is_let_in(&local(), &[], *audience)), "a client without either header");
    }

    #[test]
    fn refuses_every_other_host() {
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "evil-localhost",
            "a..localhost",
            ".localhost",
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
            "2130706433",
            "0x7f.1",
            "127.1",
        ] {
            assert!(BOTH.iter().all(|audience| !is_let_in(&local(), &[(HOST, host)], *audience)), "{host}");
        }
    }

    #[test]
    fn refuses_pages_of_every_other_origin() {
        for origin in [
            "",
            "https://evil.example",
            "file://localhost",
            "http://localhost.evil.example",
            "localhost",
            "https://localhost@evil.example",
            "https://dashboard.stripe.com",
            "NULL",
            "null null",
            "http://127.0.0.1.nip.io",
            "chrome-extension://localhost",
        ] {
            for guard in [local(), Guard::default()] {
                assert!(BOTH.iter().all(|audience| !is_let_in(&guard, &[(ORIGIN, origin)], *audience)), "{origin}");
            }
        }
    }

    #[test]
    fn lets_a_sandbox_use_only_the_service() {
        assert!(is_let_in(&local(), &[(ORIGIN, "null")], Audience::Service));
        assert!(!is_let_in(&local(), &[(ORIGIN, "null")], Audience::Control));
    }

    #[test]
    fn refuses_one_bad_header_among_several() {
        assert!(!is_let_in(&local(), &[(HOST, "localhost"), (HOST, "evil.example")], Audience::Service));
        assert!(!is_let_in(&local(), &[(ORIGIN, "http://localhost"), (ORIGIN, "http://evil.example")], Audience::Service));
    }

    #[test]
    fn checks_the_host_in_the_request_address() {
        let mut head = head(&[(HOST, "localhost")]);
        head.uri = "http://evil.example/v1/apps/secrets".parse().unwrap();
        assert!(local().check(&head, Audience::Service).is_err());
        head.uri = "http://127.0.0.1:12111/v1/apps/secrets".parse().unwrap();
        assert!(local().check(&head, Audience::Service).is_ok());
    }

    #[test]
    fn accepts_other_hosts_on_a_server_for_other_machines() {
        assert!(is_let_in(&Guard::default(), &[(HOST, "emulator:12111")], Audience::Control));
    }

    #[test]
    fn accepts_only_the_origins_and_hosts_of_the_command_line() {
        let guard = Guard { origins: vec!["https://App.example".to_owned()], hosts: vec!["emulator.internal".to_owned()], ..local() };
        assert!(BOTH.iter().all(|audience| is_let_in(&guard, &[(ORIGIN, "https://app.example")], *audience)));
        assert!(BOTH.iter().all(|audience| is_let_in(&guard, &[(HOST, "Emulator.Internal:12111")], *audience)));
        for origin in ["http://app.example", "https://app.example:8443", "https://app.example.evil", "https://x.app.example"] {
            assert!(!is_let_in(&guard, &[(ORIGIN, origin)], Audience::Service), "{origin}");
        }
        let open = Guard { is_local: false, ..guard };
        assert!(!is_let_in(&open, &[(HOST, "evil.example")], Audience::Service), "a named host is the only one besides this machine");
    }

    #[test]
    fn refuses_requests_that_another_site_makes_a_browser_send() {
        let site = HeaderName::from_static("sec-fetch-site");
        let mode = HeaderName::from_static("sec-fetch-mode");
        for (origin, from, how, expected) in [
            (None, "cross-site", "navigate", false),
            (None, "cross-site", "no-cors", false),
            (Some("null"), "cross-site", "navigate", false),
            (Some("null"), "cross-site", "cors", true),
            (Some("http://localhost:5173"), "same-site", "cors", true),
            (None, "none", "navigate", true),
            (None, "same-origin", "cors", true),
        ] {
            let mut pairs = vec![(site.clone(), from), (mode.clone(), how)];
            pairs.extend(origin.map(|origin| (ORIGIN, origin)));
            assert_eq!(is_let_in(&local(), &pairs, Audience::Service), expected, "{origin:?} {from} {how}");
        }
    }

    #[test]
    fn checks_the_origins_and_hosts_of_the_command_line() {
        for origin in ["https://app.example", "http://app.example:3000", "http://[::2]:80"] {
            assert!(allowed_origin(origin).is_ok(), "{origin}");
        }
        for text in [
            "",
            "*",
            "null",
            "app.example",
            "https://app.example/",
            "https://app.example/path",
            "ftp://app.example",
            "https://",
            "https://a@b",
        ] {
            assert!(allowed_origin(text).is_err(), "{text}");
        }
        assert!(["emulator", "host.docker.internal", "10.0.0.1:80", "[::2]"].iter().all(|host| allowed_host(host).is_ok()));
        assert!(["", "a/b", "user@host", "a b"].iter().all(|host| allowed_host(host).is_err()));
    }
}
