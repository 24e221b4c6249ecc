/**
 * The HTTP client that the host supplies: `createHttpClient()` of `@stripe/ui-extension-sdk/http_client`, or one of
 * stripe-node's. Its interface is stripe-node's.
 */
export interface HttpClient {
  /** Returns its name, such as the SDK's `stripe-ui-extension`. The name is optional. */
  getClientName(): string;
  /**
   * Sends a request. A value that it throws or rejects with becomes the `cause` of a {@link SecretStoreError}.
   *
   * @param host The name alone, such as `api.stripe.com`.
   * @param port The port, as text. The SDK's client does not read it.
   * @param path The path, with the query.
   * @param method The HTTP method: `POST` for writes, including deletes.
   * @param headers The headers, in a new object for each attempt.
   * @param requestData The body, a form; empty for a `GET`.
   * @param protocol `https`, unless the client has another option.
   * @param timeout The time limit in milliseconds. The SDK's client does not read it, so the Secret Store client enforces it too.
   * Two more arguments follow that the interface of stripe-node does not have: the number of the attempt, from 1, and the call's signal, if it has one.
   */
  makeRequest(
    host: string,
    port: string,
    path: string,
    method: "GET" | "POST",
    headers: Record<string, string>,
    requestData: string,
    protocol: "http" | "https",
    timeout: number,
  ): Promise<HttpClientResponse>;
}

/** An answer, as {@link HttpClient} gives it. */
export interface HttpClientResponse {
  /** The HTTP status. */
  getStatusCode(): number;
  /** The headers by their names, in whatever case. `Request-Id` and `Stripe-Should-Retry` are read. */
  getHeaders(): object;
  /** The body. It rejects, or gives undefined, where there is no JSON. */
  toJSON(): Promise<unknown>;
}

/** The part of an `AbortSignal` that is used. Declared here, so that the declarations need no DOM library. */
export interface AbortSignalLike {
  /** `true` if it is aborted. */
  readonly aborted: boolean;
  /** The reason, which becomes the `cause` of a {@link SecretStoreError}. */
  readonly reason?: unknown;
  /**
   * Adds a listener that is called when it is aborted.
   *
   * @param type The name of the event.
   * @param listener The function to call.
   */
  addEventListener: (type: "abort", listener: () => void) => void;
  /**
   * Removes a listener.
   *
   * @param type The name of the event.
   * @param listener The function that was added.
   */
  removeEventListener: (type: "abort", listener: () => void) => void;
}
