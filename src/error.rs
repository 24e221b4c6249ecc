//! The errors of the client: two tables and the validation error.
//!
//! One table has the codes. Each has its cause (for the documentation) and an advice (for the message). The other table has the problems
//! of a field. Codes are stable. Wording is not, and no code depends on it.

use crate::field::Field;

numbered! {
    /// The reason why a call failed. docs/errors.md explains the cause of each code, with advice.
    #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
    #[cfg_attr(feature = "typescript", serde(rename_all = "snake_case"))]
    #[cfg_attr(feature = "typescript", tsify(type_prefix = "SecretStore"))]
    ErrorCode, 3:
    InvalidOption = "An option of the client or of the call is missing, unknown or of the wrong kind.",
        "invalid_option",
        "";
    InvalidName = "`name` is missing, empty, not a string, over 5,000 characters or not valid Unicode.",
        "invalid_name",
        "Use 1 to 5,000 characters.";
    InvalidPayload = "`payload` is missing, empty, not a string, over 5,000 characters or not valid Unicode.",
        "invalid_payload",
        "Use 1 to 5,000 characters, or deleteSecret.";
    InvalidScope = "`scope` is not \"user\", \"account\", {type: \"account\"} or {type: \"user\", user}.",
        "invalid_scope",
        "Use \"user\" or \"account\".";
    InvalidExpiry = "`expires_at` is past, over 100 years ahead, in milliseconds, or neither Unix seconds nor a Date.",
        "invalid_expiry",
        "Use a Date or Unix seconds in the future.";
    InvalidParameter = "A parameter is unknown (the message suggests a name) or of the wrong kind.",
        "invalid_parameter",
        "";
    UserRequired = "The scope is a user's, and neither `userContext` nor the scope names a user.",
        "user_required",
        "Pass userContext, name the user in scope, or use \"account\".";
    ForeignUser = "The scope names another user than `userContext` does.",
        "foreign_user",
        "Only the app's backend can access other users' secrets.";
    CardNumber = "`name` or `payload` contains what looks like a card number, which Stripe forbids to store.",
        "card_number",
        "Store a token, or set cardNumbers: \"allow\" if it is not a card number.";
    NotFound = "Stripe has no such secret. `findSecret` resolves with `null` instead.",
        "not_found",
        "The secret may be in another scope or mode (test, live), or expired.";
    ScopeFull = "The scope already has 10 secrets.",
        "scope_full",
        "Delete a secret, or keep related values in one, as JSON.";
    PermissionMissing = "The app lacks the permission `secret_write`, by `appContext` or by Stripe's 403.",
        "permission_missing",
        "Run `stripe apps grant permission secret_write`, then reinstall the app.";
    Unauthorized = "Stripe did not accept the key (401).",
        "unauthorized",
        "Pass no apiKey in an extension, the app owner's secret key in a backend.";
    AppUninstalled = "The app is not installed on the account, or was uninstalled.",
        "app_uninstalled",
        "Ask the account to reinstall the app.";
    RateLimited = "Stripe answered 429, after the retries.",
        "rate_limited",
        "Retry later.";
    IdempotencyConflict = "The idempotency key was used with other parameters, or is in use right now.",
        "idempotency_conflict",
        "Pass no idempotencyKey, or a new one each time.";
    InvalidRequest = "Stripe refused the request for another reason: see `stripeCode`, `param` and the message.",
        "invalid_request",
        "See stripeCode and param.";
    ServiceFailure = "Stripe answered 5xx, after the retries.",
        "service_failure",
        "Retry later.";
    HostNotReady = "The Dashboard has not yet connected the extension.",
        "host_not_ready",
        "Call from an effect or event handler, not while the module loads.";
    ConnectionFailed = "No answer came, after the retries. `cause` is the HTTP client's error.",
        "connection_failed",
        "See cause. Retry later.";
    Timeout = "No answer came within `timeout` milliseconds, after the retries.",
        "timeout",
        "A write may have happened: find the secret first.";
    Aborted = "The call's `signal` was aborted. A write that had been sent may have happened.",
        "aborted",
        "A write may have happened: find the secret first.";
    UnreadableResponse = "The answer is not what the Secret Store answers.",
        "unreadable_response",
        "The HTTP client must pass through Stripe's status, headers and JSON.";
    // The package throws this one by itself: it has to be the last but one.
    UnexpectedFailure = "Something unforeseen threw: the stack was full, the signal threw, or the module trapped. The next call has a new module.",
        "unexpected_failure",
        "See cause. A write may have happened: find the secret first.";
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
    // These two name no field of ours. js/error.js knows them by name.
    UnknownField = " is unknown.";
    NotAnObject = "The argument must be an object.";
    // Any field.
    Missing = " is missing.";
    Empty = " must not be empty.";
    TooLong = " must have at most 5,000 characters.";
    LoneSurrogate = " must not contain half a surrogate pair.";
    ObjectInsteadOfString = " must be a string: use JSON.stringify.";
    NotAString = " must be a string.";
    // Parameters.
    CardNumber = " must not contain a card number, which Stripe forbids.";
    NotADate = " must be a Date or a whole number of seconds.";
    Past = " must be in the future.";
    TooFar = " must be at most 100 years ahead.";
    Milliseconds = " must be in seconds: divide by 1000.";
    InvalidPageLimit = " must be a whole number from 1 to 100.";
    TwoCursors = " cannot be combined with starting_after.";
    // Scopes.
    UnknownScopeField = " has an unknown field.";
    InvalidScopeUser = ".user must be a user's id.";
    UserInAccountScope = ".user requires the type \"user\".";
    ForeignUser = " names another user than userContext.";
    UserMissing = " does not name a user.";
    // Options.
    InvalidHttpClient = " must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client.";
    InvalidContext = " must be the one of the view.";
    PermissionMissing = ".authorizedPermissions lacks secret_write.";
    InvalidHeaderValue = " must be 1 to 255 ASCII characters.";
    RealKey = " must not be a real key, which no extension may hold: leave it out.";
    InvalidChoice = " must be one of its documented values.";
    OutOfRange = " must be a whole number in its documented range.";
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

/// Writes the message. (js/error.js makes the same one of the same texts, and names the unknown field and the one that was likely meant. There it is
/// 1 kB less of the bundle.)
impl core::fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let field = if matches!(self.problem, Problem::UnknownField | Problem::NotAnObject) { "" } else { self.field.name() };
        write!(formatter, "{field}{} {}", self.problem.as_str(), self.code.advice())
    }
}

impl core::error::Error for ValidationError {}
