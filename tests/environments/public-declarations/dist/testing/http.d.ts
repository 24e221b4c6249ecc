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
    /** `secret-store-emulator`. */
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
    makeRequest(host: string, port: string | number, path: string, method: string, headers: object, requestData: string | null | undefined, protocol: string, timeout: number): Promise<EmulatorResponse>;
}
