// Implements the client. The class is in JavaScript because it keeps the connection and the identity. Between calls the module's memory holds no part of a
// client.

import { clientName, send } from "./sender.js";
import { SecretStoreError, unexpectedError } from "./error.js";
import { OPERATION_CREATE, OPERATION_DELETE, OPERATION_FIND, OPERATION_LIST, methods } from "./generated.js";
import { beginCall, readOptions } from "./module.js";
import { Copy, ORIGINAL, copy, read } from "./copy.js";

/**
 * @typedef {object} Connection Where a client's requests go, and what they share.
 * @property {any} httpClient
 * @property {any} options The client's options: for its requests, and for `forUser`.
 * @property {any} user
 * @property {any} scope
 * @property {number} timeout
 * @property {number} retries
 * @property {number} writePolicy
 */

// A property that is not enumerable: a client that is printed or cloned must not show its key, and a Proxy around a client still has it.
const CONNECTION = Symbol("connection");

export class SecretStoreClient {
  /** @param {any} options */
  constructor(options) {
    try {
      Object.defineProperty(this, CONNECTION, /** @type {any} */ ({ __proto__: null, value: connect(options) }));
    } catch (error) {
      throw unexpectedError(error);
    }
  }

  /** @param {any} userContext */
  forUser(userContext) {
    return changed(this, { userContext });
  }

  /** @param {any} account */
  forAccount(account) {
    // Without an account, the client would act for the key's own: an empty one is refused.
    return changed(this, { stripeAccount: account || "" });
  }

  /** @param {any} [params] */
  locate(params) {
    const { user, scope: own, options } = connectionOf(this);
    const scope = read(params, "scope") || own || "user";
    const type = read(scope, "type") || scope;
    return {
      account: options.stripeAccount,
      context: options.stripeContext,
      scope: type === "account" ? { type } : { type: "user", user: read(scope, "user") || user },
    };
  }

  /**
   * @param {any} params
   * @param {any} [options]
   */
  createSecret(params, options) {
    return begin(this, OPERATION_CREATE, params, options);
  }

  /**
   * @param {any} params
   * @param {any} [options]
   */
  findSecret(params, options) {
    return begin(this, OPERATION_FIND, params, options);
  }

  /**
   * @param {any} [params]
   * @param {any} [options]
   */
  listSecrets(params, options) {
    return begin(this, OPERATION_LIST, params, options);
  }

  /**
   * @param {any} params
   * @param {any} [options]
   */
  deleteSecret(params, options) {
    return begin(this, OPERATION_DELETE, params, options);
  }
}

/**
 * Makes a client with other options.
 *
 * @param {any} client
 * @param {object} change
 */
function changed(client, change) {
  const { options, httpClient } = connectionOf(client);
  // Without a setter that a page has added to all objects.
  return new SecretStoreClient(Object.assign(new Copy(), options, { httpClient }, change));
}

/**
 * Returns what a client's calls share. Throws if a method was called without its client.
 *
 * @param {any} client
 * @returns {Connection}
 */
function connectionOf(client) {
  const connection = read(client, CONNECTION);
  if (connection) return connection;
  throw new SecretStoreError("invalid_option", "A method must be called on its client: client.findSecret().");
}

/**
 * Validates a client's options.
 *
 * @param {any} given
 * @returns {Connection}
 */
function connect(given) {
  const options = copy(given);
  const httpClient = read(read(options, "httpClient"), ORIGINAL);
  const name = read(options, "host");
  // A host with a port is not a name: the module refuses the empty one that replaces it. An IPv6 address has more colons, and a port after a bracket.
  if (typeof name === "string" && /^[^:]*:[^:]*$|]:/.test(name)) options.host = "";
  const { timeout, retries, writePolicy } = readOptions(options, clientName(httpClient));
  return {
    httpClient,
    options,
    user: read(options.userContext, "id"),
    scope: options.scope,
    timeout,
    retries,
    writePolicy,
  };
}

/**
 * Begins a call. Every failure rejects the promise.
 *
 * @param {any} client
 * @param {number} operation
 * @param {any} givenParams
 * @param {any} givenOptions
 */
function begin(client, operation, givenParams, givenOptions) {
  const sent = { attempts: 0 };
  return new Promise((resolve, reject) => {
    const connection = connectionOf(client);
    const params = copy(givenParams);
    const options = copy(givenOptions);
    const request = beginCall(operation, connection, params, options, Math.floor(Date.now() / 1000));
    send({ connection, operation, request, params, options, sent, resolve, reject });
  }).catch((error) => {
    // Only now, since here the stack has space again.
    throw unexpectedError(error, sent.attempts, methods[operation] === "POST");
  });
}
