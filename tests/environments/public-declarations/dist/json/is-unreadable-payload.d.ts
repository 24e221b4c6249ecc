import type { UnreadablePayload } from "./unreadable-payload.js";
export declare const isUnreadablePayload: (value: unknown) => value is UnreadablePayload;
