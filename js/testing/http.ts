// HTTP clients over the emulator, in the process or on a server: the interface, and how an answer is read.

/** An answer in the form of stripe-node's HTTP clients. */
export interface EmulatorResponse {
  /** Returns the HTTP status. */
  getStatusCode(): number;
  /** Returns the headers, by names in lower case. */
  getHeaders(): Record<string, string>;
  /** Returns the status, headers and body, unchanged. */
  getRawResponse(): {
    /** The HTTP status. */
    status: number;
    /** The headers, by names in lower case. */
    headers: Record<string, string>;
    /** The body, as text. */
    body: string;
  };
  /**
   * Throws, as the Dashboard's client does: the Secret Store streams nothing.
   *
   * @param streamCompleteCallback Never called.
   */
  toStream(streamCompleteCallback: () => void): never;
  /**
   * Parses the body again at each call. Rejects with an Error if the body is missing, cut off (with the code `ECONNRESET`), not of the type
   * `application/json`, or not JSON.
   */
  toJSON(): Promise<unknown>;
}

/**
 * The emulator as an HTTP client: for `SecretStoreClient`, and for stripe-node's `httpClient` option. Its parameters
 * are wider than those of either, so that it fits both.
 */
export interface EmulatorHttpClient {
  /** Returns `secret-store-emulator`. */
  getClientName(): string;
  /**
   * Sends a request to the emulator.
   *
   * Always settles. Rejects with an Error with Node's `code`: `ECONNRESET` if the connection was closed without an answer, `ETIMEDOUT` if no answer came
   * within `timeout`. The Error of an invalid request has no code.
   *
   * @param host Is ignored.
   * @param port Is ignored.
   * @param path The path, with the query.
   * @param method `GET` or `POST`.
   * @param headers The headers by their names, `Authorization` among them.
   * @param requestData The body, a form.
   * @param protocol Is ignored.
   * @param timeout The time limit in milliseconds. 0 and all values that are not positive numbers mean 80,000.
   */
  makeRequest(
    host: string,
    port: string | number,
    path: string,
    method: string,
    headers: object,
    requestData: string | null | undefined,
    protocol: string,
    timeout: number,
  ): Promise<EmulatorResponse>;
}

/** @internal */
export const CLIENT_NAME = "secret-store-emulator";

/** @internal */
export type Pairs = [name: string, value: string][];

/**
 * A request, checked.
 *
 * @internal
 */
export interface WireRequest {
  method: string;
  path: string;
  headers: Pairs;
  body: string;
}

/**
 * The result of a request. `cut` means that its body is incomplete.
 *
 * @internal
 */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  cut?: boolean;
}

/** @internal Returns a request in the emulator's form. */
export function wireRequest(path: string, method: string, headers: object, data: string | null | undefined): WireRequest {
  return { method: text(method, "method"), path: text(path, "path"), headers: pairs(headers), body: text(data ?? "", "requestData") };
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw new Error(`The emulator's makeRequest(): \`${what}\` must be a string.`);
  return value;
}

/** Reads the headers of a request: a plain object. stripe-node leaves some of its fields undefined. */
function pairs(headers: object): Pairs {
  const found: Pairs = [];
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined && value !== null) found.push([name, String(value)]);
  }
  return found;
}

// The default time limit of stripe-node, and the longest timer.
const USUAL_TIMEOUT = 80_000;
const LONGEST_TIMEOUT = 2_147_483_647;

/**
 * Returns the milliseconds to wait for an answer.
 *
 * @internal
 */
export function effectiveTimeout(timeout: unknown): number {
  return typeof timeout === "number" && timeout > 0 ? Math.min(timeout, LONGEST_TIMEOUT) : USUAL_TIMEOUT;
}

/**
 * Returns an Error with details that a program can read.
 *
 * @internal
 */
export function failure(message: string, details: { code?: string; cause?: unknown; status?: number }): Error {
  return Object.assign(new Error(message), details);
}

/**
 * Creates the error of Node's HTTP client for a closed connection. stripe-node recognises it.
 *
 * @internal
 */
export const connectionClosed = (when: string) => failure(`The connection was closed ${when}.`, { code: "ECONNRESET" });

/** @internal Returns the error of a request without an answer in time. */
export const timedOut = (timeout: number) => failure(`No answer came within ${timeout} milliseconds.`, { code: "ETIMEDOUT" });

/** @internal Returns the emulator's answer as an HTTP client's response. */
export function answer({ status, headers, body, cut = false }: WireResponse): EmulatorResponse {
  return {
    getStatusCode: () => status,
    getHeaders: () => ({ ...headers }),
    getRawResponse: () => ({ status, headers: { ...headers }, body }),
    toStream() {
      throw new Error("The Secret Store streams nothing: use toJSON().");
    },
    // In a promise from the start: it rejects and never throws.
    toJSON: () => new Promise((resolve) => resolve(json(headers["content-type"], body, cut))),
  };
}

function json(type: string | undefined, body: string, cut: boolean): unknown {
  if (cut) throw connectionClosed("in the middle of the body");
  // As the Dashboard's client says it.
  if (body === "") throw new Error("Response body undefined");
  // Where it says something else, the Dashboard has no JSON of it.
  if (!/^application\/json\b/i.test(type ?? "")) throw new Error(`The body is said to be ${type ?? "nothing"}, not application/json.`);
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message would quote the text, which may have a payload.
    throw new SyntaxError("The body is not JSON.");
  }
}
