/** Reports a payload that is not what the app expects. Branch on its `code`. */
export interface UnreadablePayload extends Error {
  /** The code to branch on. */
  readonly code: "unreadable_payload";
  /**
   * The paths to the values that the schema refuses, such as `[["theme"], ["windows", 0]]`. An empty path is the whole payload. It is missing if the
   * payload was never checked by a schema.
   */
  readonly paths?: readonly (readonly (string | number)[])[] | undefined;
  /** Always `undefined`: another attempt would read the same payload. */
  readonly retryable?: undefined;
  /** The value that a `parse` function threw. With a schema it is missing, since a schema's errors quote the payload. */
  readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
}

/** @internal Makes the error of a payload that could not be read. */
export const unreadablePayload = (message: string, details?: Pick<UnreadablePayload, "cause" | "paths">): UnreadablePayload =>
  Object.assign(new Error(message), { code: "unreadable_payload" } as const, details);
