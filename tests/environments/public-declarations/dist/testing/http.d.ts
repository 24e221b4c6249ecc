/** An answer as stripe-node's HTTP clients give it. */
export interface EmulatorResponse {
    /** The HTTP status. */
    getStatusCode(): number;
    /** The headers, by names in lower case. */
    getHeaders(): Record<string, string>;
    /** Status, headers and body as they came. */
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
     * The body, parsed anew at each call. Rejects with an Error when there is none, when it was cut off (then with the code
     * `ECONNRESET`), when it is not said to be `application/json`, and when it is no JSON.
     */
    toJSON(): Promise<unknown>;
}
/**
 * The emulator as an HTTP client: for `SecretStoreClient`, and for stripe-node's `httpClient` option. Its parameters
 * are wider than those of either, so that it fits both.
 */
export interface EmulatorHttpClient {
    /** `secret-store-emulator`. */
    getClientName(): string;
    /**
     * Asks the emulator.
     *
     * Always settles. Rejects with an Error whose `code` is that of Node's: `ECONNRESET` when the connection was closed without an
     * answer, `ETIMEDOUT` when none came within `timeout`. With an Error without a code, when the request itself is none.
     *
     * @param host Of no concern.
     * @param port Of no concern.
     * @param path The path, with the query.
     * @param method `GET` or `POST`.
     * @param headers The headers by their names, `Authorization` among them.
     * @param requestData The body, a form.
     * @param protocol Of no concern.
     * @param timeout How long it may take, in milliseconds. 0 means 80,000, as everything does that is no positive number.
     */
    makeRequest(host: string, port: string | number, path: string, method: string, headers: object, requestData: string | null | undefined, protocol: string, timeout: number): Promise<EmulatorResponse>;
}
