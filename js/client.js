// The class, in JavaScript because it holds what Rust does not keep: where requests go and by whom. Nothing of a client is in the module's memory
// between calls, so that there is nothing to free, and nothing to be used after that.

import { asked, drive } from "./driver.js";
import { SecretStoreError, unexpected } from "./error.js";
import { read, snapshot } from "./values.js";

/** The value that the SDK's HTTP client wants in place of a key: the Dashboard replaces it (SDK 9.3.0). */
const PLACEHOLDER_KEY = "DO_NOT_PASS_A_REAL_API_KEY";

/** The API version that stripe-node 23.1.0 is pinned to, against which this was tested. */
const API_VERSION = "2026-10-28.endive";

// The numbers of `Action` in src/request.rs.
const CREATE = 0;
const FIND = 1;
const LIST = 2;
const DELETE = 3;

// Where a client keeps its connection. Not enumerable, since a client that is printed or sent somewhere must not show its key; and a property
// after all, which is also there for those who ask through a Proxy. By this name the entry `oauth` knows two clients of one user for the same.
const CONNECTION = Symbol.for("stripe-secret-store");

export class SecretStoreClient {
  constructor(options) {
    try {
      Object.defineProperty(this, CONNECTION, { value: connect(options) });
    } catch (error) {
      throw unexpected(error);
    }
  }

  forUser(userContext) {
    return new SecretStoreClient(Object.assign({}, connectionOf(this).options, { userContext }));
  }

  createSecret(params, options) {
    return begin(this, CREATE, params, options);
  }

  findSecret(params, options) {
    return begin(this, FIND, params, options);
  }

  listSecrets(params, options) {
    return begin(this, LIST, params, options);
  }

  deleteSecret(params, options) {
    return begin(this, DELETE, params, options);
  }

  free() {}
}

if (Symbol.dispose) SecretStoreClient.prototype[Symbol.dispose] = SecretStoreClient.prototype.free;

function connectionOf(client) {
  const connection = read(client, CONNECTION);
  if (connection) return connection;
  throw new SecretStoreError("invalid_option", "A method was called without its client: call client.findSecret(…), say.");
}

/** Where a client's requests go, and what their headers share. */
function connect(given) {
  const options = snapshot(given);
  const { timeout, retries, limits } = asked([options, clientName(read(options, "httpClient"))], (rust, place) => rust.read_options(place));
  const {
    httpClient,
    host = "api.stripe.com",
    port = 443,
    protocol = "https",
    apiKey = PLACEHOLDER_KEY,
    apiVersion = API_VERSION,
    stripeAccount,
    userContext,
    scope,
  } = options;
  const headers = {
    Authorization: `Bearer ${apiKey}`,
    Accept: "application/json",
    "Content-Type": "application/x-www-form-urlencoded",
    "Stripe-Version": apiVersion,
  };
  if (stripeAccount) headers["Stripe-Account"] = stripeAccount;
  // With the options for `forUser`.
  return {
    httpClient,
    host,
    port: String(port),
    protocol,
    headers,
    options,
    user: read(userContext, "id"),
    scope,
    timeout,
    retries,
    limits,
  };
}

/** What an HTTP client calls itself: the SDK's, `stripe-ui-extension`. */
function clientName(httpClient) {
  try {
    return httpClient.getClientName();
  } catch {
    // It need not have a name.
  }
}

/** Begins a call. Whatever is wrong ends in the promise. */
function begin(client, action, given, givenOptions) {
  let sending;
  return new Promise((resolve, reject) => {
    const connection = connectionOf(client);
    const { user, scope, timeout, retries, limits } = connection;
    const [params, options] = [snapshot(given), snapshot(givenOptions)];
    sending = asked([user, scope, params, options], (rust, place) =>
      // In Unix time.
      rust.begin_call(action, timeout, retries, limits, place, Math.floor(Date.now() / 1000)),
    );
    drive(connection, action, sending, params, options, resolve, reject);
  }).catch((error) => {
    // Here, since by now there is a stack again.
    throw unexpected(error, sending && sending.attempts);
  });
}
