import type { TokenClient } from "./token-client.js";

/**
 * @internal
 * Creates a secret, and without its `expires_at` if the Secret Store refuses that: this computer's clock may be slow, and a warning says by how much. The
 * expiry only removes a secret that is no longer of use, while its payload may be the only copy of a refresh token.
 */
export async function createExpiring(client: TokenClient, ...[params, options]: Parameters<TokenClient["createSecret"]>) {
  try {
    return await client.createSecret(params, options);
  } catch (error) {
    if (!params.expires_at || !/^invalid_[er]/.test(Object(error).code)) throw error;
    const secret = await client.createSecret(Object.assign(Object.create(null), params, { expires_at: undefined }), options);
    // This is the Secret Store's time, or an earlier one if the secret existed before.
    const slow = Object(secret).created - Math.floor(Date.now() / 1000);
    if (slow > 0) console.warn(`This computer's clock is ${slow} s slow or more.`);
    return secret;
  }
}
