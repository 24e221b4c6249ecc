export { isUnreadablePayload } from "./json/is-unreadable-payload.js";
export { jsonSecret } from "./json/json-secret.js";
export type { JsonClient, JsonSecret, JsonSecretOptions, NewJsonSecret } from "./json/json-secret.js";
export type { StandardIssue, StandardResult, StandardSchema } from "./json/standard-schema.js";
export type { UnreadablePayload } from "./json/unreadable-payload.js";
