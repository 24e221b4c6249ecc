// Sends and waits. Whatever there is to decide is decided in Rust; this file reads values of the outside for it and
// drives one call. Plain JavaScript, since wasm-bindgen takes it as it is; `tsc` checks it.

// The numbers of `Kind` in src/value.rs.
const UNDEFINED = 0;
const NULL = 1;
const TRUE = 2;
const FALSE = 3;
const NUMBER = 4;
const TEXT = 5;
const DATE = 6;
const ARRAY = 7;
const OBJECT = 8;
const FUNCTION = 9;
const OTHER = 10;

// The numbers of `Failure` in src/operation.rs.
const CONNECTION = 0;
const HOST_NOT_READY = 1;
const TIMED_OUT = 2;
const ABORTED = 3;
const NOT_SENT = 4;

let names = [];

/** Takes the names of the fields, in the order of their numbers. */
export function learn(list) {
  names = list.split(" ");
}

export function kind(value) {
  switch (typeof value) {
    case "undefined":
      return UNDEFINED;
    case "boolean":
      return value ? TRUE : FALSE;
    case "number":
      return NUMBER;
    case "string":
      return TEXT;
    case "function":
      return FUNCTION;
    case "object":
      return value === null ? NULL : kindOfObject(value);
    default:
      return OTHER;
  }
}

function kindOfObject(value) {
  try {
    if (Array.isArray(value)) return ARRAY;
    // Knows the dates of other realms as well, which `instanceof` would not.
    return Object.prototype.toString.call(value) === "[object Date]" ? DATE : OBJECT;
  } catch {
    return OTHER; // A revoked Proxy, say.
  }
}

/** A number's value, a date's milliseconds, or NaN. */
export function number(value) {
  if (typeof value === "number") return value;
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return NaN;
  }
}

/** UTF-16 units of a string, items of an array, 0 for anything else. */
export function length(value) {
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}

/** A field or an item. What cannot be read is a symbol, so that it is of no kind that anybody wants. */
function read(object, key) {
  try {
    return object === undefined || object === null ? undefined : object[key];
  } catch {
    return Symbol();
  }
}

export const get = (object, key) => read(object, names[key]);

export const item = read;

/** A header, from a plain object of any case or something with `get`; a string or undefined. */
export function header(headers, key) {
  const name = names[key];
  try {
    let value = typeof headers.get === "function" ? headers.get(name) : headers[name];
    if (value === undefined && typeof headers.get !== "function") {
      value = headers[Object.keys(headers).find((other) => other.toLowerCase() === name)];
    }
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first own field with a value that is not one of the `known` (bit N: name N), cut to 64 characters. */
export function stranger(object, known) {
  try {
    for (const key of Object.keys(object)) {
      const index = names.indexOf(key);
      if ((index < 0 || index > 31 || !((known >>> index) & 1)) && object[key] !== undefined) return key.slice(0, 64);
    }
    return undefined;
  } catch {
    return "(unreadable)";
  }
}

/** 32 random bits. They keep idempotency keys apart and hide nothing, so Math.random will do where nothing better is. */
export function random() {
  try {
    return crypto.getRandomValues(new Uint32Array(1))[0];
  } catch {
    return Math.random() * 4294967296;
  }
}

export const now = () => Date.now();

/** Where a client's requests go. `headers` are lines of `name: value`. */
export function connection(httpClient, host, port, protocol, headers) {
  const lines = headers.split("\n").map((line) => line.split(": "));
  return { httpClient, host, port, protocol, headers: Object.fromEntries(lines) };
}

export const reject = (error) => Promise.reject(error);

/**
 * Drives one call to its end: sends, waits and sends again as the operation says. Always settles, with the answer's
 * JSON, null, or a SecretStoreError.
 */
export async function drive(operation, connection, method, path, body, idempotencyKey, stripeAccount, timeout, signal) {
  try {
    for (;;) {
      let json;
      const tried = signal && signal.aborted ? [NOT_SENT, signal.reason] : await attempt();
      const next =
        typeof tried[0] === "number"
          ? operation.failed(tried[0], tried[1])
          : operation.answered(...tried[0], (json = tried[1]), body, tried[2]);
      if (next === undefined) return json;
      if (typeof next !== "number") {
        if (next === null) return null;
        throw next;
      }
      // Waits, unless the signal ends that: then the next round sees it.
      await bounded(new Promise(() => {}), next, signal);
    }
  } finally {
    operation.free();
  }

  /** One try: `[failure, cause]` or `[[status, headers], json, fault]`. Never rejects. */
  async function attempt() {
    const headers = { ...connection.headers };
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    if (stripeAccount) headers["Stripe-Account"] = stripeAccount;
    return bounded(exchange(connection, method, path, headers, body, timeout), timeout, signal);
  }
}

/** Asks the host's HTTP client and reads its answer. */
async function exchange({ httpClient, host, port, protocol }, method, path, headers, body, timeout) {
  let response;
  try {
    response = await httpClient.makeRequest(host, port, path, method, headers, body, protocol, timeout);
  } catch (cause) {
    return [hostIsMissing(httpClient) ? HOST_NOT_READY : CONNECTION, cause];
  }
  let head = [];
  try {
    head = [response.getStatusCode(), response.getHeaders()];
    return [head, await response.toJSON()];
  } catch (fault) {
    // No JSON, or no response at all. The status alone may tell enough: some refusals have no body.
    return [head.length ? head : [undefined, undefined], undefined, fault];
  }
}

/** Whether the SDK's client was asked before the Dashboard had connected the extension. Read from its state: its message may change. */
function hostIsMissing(httpClient) {
  try {
    const extension = globalThis.__StripeExtExports;
    return httpClient.getClientName() === "stripe-ui-extension" && !(extension && extension.endpoint);
  } catch {
    return false;
  }
}

/** `work`, or how it was cut short: after so many milliseconds, or by the signal. Leaves no timer and no listener. */
function bounded(work, milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end([TIMED_OUT]), milliseconds);
    const abort = () => end([ABORTED, signal.reason]);
    const end = (result) => {
      clearTimeout(timer);
      if (signal) signal.removeEventListener("abort", abort);
      resolve(result);
    };
    if (signal) {
      signal.addEventListener("abort", abort);
      // A host may abort it while it is asked, before there is a listener.
      if (signal.aborted) abort();
    }
    work.then(end);
  });
}
