//! Allows browsers to read answers as Stripe does: from any origin, with the null origin of an extension's sandbox.

use crate::request::Request;
use std::borrow::Cow;

/// The headers of every answer. A page can read only the exposed headers, so not `Idempotent-Replayed`, for example.
pub const HEADERS: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "GET, HEAD, PUT, PATCH, POST, DELETE"),
    (
        "access-control-expose-headers",
        "Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required, X-Stripe-Privileged-Session-Required",
    ),
    ("access-control-max-age", "300"),
];

/// Returns the other headers of a preflight's answer: they allow the headers that it names.
pub(crate) fn allowed_headers(request: &Request) -> Option<(&'static str, Cow<'static, str>)> {
    let asked = request.header("access-control-request-headers")?;
    Some(("access-control-allow-headers", asked.to_owned().into()))
}
