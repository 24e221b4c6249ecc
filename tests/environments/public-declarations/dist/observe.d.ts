export { observe } from "./observe/observe.js";
export type { ObservedOperation, ObserveOptions, RequestEvent, ResponseEvent } from "./observe/observe.js";
