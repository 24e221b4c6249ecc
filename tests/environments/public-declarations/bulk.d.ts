export * from "./dist/bulk.js";
