// Sends and waits. The module decides; this file carries out one call. Plain JavaScript, since wasm-bindgen takes it as it is.

import { addDetails, callError, truncate } from "./error.js";
import {
  FAILURE_ABORTED,
  FAILURE_CONNECTION,
  FAILURE_HOST_NOT_READY,
  FAILURE_NOT_SENT,
  FAILURE_TIMEOUT,
  STEP_RESOLVE,
  STEP_RESOLVE_NULL,
  STEP_RETRY_AFTER,
  methods,
  paths,
} from "./generated.js";
import { endAttempt } from "./module.js";
import { ORIGINAL, copy, read } from "./copy.js";

/** The SDK's HTTP client requires this value in place of a key, and the Dashboard replaces it (SDK 9.3.0). */
const PLACEHOLDER_KEY = "DO_NOT_PASS_A_REAL_API_KEY";

/** The API version that stripe-node 23.1.0 is pinned to. The client was tested with it. */
const API_VERSION = "2026-10-28.endive";

/**
 * @typedef {object} Call
 * @property {import("./client.js").Connection} connection
 * @property {number} operation
 * @property {import("./module.js").RequestReply} request
 * @property {any} params
 * @property {any} options
 * @property {{ attempts: number }} sent Counts the attempts, for the error of what no part foresees.
 * @property {(json: any) => void} resolve
 * @property {(error: unknown) => void} reject
 *
 * @typedef {object} AttemptResult The end of an attempt: a failure, or else an answer, as far as it could be read.
 * @property {number} failure The failure's number, or -1.
 * @property {any} [status]
 * @property {any} [headers]
 * @property {any} [json]
 * @property {unknown} cause
 */

/**
 * Carries out one call to its end: sends, waits and sends again as the module says. Always settles: with the answer's JSON, with null, or with an error. That is
 * a SecretStoreError, unless no part foresees it.
 *
 * By callbacks rather than `async`, and without spreading: the bundler of older extensions lowers both to ES2015, with helpers that
 * are 0.2 kB more; and each promise between here and the host is a turn or three of the queue, a third of a call's time (November 2026).
 *
 * @param {Call} call
 */
export function send({ connection, operation, request, params, options, sent, resolve, reject }) {
  // The options of the client are valid. A function that reads one by its name took 0.15 of a create's 2.2 microseconds (November 2026).
  const { httpClient, options: own } = connection;
  const { form, timeout, retries, user } = request;
  const method = methods[operation];
  const isPost = method === "POST";
  const target = isPost ? paths[operation] : `${paths[operation]}?${form}`;
  const body = isPost ? form : "";
  const name = params && params.name;
  const signal = read(read(options, "signal"), ORIGINAL);
  const idempotencyKey = read(options, "idempotencyKey") || (isPost && newIdempotencyKey());

  const attempt = () => {
    if (signal && signal.aborted) return next(failure(FAILURE_NOT_SENT, read(signal, "reason")));
    sent.attempts++;
    // Each attempt has its own headers: a host may write into them.
    /** @type {Record<string, string>} */
    const headers = {
      Authorization: `Bearer ${own.apiKey || PLACEHOLDER_KEY}`,
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      "Stripe-Version": own.apiVersion || API_VERSION,
    };
    set(headers, "Idempotency-Key", idempotencyKey);
    set(headers, "Stripe-Account", read(options, "stripeAccount") || own.stripeAccount);
    set(headers, "Stripe-Context", read(options, "stripeContext") || own.stripeContext);
    withDeadline(timeout, signal, next, reject, (end) => {
      /**
       * Ends the attempt without an answer.
       *
       * @param {unknown} cause
       */
      const fail = (cause) => end(failure(kindOfFailure(httpClient, cause), cause));
      try {
        const { host = "api.stripe.com", protocol = "https" } = own;
        const port = String(own.port || 443);
        const response = httpClient.makeRequest(host, port, target, method, headers, body, protocol, timeout, sent.attempts, signal);
        whenSettled(response, (response) => readAnswer(response, end), fail);
      } catch (cause) {
        fail(cause);
      }
    });
  };

  /**
   * Ends the call, or begins its next attempt, as the module says.
   *
   * @param {AttemptResult} result
   */
  const next = ({ failure, status: given, headers, json, cause }) => {
    const status = Number.isInteger(given) && given >= 100 && given < 600 ? given : undefined;
    const answer = copy(json);
    const values = [name, user, header(headers, "stripe-should-retry"), answer];
    const reply = endAttempt(operation, retries, sent.attempts, failure, status || 0, 1024 * Math.random(), values);
    if (reply.step === STEP_RESOLVE) return resolve(json);
    if (reply.step === STEP_RESOLVE_NULL) return resolve(null);
    // An abort ends the wait: the next attempt sees it.
    if (reply.step === STEP_RETRY_AFTER) return withDeadline(reply.delay, signal, attempt, reject);
    const error = callError(reply.code, { retryable: reply.isRetryable, status, attempts: sent.attempts }, isPost);
    throw addDetails(error, answer, header(headers, "request-id"), read(params, "payload"), cause);
  };

  // Starts in a later turn: the caller may have left little of the stack, and a host's error for lack of stack is not a failed connection.
  Promise.resolve().then(attempt).catch(reject);
}

/**
 * Adds a header that has a value. One that a page has added to all objects may be a setter, which would take the value.
 *
 * @param {Record<string, string>} headers
 * @param {string} name
 * @param {any} value
 */
function set(headers, name, value) {
  if (!value) return;
  if (name in headers)
    Object.defineProperty(headers, name, /** @type {any} */ ({ __proto__: null, value, enumerable: true, writable: true }));
  else headers[name] = value;
}

