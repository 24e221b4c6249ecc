import type { TokenClient } from "./token-client.js";

/**
 * @internal
 * Creates a secret, and without its `expires_at` if the Secret Store refuses that: this computer's clock may be slow. The expiry only removes a secret
 * that is no longer of use, while its payload may be the only copy of a refresh token. After such a refusal it returns the secret's `created`: the Secret
 * Store's time, or an earlier one if the secret existed before.
 */
export async function createExpiring(client: TokenClient, ...[params, options]: Parameters<TokenClient["createSecret"]>) {
  try {
    await client.createSecret(params, options);
  } catch (error) {
    if (!params.expires_at || !/^invalid_[er]/.test(Object(error).code)) throw error;
    const secret = await client.createSecret(Object.assign(Object.create(null), params, { expires_at: undefined }), options);
    return Object(secret).created as number;
  }
}
