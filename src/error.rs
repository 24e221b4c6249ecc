//! What can go wrong, as values to branch on.
//!
//! One table: the code, whether the same call may succeed later, when it arises (for the documentation) and what to
//! do (in the message). Codes are stable; wording is not, and nothing decides by it.

use crate::text::join;
use alloc::borrow::Cow;
use alloc::string::String;

macro_rules! codes {
    ($($(#[$retryable:meta])? $variant:ident = $name:literal, $when:literal, $advice:literal;)+) => {
        /// Why a call failed.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[cfg_attr(feature = "typescript", serde(rename_all = "snake_case"))]
        #[cfg_attr(feature = "typescript", tsify(type_prefix = "SecretStore"))]
        pub enum ErrorCode {
            $(#[doc = $when] $variant),+
        }

        impl ErrorCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &[ErrorCode] = &[$(ErrorCode::$variant),+];

            /// The code as JavaScript sees it.
            pub const fn as_str(self) -> &'static str {
                match self { $(ErrorCode::$variant => $name),+ }
            }

            /// When the code arises.
            pub const fn when(self) -> &'static str {
                match self { $(ErrorCode::$variant => $when),+ }
            }

            /// What to do about it. What is wrong before sending says more in its own message.
            pub const fn advice(self) -> &'static str {
                match self { $(ErrorCode::$variant => $advice),+ }
            }
        }
    };
}

codes! {
    InvalidOption = "invalid_option",
        "An option of the client or of the call is missing, unknown or of the wrong kind.",
        "Mend the option that `param` names.";
    InvalidName = "invalid_name",
        "`name` is missing, empty, no string, over 5,000 characters or not valid Unicode.",
        "Give the secret a name of 1 to 5,000 characters.";
    InvalidPayload = "invalid_payload",
        "`payload` is missing, empty, no string, over 5,000 characters or not valid Unicode.",
        "Store a string of 1 to 5,000 characters; to remove a secret, call deleteSecret.";
    InvalidScope = "invalid_scope",
        "`scope` is none of \"user\", \"account\", {type: \"account\"}, {type: \"user\", user}.",
        "Use \"user\" or \"account\".";
    InvalidExpiry = "invalid_expiry",
        "`expires_at` is past, over 100 years ahead, in milliseconds, or neither Unix seconds nor a Date.",
        "Use Unix seconds or a Date in the future.";
    InvalidParameter = "invalid_parameter",
        "A parameter is unknown (the likely right name is in the message) or of the wrong kind.",
        "Mend the parameter that `param` names.";
    UserRequired = "user_required",
        "The user scope was asked for, and neither `userContext` nor the scope names a user.",
        "Give the client the extension's `userContext`, name the user in the scope, or use the scope \"account\".";
    ForeignUser = "foreign_user",
        "The scope names another user than `userContext` does.",
        "An extension reaches its own user's secrets only. Leave out the user, or ask from the app's backend.";
    CardNumber = "card_number",
        "`name` or `payload` holds what looks like a card number, which Stripe forbids to store.",
        "Store a token in its place. If it is no card number, set the option `cardNumbers: \"allow\"`.";
    NotFound = "not_found",
        "Stripe has no such secret. `findSecret` answers `null` instead.",
        "Look whether it was set in the other scope (user, account) or the other mode (test, live), or has expired.";
    ScopeFull = "scope_full",
        "The scope already holds 10 secrets.",
        "Delete one of this scope, or keep what belongs together in one secret, as JSON.";
    PermissionMissing = "permission_missing",
        "The app lacks the permission `secret_write`, by `appContext` or by Stripe's 403.",
        "Run `stripe apps grant permission \"secret_write\" \"<why the app needs it>\"`, then upload or reinstall the app.";
    Unauthorized = "unauthorized",
        "Stripe did not accept the key (401).",
        "In an extension leave `apiKey` out; in a backend use a secret key of the account that owns the app.";
    AppUninstalled = "app_uninstalled",
        "The app is not installed on the account, or was uninstalled.",
        "Ask the account to install the app again.";
    RateLimited = "rate_limited",
        "Too many requests (429), after the retries.",
        "Wait and try again; read a secret once and keep it, rather than at each render.";
    IdempotencyConflict = "idempotency_conflict",
        "The idempotency key was used with other parameters, or is in use right now.",
        "Leave `idempotencyKey` out, or use a new one for each thing to be done.";
    InvalidRequest = "invalid_request",
        "Stripe refused the request for another reason: see `stripeCode`, `param` and the message.",
        "Mend the request as Stripe says.";
    ServiceFailure = "service_failure",
        "Stripe answered 5xx, after the retries.",
        "Try again later.";
    HostNotReady = "host_not_ready",
        "The Dashboard has not yet connected the extension.",
        "Call from an effect or an event handler of a rendered view, not while the module is being loaded.";
    ConnectionFailed = "connection_failed",
        "No answer came, after the retries. `cause` is what the HTTP client said.",
        "Look at the network and at `cause`, then try again.";
    Timeout = "timeout",
        "No answer came within `timeout` milliseconds, after the retries.",
        "Try again, or raise `timeout`. A write may have happened: find the secret before you write it again.";
    Aborted = "aborted",
        "The call's `signal` was aborted. A write that was on its way may have happened.",
        "Nothing, if this was meant.";
    UnreadableResponse = "unreadable_response",
        "An answer came that is not what the Secret Store answers.",
        "Look at the HTTP client: getStatusCode(), getHeaders() and toJSON() have to give Stripe's answer.";
}

impl ErrorCode {
    /// Whether the same call may well succeed a little later.
    pub const fn retryable(self) -> bool {
        matches!(
            self,
            ErrorCode::HostNotReady | ErrorCode::ConnectionFailed | ErrorCode::Timeout | ErrorCode::RateLimited | ErrorCode::ServiceFailure
        )
    }
}

/// A call's failure. Never holds a payload, a key or a token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// What to branch on.
    pub code: ErrorCode,
    /// What is wrong, and what to do.
    pub message: String,
    /// The parameter or option that is meant.
    pub param: Option<Cow<'static, str>>,
    /// The answer's HTTP status.
    pub status: Option<u16>,
    /// Stripe's own code.
    pub stripe_code: Option<String>,
    /// Stripe's `Request-Id`, for their support and log.
    pub request_id: Option<String>,
    /// Stripe's page about it.
    pub doc_url: Option<String>,
    /// How many requests were sent.
    pub attempts: u32,
}

impl Error {
    /// An error of this code with its advice as message.
    pub fn new(code: ErrorCode) -> Self {
        Self::saying(code, "")
    }

    /// An error that says `what` is wrong, then what the code advises.
    pub fn saying(code: ErrorCode, what: &str) -> Self {
        let space = if what.is_empty() { "" } else { " " };
        Self {
            code,
            message: join(&[what, space, code.advice()]),
            param: None,
            status: None,
            stripe_code: None,
            request_id: None,
            doc_url: None,
            attempts: 0,
        }
    }

    /// The same, about this parameter or option.
    #[must_use]
    pub fn about(mut self, param: impl Into<Cow<'static, str>>) -> Self {
        self.param = Some(param.into());
        self
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl core::error::Error for Error {}
