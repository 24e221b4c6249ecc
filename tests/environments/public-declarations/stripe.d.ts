export * from "./dist/stripe.js";
