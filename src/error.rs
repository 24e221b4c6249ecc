//! What can go wrong, as values to branch on.
//!
//! Two tables. One has the codes: the code, whether the same call may succeed later, when it arises (for the documentation) and what to
//! do (in the message). The other says what can be wrong with a field. Codes are stable; wording is not, and nothing decides by it.
//! js/error.js has the same texts, written from here.

use crate::key::Key;

macro_rules! codes {
    ($($variant:ident = $name:literal, $when:literal, $advice:literal;)+) => {
        /// Why a call failed. docs/errors.md says of each when it arises, and what to do.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[cfg_attr(feature = "typescript", serde(rename_all = "snake_case"))]
        #[cfg_attr(feature = "typescript", tsify(type_prefix = "SecretStore"))]
        #[repr(u8)]
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
        "";
    InvalidName = "invalid_name",
        "`name` is missing, empty, no string, over 5,000 characters or not valid Unicode.",
        "Use 1 to 5,000 characters.";
    InvalidPayload = "invalid_payload",
        "`payload` is missing, empty, no string, over 5,000 characters or not valid Unicode.",
        "Use 1 to 5,000 characters, or deleteSecret.";
    InvalidScope = "invalid_scope",
        "`scope` is none of \"user\", \"account\", {type: \"account\"}, {type: \"user\", user}.",
        "Use \"user\" or \"account\".";
    InvalidExpiry = "invalid_expiry",
        "`expires_at` is past, over 100 years ahead, in milliseconds, or neither Unix seconds nor a Date.",
        "Use a Date or Unix seconds in the future.";
    InvalidParameter = "invalid_parameter",
        "A parameter is unknown (the likely right name is in the message) or of the wrong kind.",
        "";
    UserRequired = "user_required",
        "The user scope was asked for, and neither `userContext` nor the scope names a user.",
        "Pass userContext, name the user in scope, or use \"account\".";
    ForeignUser = "foreign_user",
        "The scope names another user than `userContext` does.",
        "Only the app's backend reaches other users.";
    CardNumber = "card_number",
        "`name` or `payload` holds what looks like a card number, which Stripe forbids to store.",
        "Store a token, or set cardNumbers: \"allow\" if it is none.";
    NotFound = "not_found",
        "Stripe has no such secret. `findSecret` answers `null` instead.",
        "It may be in another scope or mode (test, live), or expired.";
    ScopeFull = "scope_full",
        "The scope already holds 10 secrets.",
        "Delete a secret, or keep related values in one, as JSON.";
    PermissionMissing = "permission_missing",
        "The app lacks the permission `secret_write`, by `appContext` or by Stripe's 403.",
        "Run `stripe apps grant permission secret_write`, then reinstall the app.";
    Unauthorized = "unauthorized",
        "Stripe did not accept the key (401).",
        "Pass no apiKey in an extension, the app owner's secret key in a backend.";
    AppUninstalled = "app_uninstalled",
        "The app is not installed on the account, or was uninstalled.",
        "Ask the account to reinstall the app.";
    RateLimited = "rate_limited",
        "Too many requests (429), after the retries.",
        "Try again later.";
    IdempotencyConflict = "idempotency_conflict",
        "The idempotency key was used with other parameters, or is in use right now.",
        "Pass no idempotencyKey, or a new one each time.";
    InvalidRequest = "invalid_request",
        "Stripe refused the request for another reason: see `stripeCode`, `param` and the message.",
        "See stripeCode and param.";
    ServiceFailure = "service_failure",
        "Stripe answered 5xx, after the retries.",
        "Try again later.";
    HostNotReady = "host_not_ready",
        "The Dashboard has not yet connected the extension.",
        "Call from an effect or event handler, not while the module loads.";
    ConnectionFailed = "connection_failed",
        "No answer came, after the retries. `cause` is what the HTTP client said.",
        "See cause. Try again later.";
    Timeout = "timeout",
        "No answer came within `timeout` milliseconds, after the retries.",
        "A write may have happened: find the secret first.";
    Aborted = "aborted",
        "The call's `signal` was aborted. A write that was on its way may have happened.",
        "A write may have happened: find the secret first.";
    UnreadableResponse = "unreadable_response",
        "An answer came that is not what the Secret Store answers.",
        "The HTTP client must hand on Stripe's status, headers and JSON.";
    // js/error.js knows this one as the last of its list.
    UnexpectedFailure = "unexpected_failure",
        "Something threw that nobody expects: the stack was full, the signal threw, or the module trapped, in whose place the next call has a new one.",
        "See cause. A write may have happened: find the secret first.";
    // After the last one, and in js/wasm.ts instead of js/error.js: it tells that there is no Rust to tell anything.
    WebassemblyUnavailable = "webassembly_unavailable",
        "WebAssembly may not be compiled here, and the entry `stripe-secret-store/wasm` has nothing else.",
        "Allow 'wasm-unsafe-eval' in script-src of the page's Content-Security-Policy, or import stripe-secret-store/js.";
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

macro_rules! problems {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// What is wrong with a parameter or an option.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
        #[repr(u8)]
        pub enum Problem {
            $(#[doc = $text] $variant),+
        }

        impl Problem {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Problem] = &[$(Problem::$variant),+];

            /// What is said of it, going on from the field's name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Problem::$variant => $text),+ }
            }
        }
    };
}

