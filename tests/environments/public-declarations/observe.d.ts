export * from "./dist/observe.js";
