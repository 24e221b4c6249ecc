export * from "./dist/oauth.js";
