//! What a browser may do with the answers: as Stripe has it, from any origin, the null origin of an extension's sandbox included.

use crate::request::Request;
use std::borrow::Cow;

/// The headers of every answer. What is not among the exposed headers no page can read, `Idempotent-Replayed` for one.
pub const HEADERS: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "GET, HEAD, PUT, PATCH, POST, DELETE"),
    (
        "access-control-expose-headers",
        "Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required, X-Stripe-Privileged-Session-Required",
    ),
    ("access-control-max-age", "300"),
];

/// What a preflight allows besides: the headers that it asks for.
pub(crate) fn allowed_headers(request: &Request) -> Option<(&'static str, Cow<'static, str>)> {
    let asked = request.header("access-control-request-headers")?;
    Some(("access-control-allow-headers", asked.to_owned().into()))
}