problems! {
    // These three mean no field of ours. js/error.js knows them by their numbers, 0 to 2.
    Unknown = " is not known here.",
    NoObject = "An object is expected.",
    NoRoom = "Too much is being read at once: call from no getter.",
    // Any field.
    Missing = " is missing.",
    Empty = " is empty.",
    TooLong = " has over 5,000 characters.",
    LoneSurrogate = " holds half a surrogate pair.",
    AnObject = " is an object: use JSON.stringify.",
    NoString = " is not a string.",
    // Parameters.
    Card = " seems to hold a card number, which Stripe forbids.",
    NoMoment = " is no Date or whole number of seconds.",
    Past = " is past.",
    TooFar = " is over 100 years ahead.",
    Milliseconds = " is in milliseconds: divide by 1000.",
    NoLimit = " is not 1 to 100.",
    TwoCursors = " excludes starting_after.",
    // Scopes.
    ScopeFields = " has an unknown field.",
    NoScopeUser = ".user is not a user's id.",
    UserOfAccount = ".user goes with \"user\" only.",
    UserIsForeign = " names another user than userContext.",
    NoUser = " names no user.",
    // Options.
    NoHttpClient = " has no makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client.",
    NoContext = " is not the one of the view.",
    NotPermitted = ".authorizedPermissions lacks secret_write.",
    NoToken = " is not 1 to 255 ASCII characters.",
    RealKey = " is a real key, which no extension may hold: leave it out.",
    NoChoice = " is not one of its choices.",
    OutOfRange = " is not a whole number in its range.",
    NoSignal = " is not an AbortSignal.",
}

/// Why a call or a client is refused before anything is sent. Never holds a payload, a key or a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// What to branch on.
    pub code: ErrorCode,
    /// What is wrong.
    pub problem: Problem,
    /// The parameter or option that is meant. Not for the first three problems, which mean no field of ours.
    pub key: Key,
}

/// A value, or why it is refused.
pub type Result<T> = core::result::Result<T, Refusal>;

impl Refusal {
    /// A refusal.
    pub(crate) const fn new(code: ErrorCode, problem: Problem, key: Key) -> Self {
        Self { code, problem, key }
    }
}

/// The message. (In JavaScript js/error.js makes the same one, of the same lines, and names the field that is not known and the one that was
/// likely meant: there it is 1 kB less of the bundle.)
impl core::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let field = if self.problem <= Problem::NoRoom { "" } else { self.key.name() };
        write!(formatter, "{field}{} {}", self.problem.as_str(), self.code.advice())
    }
}

impl core::error::Error for Refusal {}
