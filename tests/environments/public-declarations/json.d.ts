export * from "./dist/json.js";
