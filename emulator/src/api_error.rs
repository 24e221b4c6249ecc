//! Stripe's errors: the status, and what stands in the envelope.
//!
//! No refusal holds a payload. Stripe's wording is kept where it is known; nothing should decide by it.

use serde::Serialize;
use stripe_secret_store::secret::{ACCOUNT_INVALID, RESOURCE_MISSING, SCOPE_FULL};

/// The type of what goes wrong with idempotency keys.
pub(crate) const IDEMPOTENCY_ERROR: &str = "idempotency_error";

/// An error of the API: the reason why a request is refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ApiError {
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
    pub doc_url: Option<Box<str>>,
    /// The store's own message after a failure. It goes to the log, and never into an answer.
    #[serde(skip)]
    pub(crate) store_error: Option<Box<str>>,
}

impl ApiError {
    /// Creates an error of the type `invalid_request_error`.
    pub(crate) fn new(status: u16, message: String) -> Self {
        Self { status, kind: "invalid_request_error", code: None, message, param: None, doc_url: None, store_error: None }
    }

    fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        // Of the codes used here this one alone is ours, so Stripe has no page about it.
        if code != SCOPE_FULL {
            self.doc_url = Some(format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")).into());
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

    /// Refuses a key. The message names only its kind, and not the key itself.
    pub(crate) fn invalid_key(key: &str) -> Self {
        let kind = ["sk_test_", "sk_live_", "rk_test_", "rk_live_", "ek_test_", "ek_live_", "pk_test_", "pk_live_"];
        let kind = kind.iter().find(|kind| key.starts_with(**kind)).copied().unwrap_or_default();
        Self::new(401, format!("Invalid API Key provided: {kind}****"))
    }

    pub(crate) fn publishable_key() -> Self {
        Self::new(
            401,
            "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at \
             https://dashboard.stripe.com/account/apikeys."
                .to_owned(),
        )
        .code("secret_key_required")
    }

    /// Refuses a header with two values, since nothing says which is meant.
    pub(crate) fn contradiction(header: &str) -> Self {
        Self::new(400, format!("The header {header} came with two different values. Send it once."))
    }

    pub(crate) fn two_accounts() -> Self {
        Self::new(400, "The headers Stripe-Context and Stripe-Account name different accounts. Send one of them.".to_owned())
    }

    pub(crate) fn version() -> Self {
        Self::new(400, "Invalid Stripe API version: a version is written like 2026-10-28.endive.".to_owned())
    }

    pub(crate) fn not_a_form() -> Self {
        Self::new(400, "Invalid request (check that your POST content type is application/x-www-form-urlencoded).".to_owned())
    }

    pub(crate) fn missing(param: &str) -> Self {
        Self::new(400, format!("Missing required param: {param}.")).code("parameter_missing").param(param)
    }

    pub(crate) fn unknown(params: &[&str]) -> Self {
        let plural = if params.len() == 1 { "" } else { "s" };
        let first = params.first().copied().unwrap_or_default();
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

    /// Refuses a parameter that does not have its `shape`: string, object or array.
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

    /// Removes the code, where the assumption that gives one is switched off.
    pub(crate) fn without_code(self) -> Self {
        Self { code: None, doc_url: None, ..self }
    }

    /// Returns the error without `param`.
    pub(crate) fn without_param(self) -> Self {
        Self { param: None, ..self }
    }

    /// Returns the error with the type for idempotency keys.
    pub(crate) fn about_idempotency(self) -> Self {
        Self { kind: IDEMPOTENCY_ERROR, ..self }
    }

    /// Returns the error with another status.
    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn name_characters() -> Self {
        Self::new(400, "Invalid name: use letters, digits, spaces, `.`, `-` and `_`.".to_owned()).param("name")
    }

    pub(crate) fn card_number(param: &str) -> Self {
        Self::new(400, format!("Card numbers may not be stored in the Secret Store ({param}).")).param(param)
    }

    pub(crate) fn permission() -> Self {
        Self::new(
            403,
            "This application does not have the required permissions for this endpoint on the account: `secret_write`. Add it to the \
             app's manifest by `stripe apps grant permission \"secret_write\" \"EXPLANATION\"`, and install the app again."
                .to_owned(),
        )
        .code("more_permissions_required_for_application")
    }

    pub(crate) fn unknown_user(user: &str) -> Self {
        Self::new(400, format!("No such user on this account: '{user}'")).param("scope[user]")
    }

    pub(crate) fn which_account() -> Self {
        Self::new(400, "Say by the header Stripe-Account which of the accounts that installed this app is meant.".to_owned())
    }

    pub(crate) fn idempotency_key(limit: usize) -> Self {
        Self::new(400, format!("The header Idempotency-Key may have {limit} characters at most."))
    }

    pub(crate) fn idempotency_conflict() -> Self {
        Self {
            kind: IDEMPOTENCY_ERROR,
            ..Self::new(
                400,
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Use another key, or \
                 send the same parameters."
                    .to_owned(),
            )
        }
    }

    /// Returns the answer of an injected fault.
    pub(crate) fn injected(status: u16) -> Self {
        let message = format!("A fault makes the emulator answer this request with {status}.");
        match status {
            409 => Self { kind: IDEMPOTENCY_ERROR, ..Self::new(status, message).code("idempotency_key_in_use") },
            429 => Self::new(status, message).code("rate_limit"),
            500.. => Self { kind: "api_error", ..Self::new(status, message) },
            _ => Self::new(status, message),
        }
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

    /// Reports that the emulator itself failed.
    pub(crate) fn failure() -> Self {
        Self { kind: "api_error", ..Self::new(500, "The emulator failed.".to_owned()) }
    }

    /// Returns the error for a failure of the store. Only the emulator's log gets the store's message.
    pub(crate) fn store(error: &impl std::fmt::Display) -> Self {
        let message = "The emulator could not reach its store. It says why where it was started.".to_owned();
        Self { kind: "api_error", store_error: Some(error.to_string().into()), ..Self::new(500, message) }
    }

    /// Reports that too many other writes came first.
    #[cfg(all(feature = "server", not(target_family = "wasm")))]
    pub(crate) fn busy(seconds: u64) -> Self {
        let message = format!("The emulator could not begin this write within {seconds} seconds, because others came first.");
        Self { kind: "api_error", ..Self::new(503, message) }
    }
}