/**
 * Returns the end of an attempt without an answer. It has all fields of its own, so that it takes none that a page has added to all objects.
 *
 * @param {number} failure
 * @param {unknown} [cause]
 * @param {undefined} [none]
 * @returns {AttemptResult}
 */
const failure = (failure, cause, none) => ({ failure, status: none, headers: none, json: none, cause });

/**
 * Reads an HTTP client's response as far as possible, and ends the attempt with it.
 *
 * @param {any} response
 * @param {(result: AttemptResult) => void} end
 */
function readAnswer(response, end) {
  const answer = failure(-1);
  /**
   * Ends the attempt without JSON, or without a response. The status alone may suffice: some of Stripe's errors have no body.
   *
   * @param {unknown} cause
   */
  const unread = (cause) => {
    answer.cause = cause;
    end(answer);
  };
  try {
    answer.status = response.getStatusCode();
    answer.headers = response.getHeaders();
    /**
     * Ends the attempt with the answer's JSON.
     *
     * @param {any} json
     */
    const read = (json) => {
      answer.json = json;
      end(answer);
    };
    whenSettled(response.toJSON(), read, unread);
  } catch (cause) {
    unread(cause);
  }
}

/**
 * Calls `value.then(…)` on whatever the value is; never a promise's own `then`, which a host may have replaced.
 *
 * @param {any} value
 * @param {(value: any) => void} fulfilled
 * @param {(cause: unknown) => void} rejected
 */
const whenSettled = (value, fulfilled, rejected) => Promise.prototype.then.call(Promise.resolve(value), fulfilled, rejected);

/**
 * Returns the name that an HTTP client gives itself, such as the SDK's `stripe-ui-extension`.
 *
 * @param {any} httpClient
 */
export function clientName(httpClient) {
  try {
    const name = httpClient.getClientName();
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined; // A client may have no name.
  }
}

/**
 * Returns why a request got no answer. The SDK's client may be called before the Dashboard has connected the extension: its state says so, while its message
 * may change. A host's own time-out, with the code of Node and stripe-node, may come before ours.
 *
 * @param {any} httpClient
 * @param {unknown} cause
 */
function kindOfFailure(httpClient, cause) {
  if (clientName(httpClient) === "stripe-ui-extension" && !read(read(globalThis, "__StripeExtExports"), "endpoint"))
    return FAILURE_HOST_NOT_READY;
  return read(cause, "code") === "ETIMEDOUT" ? FAILURE_TIMEOUT : FAILURE_CONNECTION;
}

/**
 * Returns a header's text, from a plain object in any case or from an object with the method `get`.
 *
 * @param {any} headers
 * @param {string} name
 */
function header(headers, name) {
  try {
    const { get } = headers;
    // Not one that a page has added to all objects.
    if (typeof get === "function" && get !== read(Object.prototype, "get")) return truncate(headers.get(name), 200);
    return truncate(headers[/** @type {string} */ (Object.keys(headers).find((key) => key.toLowerCase() === name))], 200);
  } catch {
    return undefined;
  }
}

/** The beginning of all idempotency keys of this copy of the package, and how many there were. @type {string | undefined} */
let keyPrefix;
let keyCount = 0;

/**
 * Returns a key that differs from all others of the account. It guards nothing, so that it need not be unpredictable; but `Math.random` may be seeded, the clock
 * mocked, and `crypto` missing, so that it takes all three. (They are written once: a number in decimal takes 0.2 microseconds.)
 */
function newIdempotencyKey() {
  if (!keyPrefix) {
    const random = new Uint32Array(4);
    try {
      crypto.getRandomValues(random);
    } catch {
      // Old engines have no crypto, and a mock may lack the method.
    }
    keyPrefix = ["secret-store", Date.now(), Math.random(), random.join("-")].join("-");
  }
  return `${keyPrefix}-${keyCount++}`;
}

/**
 * Starts some work, or only waits. The work calls `end` with its result; the deadline or the signal may end it before. `done` gets the result. No timer
 * and no listener stays behind. An error that `done` throws goes to `reject`.
 *
 * @param {number} milliseconds
 * @param {any} signal
 * @param {(result: AttemptResult) => void} done
 * @param {(error: unknown) => void} reject
 * @param {(end: (result: AttemptResult) => void) => void} [work]
 */
function withDeadline(milliseconds, signal, done, reject, work) {
  /** @type {any} */
  let timer;
  let isOver = false;
  const abort = () => end(failure(FAILURE_ABORTED, read(signal, "reason")));
  /**
   * Ends the work. Later calls have no effect.
   *
   * @param {AttemptResult} result
   */
  const end = (result) => {
    if (isOver) return;
    isOver = true;
    try {
      clearTimeout(timer);
      if (signal) signal.removeEventListener("abort", abort);
    } catch {
      // A test environment that has ended has no timers, and a caller's own signal may lack the method.
    }
    try {
      done(result);
    } catch (error) {
      reject(error);
    }
  };
  if (work) work(end);
  if (signal) {
    signal.addEventListener("abort", abort);
    // A host may abort it during the request, before there is a listener.
    if (signal.aborted) return abort();
  }
  // Comes after all code that can throw, so that no timer is left. A host in memory answers within two turns, and needs none: it takes 1.3 of 3.2
  // microseconds in Chromium (November 2026). Each wait has its own, since code that clears a shared one would take the deadline of every later call.
  const arm = () => {
    if (!isOver) timer = setTimeout(() => end(failure(FAILURE_TIMEOUT)), milliseconds);
  };
  // The linter asks for a handler in each `then`, and this one takes the fewest bytes.
  Promise.resolve().then(Boolean).then(arm).catch(reject);
}
