import type { TokenStore, TokenStoreOptions } from "./token-store-interface.js";
export declare function createTokenStore(options: TokenStoreOptions): TokenStore;
