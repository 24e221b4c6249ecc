// An HTTP client over `fetch`, for a backend in Node, Bun, Deno or workerd. The errors of fetch differ in class, message and cause between them, so each
// failure becomes an Error with a code here.

import type { AbortSignalLike, HttpClient, HttpClientResponse } from "../index.js";
import { stopTimer } from "../stop-timer.js";
import { checkOptions, storeError } from "../store-error.js";

/** `fetch`, or `unknown` where no library declares it. */
export type BackendFetch = typeof globalThis extends Record<"fetch", infer Declared> ? Declared : unknown;

/** Options of {@link createHttpClient}. */
export interface HttpClientOptions {
  /** Sends the requests, such as the `fetch` of a service binding. Default: the global one at the time of each request. */
  fetch?: BackendFetch | undefined;
}

/** The time that this limit leaves to the client's own, in milliseconds: the error is then `timeout`. This limit frees the connection. */
const GRACE = 100;

/** The longest time of a timer, in milliseconds. A longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Creates an HTTP client over `fetch`, for a `SecretStoreClient` in a backend: Node, Bun, Deno or workerd. It needs no other package.
 *
 * It follows no redirect, because a redirect with status 307 would take the payload to another address. Each write has an `Idempotency-Key`, because Deno
 * and Bun may send a request twice. Where a request fails, the `cause` of the client's error is an Error with a `code`: Node's, such as `ECONNREFUSED`,
 * `ECONNRESET`, `ENOTFOUND` or `ETIMEDOUT`, or else `ERR_CONNECTION`, `ERR_REDIRECT`, `ERR_INVALID_ADDRESS`, `ERR_INVALID_HEADER` or `ERR_INVALID_JSON`.
 *
 * @param options Another `fetch`.
 * @throws {SecretStoreError} `invalid_option`
 * @example
 * ```ts
 * import { SecretStoreClient } from "stripe-secret-store";
 * import { createHttpClient } from "stripe-secret-store/node";
 *
 * const backend = new SecretStoreClient({ httpClient: createHttpClient(), apiKey: "sk_test_made_up" });
 * const theirs = backend.forAccount("acct_cactus");
 * console.log(theirs.locate({ scope: "account" }).account); // acct_cactus
 * ```
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  if (typeof options === "function") throw storeError("invalid_option", "The options must be an object: { fetch }.");
  checkOptions(options, "fetch");
  const { fetch: own } = options;
  if (own !== undefined && typeof own !== "function") throw storeError("invalid_option", "fetch must be a function.", undefined, "fetch");
  return {
    // The core knows a backend by this name, and refuses one without a key.
    getClientName: () => "fetch",

    async makeRequest(
      host,
      port,
      path,
      method,
      headers,
      requestData,
      protocol,
      timeout,
      _attempt?: number,
      caller?: AbortSignalLike | null,
    ) {
      const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
      const url = `${protocol}://${name}:${port}${path}`;
      if (!/^https?:\/\/([\w.-]+|\[[\da-f:.]+\]):\d{1,5}\/(?!\/)/i.test(url))
        throw failure("ERR_INVALID_ADDRESS", "The address is not valid. Check the options host, port and protocol.");
      const init = { method, headers: checkedHeaders(method, headers), redirect: "manual" as const };
      const aborter = new AbortController();
      const { signal } = aborter;
      const abort = () => aborter.abort();
      const limit = timeout > 0 ? timeout : 80_000;
      const timer = setTimeout(abort, Math.min(limit + GRACE, LONGEST));
      // The connection keeps Node running, and the timer need not.
      (timer as { unref?: () => void }).unref?.();
      caller?.addEventListener("abort", abort);
      if (caller?.aborted) abort();
      const release = () => {
        stopTimer(timer);
        caller?.removeEventListener("abort", abort);
      };

      /** Settles like the promise, but with an error of ours. The signals tell an abort, since workerd rejects with a copy of the reason. */
      const translated = <T>(promise: Promise<T>): Promise<T> =>
        promise.catch((cause) => {
          release();
          if (caller?.aborted) throw failure("ABORT_ERR", "The call was aborted.");
          if (signal.aborted) throw failure("ETIMEDOUT", `No whole answer came within ${limit} ms.`);
          const code = codeOf(cause);
          throw failure(code, `The connection to ${name}:${port} failed (${code}).`, cause);
        });

      const send = (own || globalThis.fetch) as (url: string, init: object) => Promise<Response>;
      const body = method === "GET" ? undefined : requestData;
      const response = await translated(
        Promise.resolve().then(() => send(url, Object.assign({ signal }, init, body === undefined ? {} : { body }))),
      );
      return answerOf(response, () => translated(response.text()).finally(release));
    },
  };
}

function answerOf(response: Response, text: () => Promise<string>): HttpClientResponse {
  const { status, type } = response;
  return {
    getStatusCode: () => status,
    getHeaders() {
      const headers: [string, string][] = [];
      response.headers.forEach((value, name) => headers.push([name.toLowerCase(), value]));
      return Object.fromEntries(headers);
    },
    async toJSON() {
      const body = await text();
      if ((status >= 300 && status < 400) || type === "opaqueredirect")
        throw failure("ERR_REDIRECT", `The answer is a redirect (${status}), which is not followed. Check the options host and protocol.`);
      try {
        return JSON.parse(body);
      } catch {
        // The parser's own message would quote the text, which may have a payload.
        throw failure("ERR_INVALID_JSON", "The body is not JSON.");
      }
    },
  };
}

/** Copies headers that can be sent. The error of `fetch` about another one would quote its value, which may be a key. */
function checkedHeaders(method: string, headers: Record<string, string>): Record<string, string> {
  const checked: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null) continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw failure(
        "ERR_INVALID_HEADER",
        `The header ${name.slice(0, 64)} has a character that no header may have. Look for a line break.`,
      );
    checked.push([name, String(value)]);
  }
  const hasKey = checked.some(([name]) => name.toLowerCase() === "idempotency-key");
  if (method !== "GET" && !hasKey) checked.push(["Idempotency-Key", crypto.randomUUID()]);
  // Runs no setter that other code has added to all objects.
  return Object.fromEntries(checked);
}

const failure = (code: string, message: string, cause?: unknown) =>
  Object.assign(new Error(message), { code }, cause === undefined ? {} : { cause });

/** The codes of Node that other names and words stand for. */
const CODES: readonly [pattern: RegExp, code: string][] = [
  [/UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT/, "ETIMEDOUT"],
  [/^UND_ERR_SOCKET$/, "ECONNRESET"],
  // Deno and workerd have words alone (2.9, 1.2026).
  [/connection refused/i, "ECONNREFUSED"],
  [/dns error|failed to lookup address/i, "ENOTFOUND"],
  [/connection closed|connection reset|reading a body|connection lost/i, "ECONNRESET"],
];

/** Returns the code of an error of `fetch`: its own, that of a cause, or one for the words that it has. */
function codeOf(error: unknown): string {
  const chain: { code?: unknown; message?: unknown }[] = [];
  for (let one: any = error; one && chain.length < 5; one = one.cause || (one.errors && one.errors[0])) chain.push(one);
  const given = chain.map(({ code }) => code).find((code) => typeof code === "string" && /^[A-Z][A-Z\d_]{2,63}$/.test(code)) as string;
  const words = given || chain.map(({ message }) => message).join(" ");
  return CODES.find(([pattern]) => pattern.test(words))?.[1] || given || "ERR_CONNECTION";
}
