// Generated from src/ by `UPDATE=1 cargo test --test core generated`. Do not edit.
//
// Rust and JavaScript both know these by number: a constant's value, or a text's place in its list.

export const KIND_UNDEFINED = 0;
export const KIND_NULL = 1;
export const KIND_TRUE = 2;
export const KIND_FALSE = 3;
export const KIND_NUMBER = 4;
export const KIND_TEXT = 5;
export const KIND_DATE = 6;
export const KIND_ARRAY = 7;
export const KIND_OBJECT = 8;
export const KIND_FUNCTION = 9;
export const KIND_OTHER = 10;

export const OPERATION_CREATE = 0;
export const OPERATION_FIND = 1;
export const OPERATION_LIST = 2;
export const OPERATION_DELETE = 3;

export const FAILURE_CONNECTION = 0;
export const FAILURE_HOST_NOT_READY = 1;
export const FAILURE_TIMEOUT = 2;
export const FAILURE_ABORTED = 3;
export const FAILURE_NOT_SENT = 4;

export const STEP_RESOLVE = 0;
export const STEP_RESOLVE_NULL = 1;
export const STEP_RETRY_AFTER = 2;
export const STEP_REJECT = 3;

export const PROBLEM_UNKNOWN_FIELD = 0;
export const PROBLEM_NOT_AN_OBJECT = 1;

export const CODE_UNEXPECTED_FAILURE = 23;

/** The HTTP methods of the operations. */
// prettier-ignore
export const methods = [
  "POST",
  "GET",
  "GET",
  "POST",
];

/** The paths of the operations. */
// prettier-ignore
export const paths = [
  "/v1/apps/secrets",
  "/v1/apps/secrets/find",
  "/v1/apps/secrets",
  "/v1/apps/secrets/delete",
];

/** The names of fields. */
// prettier-ignore
export const fieldNames = [
  "name",
  "payload",
  "scope",
  "expires_at",
  "limit",
  "starting_after",
  "ending_before",
  "type",
  "user",
  "id",
  "signal",
  "timeout",
  "maxNetworkRetries",
  "idempotencyKey",
  "stripeAccount",
  "stripeContext",
  "httpClient",
  "userContext",
  "appContext",
  "apiKey",
  "apiVersion",
  "host",
  "port",
  "protocol",
  "cardNumbers",
  "created",
  "livemode",
  "authorizedPermissions",
  "makeRequest",
  "aborted",
  "addEventListener",
  "object",
  "deleted",
  "data",
  "has_more",
  "error",
  "code",
];

/** The texts that decide something. */
// prettier-ignore
export const keywords = [
  "account",
  "user",
  "https",
  "http",
  "reject",
  "allow",
  "secret_write",
  "stripe-ui-extension",
  "true",
  "false",
  "apps.secret",
  "list",
  "resource_missing",
  "account_invalid",
  "idempotency_error",
  "secret_limit_exceeded",
];

/** The codes, each followed by its advice. */
// prettier-ignore
export const codes = [
  "invalid_option",
  "",
  "invalid_name",
  "Use 1 to 5,000 characters.",
  "invalid_payload",
  "Use 1 to 5,000 characters, or deleteSecret.",
  "invalid_scope",
  "Use \"user\" or \"account\".",
  "invalid_expiry",
  "Use a Date or Unix seconds in the future.",
  "invalid_parameter",
  "",
  "user_required",
  "Pass userContext, name the user in scope, or use \"account\".",
  "foreign_user",
  "Only the app's backend can access other users' secrets.",
  "card_number",
  "Store a token, or set cardNumbers: \"allow\" if it is not a card number.",
  "not_found",
  "The secret may be in another scope or mode (test, live), or expired.",
  "scope_full",
  "Delete a secret, or keep related values in one, as JSON.",
  "permission_missing",
  "Run `stripe apps grant permission secret_write`, then reinstall the app.",
  "unauthorized",
  "Pass no apiKey in an extension, the app owner's secret key in a backend.",
  "app_uninstalled",
  "Ask the account to reinstall the app.",
  "rate_limited",
  "Retry later.",
  "idempotency_conflict",
  "Pass no idempotencyKey, or a new one each time.",
  "invalid_request",
  "See stripeCode and param.",
  "service_failure",
  "Retry later.",
  "host_not_ready",
  "Call from an effect or event handler, not while the module loads.",
  "connection_failed",
  "See cause. Retry later.",
  "timeout",
  "A write may have happened: find the secret first.",
  "aborted",
  "A write may have happened: find the secret first.",
  "unreadable_response",
  "The HTTP client must pass through Stripe's status, headers and JSON.",
  "unexpected_failure",
  "See cause. A write may have happened: find the secret first.",
];

/** The texts that continue a field's name. */
// prettier-ignore
export const problems = [
  " is unknown.",
  "The argument must be an object.",
  " is missing.",
  " must not be empty.",
  " must have at most 5,000 characters.",
  " must not contain half a surrogate pair.",
  " must be a string: use JSON.stringify.",
  " must be a string.",
  " must not contain a card number, which Stripe forbids.",
  " must be a Date or a whole number of seconds.",
  " must be in the future.",
  " must be at most 100 years ahead.",
  " must be in seconds: divide by 1000.",
  " must be a whole number from 1 to 100.",
  " cannot be combined with starting_after.",
  " has an unknown field.",
  ".user must be a user's id.",
  ".user requires the type \"user\".",
  " names another user than userContext.",
  " does not name a user.",
  " must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client.",
  " must be the one of the view.",
  ".authorizedPermissions lacks secret_write.",
  " must be 1 to 255 ASCII characters.",
  " must not be a real key, which no extension may hold: leave it out.",
  " must be one of its documented values.",
  " must be a whole number in its documented range.",
  " must be an AbortSignal.",
];
