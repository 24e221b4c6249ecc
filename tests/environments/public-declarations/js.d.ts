export * from "./dist/js.js";
