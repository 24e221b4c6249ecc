/**
 * Reports each request of a client, for logs, metrics and traces. Importing runs nothing.
 *
 * @module stripe-secret-store/observe
 */

export { observe } from "./observe/observe.js";
export type { ObservedOperation, ObserveOptions, RequestEvent, ResponseEvent } from "./observe/observe.js";
