//! Stripe's errors: the status, and what stands in the envelope.
//!
//! No refusal holds a payload. Stripe's wording is kept where it is known; nothing should decide by it.

use serde::Serialize;
use stripe_secret_store::secret::{ACCOUNT_INVALID, RESOURCE_MISSING, SCOPE_FULL};

/// Why a request is refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refusal {
    /// The HTTP status.
    #[serde(skip)]
    pub status: u16,
    /// Stripe's kind of error.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Stripe's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// For people.
    pub message: String,
    /// The parameter that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Stripe's page about the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc_url: Option<String>,
}

impl Refusal {
    fn new(status: u16, message: String) -> Self {
        Self { status, kind: "invalid_request_error", code: None, message, param: None, doc_url: None }
    }

    fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        // Of the codes used here this one alone is ours, so Stripe has no page about it.
        if code != SCOPE_FULL {
            self.doc_url = Some(format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")));
        }
        self
    }

    fn param(mut self, param: &str) -> Self {
        self.param = Some(param.to_owned());
        self
    }

    pub(crate) fn unknown_route(method: &str, route: &str) -> Self {
        Self::new(
            404,
            format!(
                "Unrecognized request URL ({method}: {route}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
            ),
        )
    }

    pub(crate) fn no_key() -> Self {
        Self::new(
            401,
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth \
             (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can \
             help at https://support.stripe.com/."
                .to_owned(),
        )
    }

    pub(crate) fn not_a_form() -> Self {
        Self::new(400, "Invalid request (check that your POST content type is application/x-www-form-urlencoded).".to_owned())
    }

    pub(crate) fn missing(param: &str) -> Self {
        Self::new(400, format!("Missing required param: {param}.")).code("parameter_missing").param(param)
    }

    pub(crate) fn unknown(params: &[String]) -> Self {
        let plural = if params.len() == 1 { "" } else { "s" };
        let first = params.first().map_or("", String::as_str);
        Self::new(400, format!("Received unknown parameter{plural}: {}", params.join(", "))).code("parameter_unknown").param(first)
    }

    pub(crate) fn empty(param: &str) -> Self {
        Self::new(
            400,
            format!(
                "You passed an empty string for '{param}'. We assume empty values are an attempt to unset a parameter; however '{param}' \
                 cannot be unset. You should remove '{param}' from your request or supply a non-empty value."
            ),
        )
        .code("parameter_invalid_empty")
        .param(param)
    }

    pub(crate) fn too_long(param: &str, limit: usize) -> Self {
        Self::new(400, format!("Invalid string: {param} must be at most {limit} characters")).param(param)
    }

    /// A parameter is not what its `shape` says: string, object or array.
    pub(crate) fn shape(param: &str, shape: &str) -> Self {
        Self::new(400, format!("Invalid {shape}")).param(param)
    }

    pub(crate) fn integer(param: &str, message: &str) -> Self {
        Self::new(400, message.to_owned()).code("parameter_invalid_integer").param(param)
    }

    pub(crate) fn scope_type() -> Self {
        Self::new(400, "Invalid scope[type]: must be one of account or user".to_owned()).param("scope[type]")
    }

    pub(crate) fn both_cursors() -> Self {
        Self::new(400, "You may only specify one of these parameters: starting_after, ending_before.".to_owned())
            .code("parameters_exclusive")
    }

    pub(crate) fn cursor(param: &str, id: &str) -> Self {
        Self { status: 400, ..Self::no_such_secret(id) }.param(param)
    }

    pub(crate) fn expand(field: &str) -> Self {
        Self::new(400, format!("This property cannot be expanded ({field}).")).param("expand")
    }

    pub(crate) fn no_such_secret(name: &str) -> Self {
        Self::new(404, format!("No such secret: '{name}'")).code(RESOURCE_MISSING)
    }

    pub(crate) fn scope_full(limit: usize) -> Self {
        Self::new(400, format!("This scope already holds {limit} secrets. Delete one before you add another.")).code(SCOPE_FULL)
    }

    pub(crate) fn foreign_user() -> Self {
        Self::new(400, "An extension reaches the secrets of its account and of its own user only.".to_owned()).param("scope[user]")
    }

    pub(crate) fn foreign_account(account: &str) -> Self {
        Self::new(
            403,
            format!(
                "The provided key does not have access to account '{account}' (or that account does not exist). Application access may have been revoked."
            ),
        )
        .code(ACCOUNT_INVALID)
    }

    /// The store failed. What it said is for the log of who runs it, not for the answer.
    pub(crate) fn failure() -> Self {
        Self { kind: "api_error", ..Self::new(500, "The emulator could not reach its store.".to_owned()) }
    }
}
