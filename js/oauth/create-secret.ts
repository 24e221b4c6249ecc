import type { TokenClient } from "./token-client.js";

/**
 * @internal
 * Creates a secret, and without its `expires_at` if the Secret Store refuses that: this computer's clock may be slow. The expiry only removes a secret
 * that is no longer of use, while its payload may be the only copy of a refresh token.
 */
export async function createExpiring(client: TokenClient, ...[params, options]: Parameters<TokenClient["createSecret"]>) {
  try {
    return await client.createSecret(params, options);
  } catch (error) {
    if (!params.expires_at || !/^invalid_[er]/.test(Object(error).code)) throw error;
    return client.createSecret(Object.assign(Object.create(null), params, { expires_at: undefined }), options);
  }
}
