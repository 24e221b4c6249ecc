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
export const KIND_PROMISE = 10;
export const KIND_OTHER = 11;

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
export const PROBLEM_TOO_LONG = 2;
export const PROBLEM_EXPAND = 3;

export const CODE_HOST_NOT_READY = 18;
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
export const paths = /* @__PURE__ */ (
  "/v1/apps/secrets|" +
  "/v1/apps/secrets/find|" +
  "/v1/apps/secrets|" +
  "/v1/apps/secrets/delete"
).split("|");

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
  "node",
  "fetch",
  "true",
  "false",
  "apps.secret",
  "list",
  "resource_missing",
  "account_invalid",
  "idempotency_error",
  "secret_limit_exceeded",
];

/** The codes, each with its advice. */
// prettier-ignore
export const codes = /* @__PURE__ */ (
  "invalid_option|" +
  "invalid_name|" +
  "invalid_payload|" +
  "invalid_scope|" +
  "invalid_expiry|" +
  "invalid_parameter|" +
  "user_required|" +
  "foreign_user|" +
  "card_number|" +
  "not_found: the secret may be in another scope or mode (test, live), or expired.|" +
  "scope_full: delete a secret, or keep related values in one, as JSON.|" +
  "permission_missing: run `stripe apps grant permission \"secret_write\" \"EXPLANATION\"`, then reinstall the app.|" +
  "unauthorized: pass no apiKey in an extension, the app owner's secret key in a backend.|" +
  "app_uninstalled: reinstall the app.|" +
  "rate_limited: retry later.|" +
  "idempotency_conflict: pass no idempotencyKey, or a new one each time.|" +
  "invalid_request: correct the request by stripeCode and param.|" +
  "service_failure: retry later.|" +
  "host_not_ready: call from an effect or event handler, not while the module loads.|" +
  "connection_failed: see cause, and retry later.|" +
  "timeout: retry later.|" +
  "aborted: pass a new signal.|" +
  "unreadable_response: the HTTP client must pass through Stripe's status, headers and JSON.|" +
  "unexpected_failure: see cause, and report it."
).split("|");

/** The texts that continue a field's name. */
// prettier-ignore
export const problems = /* @__PURE__ */ (
  " is unknown: pass|" +
  "The argument must be an object:|" +
  " must have at most 5,000 characters|" +
  " is not supported: findSecret always returns the payload.|" +
  " is missing.|" +
  " must not be empty.|" +
  " must not contain half a surrogate pair, such as half an emoji.|" +
  " must be a string: await the promise.|" +
  " must be a string: use JSON.stringify.|" +
  " must be a string.|" +
  " must not be empty: call deleteSecret.|" +
  " must not contain what looks like a card number, which Stripe forbids. If it is not one, set cardNumbers: \"allow\".|" +
  " must be a Date or a whole number of Unix seconds.|" +
  " must be a valid Date.|" +
  " must be in the future.|" +
  " must be a time, not seconds from now: use new Date(Date.now() + 1000 * seconds).|" +
  " must be at most 100 years ahead.|" +
  " must be in seconds: divide by 1000.|" +
  " must be a whole number from 1 to 100.|" +
  " cannot be combined with starting_after.|" +
  " must be \"user\", \"account\" or { type: \"user\", user: \"usr_1\" }.|" +
  " names another user than userContext, which only the app's backend may do.|" +
  " names no user: pass userContext, name the user in scope, or use \"account\".|" +
  " must have makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client, or Stripe.createNodeHttpClient() in a backend.|" +
  " must be the object that the view gets, not an id.|" +
  ".authorizedPermissions lacks secret_write:|" +
  " must be 1 to 255 ASCII characters, without spaces.|" +
  " is missing: a backend needs the app owner's secret key.|" +
  " must be a secret key, not a pk_ one.|" +
  " must be left out: no extension may hold a key.|" +
  " must be a name alone: use protocol and port.|" +
  " must be a whole number from 1 to 65,535.|" +
  " must be \"https\" or \"http\".|" +
  " must be \"reject\" or \"allow\".|" +
  " must be a whole number from 1 to 2,147,483,647.|" +
  " must be a whole number from 0 to 100.|" +
  " must be an AbortSignal."
).split("|");
