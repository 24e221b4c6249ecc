import type { UnreadablePayload } from "./unreadable-payload.js";

/**
 * Returns whether `value` is the error of a payload that could not be read.
 *
 * @param value The value that was thrown.
 * @example
 * ```ts
 * import * as z from "zod";
 *
 * const settings = jsonSecret(secrets, "settings", z.object({ theme: z.string() }));
 * await secrets.createSecret({ name: "settings", payload: "no JSON" });
 * await settings.find().catch((error: unknown) => {
 *   if (!isUnreadablePayload(error)) throw error;
 *   console.log(error.message); // The payload must be JSON.
 * });
 * ```
 */
export const isUnreadablePayload = (value: unknown): value is UnreadablePayload => Object(value).code === "unreadable_payload";
