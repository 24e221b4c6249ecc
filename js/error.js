// The error class, in JavaScript because an error has to be one: `extends Error`, with a stack and a name.

// Under this name an error is known in every copy of the package: two bundles in one page have two classes.
const BRAND = Symbol.for("stripe-secret-store.error");

export class SecretStoreError extends Error {
  constructor(code, message, details) {
    super(message);
    this.code = code;
    this.retryable = false;
    this.attempts = 0;
    for (const key of Object.keys(details || {})) {
      if (details[key] !== undefined) this[key] = details[key];
    }
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

/** What Rust calls: everything in one crossing. Empty texts and zeros stand for what is not known. */
export function secretStoreError(code, message, param, status, stripeCode, requestId, docUrl, retryable, attempts, cause) {
  return new SecretStoreError(code, message, {
    param: param || undefined,
    status: status || undefined,
    stripeCode: stripeCode || undefined,
    requestId: requestId || undefined,
    docUrl: docUrl || undefined,
    retryable,
    attempts,
    cause,
  });
}
