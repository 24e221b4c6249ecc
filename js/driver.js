// Sends and waits. Whatever there is to decide is decided in Rust; this file drives one call. Plain JavaScript,
// since wasm-bindgen takes it as it is.

import { complete, cut, failed, refusal } from "./error.js";
import { ascii, discard, instance } from "./instance.js";
import { after, cancel } from "./timer.js";
import { held, read } from "./values.js";

// The numbers of `Failure` in src/operation.rs.
const CONNECTION = 0;
const HOST_NOT_READY = 1;
const TIMED_OUT = 2;
const ABORTED = 3;
const NOT_SENT = 4;

// What Rust made of the options or parameters that it was asked to read: these are the last things that it does then.
let outcome;

// Whether something threw through Rust: JavaScript's stack was full, or the module trapped. Rust's own stack is then not what it was, and a
// payload may be left in its memory.
let isBroken;

export const refused = (...reason) => {
  outcome = refusal(...reason);
};

export const opened = (timeout, retries, limits) => {
  outcome = { timeout, retries, limits };
};

// By their addresses: they stay where they are.
const paths = {};

export const begun = (isPost, path, pathLength, form, formLength, timeout, retries, user) => {
  outcome = {
    isPost,
    path: paths[path] || (paths[path] = ascii(path, pathLength)),
    form: ascii(form, formLength),
    timeout,
    retries,
    user: held[user],
  };
};

/** Has Rust look at values: `ask` gives them by the place of the first. What it refuses is thrown. */
export function asked(values, ask) {
  const rust = instance();
  const place = held.length;
  let result;
  try {
    held.push(...values);
    result = ask(rust, place);
    result = outcome || result;
  } catch (cause) {
    isBroken = true;
    throw cause;
  } finally {
    // Lets go of all values, those of calls that were made meanwhile and broken off too, and of a form, which may hold a payload.
    held.length = place;
    outcome = undefined;
    // The calls around this one, which are reading their parameters, still need the module.
    if (isBroken && !place) isBroken = discard();
  }
  if (result instanceof Error) throw result;
  return result;
}

/**
 * Drives one call to its end: sends, waits and sends again as Rust says. Always settles, with the answer's JSON, null, or an error, which is no
 * SecretStoreError only where nobody expects it.
 *
 * By callbacks rather than `async`, and without spreading: the bundler of older extensions lowers both to ES2015, with helpers that
 * are 0.2 kB more; and each promise between here and the host is a turn or three of the queue, a third of a call's time (November 2026).
 */
export function drive({ httpClient, host, port, protocol, headers: shared }, action, sending, params, options, resolve, reject) {
  const { isPost, path, form, timeout, retries, user } = sending;
  const method = isPost ? "POST" : "GET";
  const target = isPost ? path : `${path}?${form}`;
  const body = isPost ? form : "";
  const name = read(params, "name");
  const signal = read(options, "signal");
  const idempotencyKey = read(options, "idempotencyKey") || (isPost && newKey());
  const stripeAccount = read(options, "stripeAccount");
  // On it, for who is told when something throws that nobody expects.
  sending.attempts = 0;

  const attempt = () => {
    if (signal && signal.aborted) return next({ failure: NOT_SENT, cause: read(signal, "reason") });
    sending.attempts++;
    // Its own headers for each try: a host may write into them.
    const headers = Object.assign({}, shared);
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    if (stripeAccount) headers["Stripe-Account"] = stripeAccount;
    bounded(timeout, signal, next, reject, (end) => {
      const failed = (cause) => end({ failure: hostIsMissing(httpClient) ? HOST_NOT_READY : CONNECTION, cause });
      try {
        const sent = httpClient.makeRequest(host, port, target, method, headers, body, protocol, timeout);
        settled(sent, (response) => readAnswer(response, end), failed);
      } catch (cause) {
        failed(cause);
      }
    });
  };

  const next = ({ failure, status, headers, json, cause }) => {
    const known = Number.isInteger(status) && status >= 100 && status < 600 ? status : undefined;
    const code = failure === undefined ? known : -1 - failure;
    const step = asked([name, user, header(headers, "stripe-should-retry"), json], (rust, place) =>
      rust.advance_call(action, retries, sending.attempts - 1, code, place, 1024 * Math.random()),
    );
    if (step === -1) return resolve(json);
    if (step === -2) return resolve(null);
    // Waits, unless the signal ends that: the next round sees it.
    if (step >= 0) return bounded(step, signal, attempt, reject, () => {});
    const error = failed((-3 - step) >> 1, step % 2 === 0, known, sending.attempts);
    throw complete(error, json, header(headers, "request-id"), read(params, "payload"), cause);
  };

  // Not at once: the caller may have left little of the stack, and what the host throws for want of it is no failed connection.
  Promise.resolve().then(attempt).catch(reject);
}

function readAnswer(response, end) {
  const answer = {};
  // No JSON, or no response at all. The status alone may tell enough: some refusals have no body.
  const unread = (cause) => {
    answer.cause = cause;
    end(answer);
  };
  try {
    answer.status = response.getStatusCode();
    answer.headers = response.getHeaders();
    const read = (json) => {
      answer.json = json;
      end(answer);
    };
    settled(response.toJSON(), read, unread);
  } catch (cause) {
    unread(cause);
  }
}

/** `value.then(…)`, of whatever it is; not its own `then`, if it is a promise that somebody has changed. */
const settled = (value, answered, failed) => Promise.prototype.then.call(Promise.resolve(value), answered, failed);

/** Whether the SDK's client was asked before the Dashboard had connected the extension. Read from its state: its message may change. */
function hostIsMissing(httpClient) {
  try {
    const { endpoint } = globalThis.__StripeExtExports || {};
    return httpClient.getClientName() === "stripe-ui-extension" && !endpoint;
  } catch {
    return false;
  }
}

/** A header's text, from a plain object in any case or from something with `get`. */
function header(headers, name) {
  try {
    const plain = () => headers[Object.keys(headers).find((key) => key.toLowerCase() === name)];
    return cut(typeof headers.get === "function" ? headers.get(name) : plain(), 200);
  } catch {
    return undefined;
  }
}

// What all idempotency keys of this copy of the package begin with, and how many there were. They have to be unlike all others of the account and guard
// nothing, so that Math.random will do, which is everywhere. (A number in decimal takes 0.2 microseconds: it is written once.)
let keys;
let count = 0;

const newKey = () => (keys = keys || `secret-store-${Math.random()}-${Math.random()}-`) + count++;

/**
 * Starts some work, which calls `end` with its result, and gives that to `done`; or how it was cut short: after so many milliseconds, or by the signal. Leaves
 * no timer and no listener. What `done` throws goes to `reject`.
 */
function bounded(milliseconds, signal, done, reject, work) {
  let timer;
  let isOver;
  const abort = () => end({ failure: ABORTED, cause: read(signal, "reason") });
  const end = (result = { failure: TIMED_OUT }) => {
    if (isOver) return;
    isOver = true;
    cancel(end, timer);
    try {
      if (signal) signal.removeEventListener("abort", abort);
    } catch {
      // A signal of somebody's own making, which cannot.
    }
    try {
      done(result);
    } catch (error) {
      reject(error);
    }
  };
  work(end);
  if (signal) {
    signal.addEventListener("abort", abort);
    // A host may abort it while it is asked, before there is a listener.
    if (signal.aborted) return abort();
  }
  // Behind all that can throw, so that no timer is left.
  if (!isOver) timer = after(milliseconds, end);
}
