//! The errors of the client: two tables and the validation error.
//!
//! One table has the codes. Each has its cause (for the documentation) and an advice (for the message). The other table has the problems
//! of a field. Codes are stable. Wording is not, and no code depends on it.

use crate::field::Field;

numbered! {
    /// The reason why a call failed. docs/errors.md explains the cause of each code, with advice.
    #[cfg_attr(all(feature = "typescript", target_family = "wasm"), derive(tsify::Tsify))]
    #[cfg_attr(all(feature = "typescript", target_family = "wasm"), serde(rename_all = "snake_case"))]
    #[cfg_attr(all(feature = "typescript", target_family = "wasm"), tsify(type_prefix = "SecretStore"))]
    ErrorCode, 3:
    InvalidOption = "An option of the client or of the call is missing, unknown or of the wrong kind.",
        "invalid_option",
        "";
    InvalidName = "`name` is missing, empty, not a string, over 5,000 characters or not valid Unicode.",
        "invalid_name",
        "";
    InvalidPayload = "`payload` is missing, empty, not a string, over 5,000 characters or not valid Unicode.",
        "invalid_payload",
        "";
    InvalidScope = "`scope` is not \"user\", \"account\", {type: \"account\"} or {type: \"user\", user}.",
        "invalid_scope",
        "";
    InvalidExpiry = "`expires_at` is past, over 100 years ahead, in milliseconds, or neither Unix seconds nor a Date.",
        "invalid_expiry",
        "";
    InvalidParameter = "A parameter is unknown (the message names those that there are) or of the wrong kind.",
        "invalid_parameter",
        "";
    UserRequired = "The scope is a user's, and neither `userContext` nor the scope names a user.",
        "user_required",
        "";
    ForeignUser = "The scope names another user than `userContext` does.",
        "foreign_user",
        "";
    CardNumber = "`name` or `payload` contains what looks like a card number, which Stripe forbids to store.",
        "card_number",
        "";
    NotFound = "Stripe has no such secret. `findSecret` resolves with `null` instead.",
        "not_found",
        "the secret may be in another scope or mode (test, live), or expired.";
    ScopeFull = "The scope already has 10 secrets.",
        "scope_full",
        "delete a secret, or keep related values in one, as JSON.";
    PermissionMissing = "The app lacks the permission `secret_write`, by `appContext` or by Stripe's 403.",
        "permission_missing",
        "run `stripe apps grant permission \"secret_write\" \"EXPLANATION\"`, then reinstall the app.";
    Unauthorized = "Stripe did not accept the key (401).",
        "unauthorized",
        "pass no apiKey in an extension, the app owner's secret key in a backend.";
    AppUninstalled = "The app is not installed on the account, or was uninstalled.",
        "app_uninstalled",
        "reinstall the app.";
    RateLimited = "Stripe answered 429, after the retries.",
        "rate_limited",
        "retry later.";
    IdempotencyConflict = "The idempotency key was used with other parameters, or is in use right now.",
        "idempotency_conflict",
        "pass no idempotencyKey, or a new one each time.";
    InvalidRequest = "Stripe refused the request for another reason: see `stripeCode`, `param` and the message.",
        "invalid_request",
        "correct the request by stripeCode and param.";
    ServiceFailure = "Stripe answered 5xx, after the retries.",
        "service_failure",
        "retry later.";
    HostNotReady = "The Dashboard has not yet connected the extension.",
        "host_not_ready",
        "call from an effect or event handler, not while the module loads.";
    ConnectionFailed = "No answer came, after the retries. `cause` is the HTTP client's error.",
        "connection_failed",
        "see cause, and retry later.";
    Timeout = "No answer came within `timeout` milliseconds, after the retries.",
        "timeout",
        "retry later.";
    Aborted = "The call's `signal` was aborted. A write that had been sent may have happened.",
        "aborted",
        "pass a new signal.";
    UnreadableResponse = "The response is not a valid response of the Secret Store.",
        "unreadable_response",
        "the HTTP client must pass through Stripe's status, headers and JSON.";
    // The package throws this one by itself: it must be the last but one.
    UnexpectedFailure = "Something unforeseen threw: the stack was full, the signal threw, or the module trapped. The next call has a new module.",
        "unexpected_failure",
        "see cause, and report it.";
    // js/wasm.ts throws this one, where no module could be loaded.
    WebassemblyUnavailable = "WebAssembly cannot be compiled here, and the entry `stripe-secret-store/wasm` has nothing else.",
        "webassembly_unavailable",
        "Allow WebAssembly ('wasm-unsafe-eval' in script-src, or no --jitless), or import stripe-secret-store/js.";
}

