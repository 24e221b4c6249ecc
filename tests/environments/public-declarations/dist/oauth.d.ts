export { createTokenStore } from "./oauth/token-store.js";
