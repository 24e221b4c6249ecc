// `stripe-secret-store/react`: hooks over the client, for React 17 and later.

export { SecretStoreProvider } from "./react/provider.js";
