// Observes requests from around the HTTP client. As options of the client, the callbacks would take 150 bytes of every app (November 2026).

import type { AbortSignalLike, HttpClient, HttpClientResponse } from "../index.js";
import { stopTimer } from "../stop-timer.js";
import { checkOptions, storeError } from "../store-error.js";

/** An operation of the Secret Store. */
export type ObservedOperation = "create" | "find" | "list" | "delete";

/** Describes a request. It holds no name, payload, key, token, user or account. */
export interface RequestEvent {
  /** The number of the request, from 1, to match its two events. */
  readonly id: number;
  /** The operation of the call. */
  readonly operation: ObservedOperation;
  /** The kind of the scope. */
  readonly scopeType: "user" | "account";
  /** The number of the attempt of the call, from 1. */
  readonly attempt: number;
}

/** Describes the end of a request. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status; undefined without an answer. */
  readonly status: number | undefined;
  /** The time until the answer began or the request failed, in milliseconds. */
  readonly duration: number;
  /** Stripe's `Request-Id`, such as `req_…`; undefined without one. */
  readonly requestId: string | undefined;
  /** The reason why there is no answer; undefined with one. */
  readonly error: "connection_failed" | "timeout" | "aborted" | undefined;
}

/** The callbacks of {@link observe}. Their results and their errors are ignored. */
export interface ObserveOptions {
  /**
   * Is called before each request.
   *
   * @param event Describes the request.
   */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /**
   * Is called once for each request, when its answer begins, or when it fails, times out or is aborted.
   *
   * @param event Describes the end of the request.
   */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
}

/** The arguments that the client passes to an HTTP client. The last two are not in the interface. */
type Sent = [...Parameters<HttpClient["makeRequest"]>, number?, (AbortSignalLike | null)?];

/**
 * Wraps an HTTP client so that it reports each request: what is asked, and how it ends. A callback that throws does not harm the call.
 *
 * Each attempt of a call is a request of its own. A call that is refused before it is sent is not reported, and neither is a request for anything
 * other than secrets.
 *
 * @param httpClient The HTTP client: the SDK's, `createHttpClient()` of `stripe-secret-store/node`, or another one.
 * @param options The callbacks.
 * @throws {SecretStoreError} `invalid_option`
 * @example
 * ```ts
 * const httpClient = observe(emulator.httpClient({ user: "usr_1" }), {
 *   onResponse: ({ operation, scopeType, status }) => console.log(operation, scopeType, status),
 * });
 * const secrets = new SecretStoreClient({ httpClient, userContext });
 * await secrets.listSecrets(); // logs "list user 200"
 * ```
 */
export function observe(httpClient: HttpClient, options: ObserveOptions): HttpClient {
  checkOptions(options, "onRequest", "onResponse");
  const { onRequest, onResponse } = options;
  const refuse = (param: string, message: string) => {
    throw storeError("invalid_option", `${param} must ${message}.`, undefined, param);
  };
  if (typeof Object(httpClient).makeRequest !== "function")
    refuse("httpClient", "have makeRequest(): pass an HTTP client, not a SecretStoreClient");
  if (onRequest !== undefined && typeof onRequest !== "function") refuse("onRequest", "be a function");
  if (onResponse !== undefined && typeof onResponse !== "function") refuse("onResponse", "be a function");
  let count = 0;
  return {
    getClientName: () => httpClient.getClientName(),

    makeRequest(...args: Sent) {
      const send = () => httpClient.makeRequest(...(args as unknown as Parameters<HttpClient["makeRequest"]>));
      const [, , path, method, , body, , timeout, attempt = 1, signal] = args;
      const subject = subjectOf(method, path, body);
      if (!subject) return send();
      const event: RequestEvent = Object.assign({ id: ++count, attempt }, subject);
      const begun = now();
      let isOver = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (result: Pick<ResponseEvent, "status" | "requestId" | "error">) => {
        if (isOver) return;
        isOver = true;
        stopTimer(timer);
        listen("removeEventListener");
        report(onResponse, Object.assign({}, event, { duration: now() - begun }, result));
      };
      const fail = (error: ResponseEvent["error"]) => end({ status: undefined, requestId: undefined, error });
      const abort = () => fail("aborted");
      const listen = (method: "addEventListener" | "removeEventListener") => {
        try {
          signal?.[method]("abort", abort);
        } catch {
          // A signal of another library may lack the method.
        }
      };
      report(onRequest, Object.assign({}, event));
      // In one promise, since a thenable may send again each time that its `then` is called.
      const response = new Promise<HttpClientResponse>((resolve) => resolve(send()));
      response.then(
        (answer) => end(resultOf(answer)),
        (cause) => fail(codeOf(cause) === "ETIMEDOUT" ? "timeout" : "connection_failed"),
      );
      // The client gives up by itself, and the promise may then never settle.
      listen("addEventListener");
      if (signal?.aborted) abort();
      try {
        if (!isOver) timer = setTimeout(() => fail("timeout"), timeout);
      } catch {
        // An environment of tests that has ended has no timers. The request is on its way, and must not fail for that.
      }
      return response;
    },
  };
}

const PATHS: Record<string, ObservedOperation> = {
  "POST ": "create",
  "GET ": "list",
  "GET /find": "find",
  "POST /delete": "delete",
};

/** Returns the operation and the kind of scope of a request; undefined for a request for anything else. Values are percent-encoded, so that none looks like a field. */
function subjectOf(method: string, path: string, body: string): Pick<RequestEvent, "operation" | "scopeType"> | undefined {
  const [, route, query] = /^\/v1\/apps\/secrets((?:\/\w+)?)(?:\?(.*))?$/.exec(path) || [];
  const [, scopeType] = /(?:^|&)scope(?:\[|%5B)type(?:\]|%5D)=(user|account)(?:&|$)/i.exec(query || body || "") || [];
  const operation = PATHS[`${method} ${route}`];
  return operation && scopeType ? { operation, scopeType: scopeType as RequestEvent["scopeType"] } : undefined;
}

/** Reads an answer of a host that may misbehave. Nothing but a status and Stripe's form of an id is passed on. */
function resultOf(answer: HttpClientResponse): Pick<ResponseEvent, "status" | "requestId" | "error"> {
  let status: number | undefined;
  let requestId: string | undefined;
  try {
    const given = answer.getStatusCode();
    if (Number.isInteger(given) && given >= 100 && given < 600) status = given;
    const headers = answer.getHeaders() as Record<string, unknown> & { get?: unknown };
    const name = Object.keys(headers).find((one) => one.toLowerCase() === "request-id");
    const value = name ? headers[name] : typeof headers.get === "function" && headers.get("request-id");
    if (typeof value === "string" && /^req_\w{1,64}$/.test(value)) requestId = value;
  } catch {
    // The client reports an answer that cannot be read.
  }
  return { status, requestId, error: undefined };
}

/** Returns the code of an error. HTTP clients with a time limit of their own reject with Node's `ETIMEDOUT`. */
function codeOf(cause: unknown): unknown {
  try {
    return Object(cause).code;
  } catch {
    return undefined;
  }
}

/** Calls a callback, and ignores its failures: those of a promise, too. */
function report<Event>(callback: ((event: Event) => unknown) | undefined, event: Event): void {
  if (callback) new Promise((resolve) => resolve(callback(event))).catch(() => undefined);
}

/** Returns the time in milliseconds, where possible by a clock that cannot be set. */
const now = () => (globalThis.performance || Date).now();