impl ErrorCode {
    /// Returns the code as JavaScript has it.
    pub const fn as_str(self) -> &'static str {
        let [_, code, _] = self.texts();
        code
    }

    /// Says when the code arises.
    pub const fn when(self) -> &'static str {
        let [when, _, _] = self.texts();
        when
    }

    /// Says what to do. A validation error says more in its own message.
    pub const fn advice(self) -> &'static str {
        let [_, _, advice] = self.texts();
        advice
    }

    /// Returns whether the same call may succeed a little later.
    pub const fn retryable(self) -> bool {
        matches!(
            self,
            ErrorCode::HostNotReady | ErrorCode::ConnectionFailed | ErrorCode::Timeout | ErrorCode::RateLimited | ErrorCode::ServiceFailure
        )
    }
}

numbered! {
    /// The problem of a parameter or an option. The text continues the field's name.
    Problem, 1:
    // js/error.js knows these by number. It adds the names that there are to the first two, and the length to the third.
    UnknownField = " is unknown: pass";
    NotAnObject = "The argument must be an object:";
    TooLong = " must have at most 5,000 characters";
    Expand = " is not supported: findSecret always returns the payload.";
    // Any field.
    Missing = " is missing.";
    Empty = " must not be empty.";
    LoneSurrogate = " must not contain half a surrogate pair, such as half an emoji.";
    PromiseInsteadOfString = " must be a string: await the promise.";
    ObjectInsteadOfString = " must be a string: use JSON.stringify.";
    NotAString = " must be a string.";
    // Parameters.
    EmptyPayload = " must not be empty: call deleteSecret.";
    CardNumber = " must not contain what looks like a card number, which Stripe forbids. If it is not one, set cardNumbers: \"allow\".";
    NotADate = " must be a Date or a whole number of Unix seconds.";
    InvalidDate = " must be a valid Date.";
    Past = " must be in the future.";
    Duration = " must be a time, not seconds from now: use new Date(Date.now() + 1000 * seconds).";
    TooFar = " must be at most 100 years ahead.";
    Milliseconds = " must be in seconds: divide by 1000.";
    InvalidPageLimit = " must be a whole number from 1 to 100.";
    TwoCursors = " cannot be combined with starting_after.";
    // Scopes.
    InvalidScope = " must be \"user\", \"account\" or { type: \"user\", user: \"usr_1\" }.";
    ForeignUser = " names another user than userContext, which only the app's backend may do.";
    UserMissing = " names no user: pass userContext, name the user in scope, or use \"account\".";
    // Options.
    InvalidHttpClient = " must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.";
    InvalidContext = " must be the object that the view gets, not an id.";
    PermissionMissing = ".authorizedPermissions lacks secret_write:";
    InvalidHeaderValue = " must be 1 to 255 ASCII characters, without spaces.";
    KeyMissing = " is missing: a backend needs the app owner's secret key.";
    PublishableKey = " must be a secret key, not a pk_ one.";
    RealKey = " must be left out: no extension may hold a key.";
    InvalidHost = " must be a name alone: use protocol and port.";
    InvalidPort = " must be a whole number from 1 to 65,535.";
    InvalidProtocol = " must be \"https\" or \"http\".";
    InvalidCardNumbers = " must be \"reject\" or \"allow\".";
    InvalidTimeout = " must be a whole number from 1 to 2,147,483,647.";
    InvalidRetries = " must be a whole number from 0 to 100.";
    InvalidSignal = " must be an AbortSignal.";
}

impl Problem {
    /// Returns the text that continues the field's name.
    pub const fn as_str(self) -> &'static str {
        let [text] = self.texts();
        text
    }
}

/// The reason why a call or a client is refused before a request is sent. Never holds a payload, a key or a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValidationError {
    /// The code to branch on.
    pub code: ErrorCode,
    /// The problem.
    pub problem: Problem,
    /// The parameter or option, unless the problem is [`Problem::UnknownField`] or [`Problem::NotAnObject`].
    pub field: Field,
}

/// A value, or a validation error.
pub type Result<T> = core::result::Result<T, ValidationError>;

impl ValidationError {
    pub(crate) const fn new(code: ErrorCode, problem: Problem, field: Field) -> Self {
        Self { code, problem, field }
    }
}

/// Writes the message. (js/error.js makes the same one of the same texts, and adds the fields that there are and the length of a text.)
impl core::fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (field, problem) = match self.problem {
            Problem::UnknownField => ("A field", " is unknown."),
            Problem::NotAnObject => ("", "The argument must be an object."),
            Problem::TooLong => (self.field.name(), " must have at most 5,000 characters."),
            problem => (self.field.name(), problem.as_str()),
        };
        let advice = self.code.advice();
        let space = if advice.is_empty() { "" } else { " " };
        write!(formatter, "{field}{problem}{space}{advice}")
    }
}

impl core::error::Error for ValidationError {}
