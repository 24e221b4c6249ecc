// The error class, in JavaScript because an error has to be one (`extends Error`, with a stack and a name), and how errors are
// worded from what Rust says by numbers.

import { held, isIn, names, read, strangerIn } from "./values.js";

// Texts stand here rather than in the module: they would come out of its memory into the same strings, and without WebAssembly they would be
// in base64.
// texts: written by `UPDATE=1 cargo test texts` from src/error.rs
// prettier-ignore
const codes = [
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
  "Only the app's backend reaches other users.",
  "card_number",
  "Store a token, or set cardNumbers: \"allow\" if it is none.",
  "not_found",
  "It may be in another scope or mode (test, live), or expired.",
  "scope_full",
  "Delete a secret, or keep related values in one, as JSON.",
  "permission_missing",
  "Run `stripe apps grant permission secret_write`, then reinstall the app.",
  "unauthorized",
  "Pass no apiKey in an extension, the app owner's secret key in a backend.",
  "app_uninstalled",
  "Ask the account to reinstall the app.",
  "rate_limited",
  "Try again later.",
  "idempotency_conflict",
  "Pass no idempotencyKey, or a new one each time.",
  "invalid_request",
  "See stripeCode and param.",
  "service_failure",
  "Try again later.",
  "host_not_ready",
  "Call from an effect or event handler, not while the module loads.",
  "connection_failed",
  "See cause. Try again later.",
  "timeout",
  "A write may have happened: find the secret first.",
  "aborted",
  "A write may have happened: find the secret first.",
  "unreadable_response",
  "The HTTP client must hand on Stripe's status, headers and JSON.",
  "unexpected_failure",
  "See cause. A write may have happened: find the secret first.",
];
// prettier-ignore
const problems = [
  " is not known here.",
  "An object is expected.",
  "Too much is being read at once: call from no getter.",
  " is missing.",
  " is empty.",
  " has over 5,000 characters.",
  " holds half a surrogate pair.",
  " is an object: use JSON.stringify.",
  " is not a string.",
  " seems to hold a card number, which Stripe forbids.",
  " is no Date or whole number of seconds.",
  " is past.",
  " is over 100 years ahead.",
  " is in milliseconds: divide by 1000.",
  " is not 1 to 100.",
  " excludes starting_after.",
  " has an unknown field.",
  ".user is not a user's id.",
  ".user goes with \"user\" only.",
  " names another user than userContext.",
  " names no user.",
  " has no makeRequest(): pass createHttpClient() of @stripe/ui-extension-sdk/http_client.",
  " is not the one of the view.",
  ".authorizedPermissions lacks secret_write.",
  " is not 1 to 255 ASCII characters.",
  " is a real key, which no extension may hold: leave it out.",
  " is not one of its choices.",
  " is not a whole number in its range.",
  " is not an AbortSignal.",
];
// /texts

// The numbers of `Problem` in src/error.rs that mean no field of ours: this, those up to the next, which mean none at all, and no others.
const UNKNOWN = 0;
const NO_ROOM = 2;

// Under this name an error is known in every copy of the package: two bundles in one page have two classes.
const BRAND = Symbol.for("stripe-secret-store.error");

export class SecretStoreError extends Error {
  constructor(code, message, details) {
    super(message);
    Object.assign(this, { code, retryable: false, attempts: 0 }, details);
  }

  get name() {
    return "SecretStoreError";
  }

  get [BRAND]() {
    return true;
  }

  static is(value) {
    try {
      return Boolean(value) && value[BRAND] === true;
    } catch {
      return false; // A Proxy that throws, another origin's window: no error of ours.
    }
  }
}

/** The error for what is refused before sending. `place` holds what was read, whose fields are the `known`. */
export function refusal(code, problem, key, place, known) {
  let param = problem > NO_ROOM ? names[key] : undefined;
  let meant;
  if (problem === UNKNOWN) {
    param = strangerIn(held[place], known);
    meant = closest(param, known);
  }
  const message = [`${param || ""}${problems[problem]}`, meant && `Did you mean ${meant}?`, codes[2 * code + 1]].filter(Boolean).join(" ");
  return new SecretStoreError(codes[2 * code], message, { param });
}

/** The error for what fails after it. */
export const failed = (code, retryable, status, attempts) =>
  new SecretStoreError(codes[2 * code], codes[2 * code + 1], { retryable, status, attempts });

/** The error for what nobody expects; one of ours is it already. */
export const unexpected = (cause, attempts = 0) =>
  SecretStoreError.is(cause) ? cause : Object.assign(failed(codes.length / 2 - 1, false, undefined, attempts), { cause });

/** The field that was likely meant: with a slip in each three letters, two at most; case and underscores are free. */
function closest(written, known) {
  const plain = (name) => name.replace(/_/g, "").toLowerCase();
  return names.find((name, index) => isIn(known, index) && isClose(plain(written), plain(name), Math.min(2, name.length / 3 - 1)));
}

function isClose(a, b, slips) {
  if (a === b) return true;
  const [restOfA, restOfB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return isClose(restOfA, restOfB, slips);
  return (
    slips > 0 &&
    [
      [restOfA, b],
      [a, restOfB],
      [restOfA, restOfB],
    ].some(([a, b]) => isClose(a, b, slips - 1))
  );
}

/** Adds to an error what Stripe says of it and what the host threw. Texts are bounded: the Dashboard shows none over 5,000 characters. */
export function complete(error, json, requestId, payload, cause) {
  const said = (key) => cut(read(read(json, "error"), key), 1000);
  const message = said("message");
  // A payload of a few characters cannot be told from the words around it, and is no secret.
  const isSecret = typeof payload === "string" && payload.length > 3;
  if (message && !(isSecret && repeats(message, payload))) error.message = `Stripe says: ${message} ${error.message}`;
  return Object.assign(error, { stripeCode: said("code"), docUrl: said("doc_url"), param: said("param"), requestId, cause });
}

/** Whether `text` holds the payload, as it is or encoded; also where that cannot be told, for a secret. */
function repeats(text, payload) {
  try {
    return [text, decodeURIComponent(text)].some((one) => one.includes(payload));
  } catch {
    return true;
  }
}

export function cut(value, most) {
  return typeof value === "string" && value ? value.slice(0, most) : undefined;
}
