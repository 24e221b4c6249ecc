/**
 * Secrets whose payload is JSON that fits a schema of zod, valibot, arktype or another library with Standard Schema. Importing runs nothing.
 *
 * @module stripe-secret-store/json
 */

export { isUnreadablePayload } from "./json/is-unreadable-payload.js";
export { jsonSecret } from "./json/json-secret.js";
export type { JsonClient, JsonSecret, JsonSecretOptions, NewJsonSecret } from "./json/json-secret.js";
export type { StandardIssue, StandardResult, StandardSchema } from "./json/standard-schema.js";
export type { UnreadablePayload } from "./json/unreadable-payload.js";
