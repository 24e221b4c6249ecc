/**
 * OAuth tokens in the Secret Store, kept fresh, and the PKCE exchange that gets them. Importing runs nothing.
 *
 * @module stripe-secret-store/oauth
 */

export { OAuthError } from "./oauth/error.js";
export type { OAuthErrorCode } from "./oauth/error.js";
export { withLargePayloads } from "./oauth/large-payloads.js";
export { createLease } from "./oauth/lease.js";
export type { Lease, LeaseOptions, LeaseRequest } from "./oauth/lease.js";
export { createOAuthProvider, dashboardRedirectUri } from "./oauth/provider.js";
export type {
  DashboardApp,
  Fetch,
  FetchHeaders,
  FetchLike,
  FetchResponse,
  OAuthContext,
  OAuthParams,
  OAuthProvider,
  OAuthProviderOptions,
} from "./oauth/provider.js";
export { splitFormat } from "./oauth/split-format.js";
export type { SplitFormatOptions } from "./oauth/split-format.js";
export type { TokenClient, TokenFormat } from "./oauth/token-client.js";
export type { TokenResponse, Tokens } from "./oauth/token-set.js";
export { createTokenStore } from "./oauth/token-store.js";
export type { TokenStore, TokenStoreOptions } from "./oauth/token-store-interface.js";
