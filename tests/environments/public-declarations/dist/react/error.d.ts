import type { SecretStoreError } from "../index.js";
import type { UnreadablePayload } from "../json/unreadable-payload.js";
export type SecretError = SecretStoreError | UnreadablePayload;
