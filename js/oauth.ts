// `stripe-secret-store/oauth`: OAuth tokens in the Secret Store, kept fresh.

export { createTokenStore } from "./oauth/token-store.js";
