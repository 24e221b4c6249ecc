// Keeps the token set in one secret, and a header value for other programs in another. The token set is the only source. It is written first, and each
// reader of it mends the header value. So nothing depends on writing both at once, which the Secret Store cannot do.

import type { FoundSecret } from "../index.js";
import { checkOptions, OAuthError } from "./error.js";
import type { TokenClient, TokenFormat } from "./token-client.js";
import type { Tokens } from "./token-set.js";
import { tokensIn } from "./tokens.js";

/** Options of {@link splitFormat}. */
export interface SplitFormatOptions {
  /** The name of the secret with the header value. Default: the store's name with `.header` added. */
  name?: string;
  /**
   * Returns the payload of that secret, 1 to 5,000 characters. Default: `Bearer`, a space and the access token.
   *
   * @param tokens The stored tokens.
   */
  value?(tokens: Tokens): string;
}

const enum Limit {
  /** The maximum length of a payload, in characters. */
  Payload = 5_000,
  /** The number of times that other programs may replace the token set while one writes the header value. */
  Rounds = 5,
}

type Location = Parameters<TokenClient["findSecret"]>[0];
type Options = Parameters<TokenClient["createSecret"]>[1];

/**
 * Returns the format `split` for {@link createTokenStore}: it keeps a second secret whose payload is a header value, such as `Bearer …`, for programs that
 * only read that. The store's own secret has the token set, as without it. docs/oauth.md describes the order of writes.
 *
 * @param options The name and the payload of the second secret.
 * @throws {OAuthError} `invalid_option`
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: secrets, name: "crm", refresh: crm.refresh, format: splitFormat({ name: "CRM_AUTHORIZATION" }) });
 * ```
 */
export function splitFormat(options: SplitFormatOptions = {}): TokenFormat {
  checkOptions("splitFormat", options, 0, "name value");
  const { value = ({ access_token }) => `Bearer ${access_token}` } = options;

  return (client) => {
    const headerOf = (location: Location) => {
      const name = options.name || `${location.name}.header`;
      // The header value would replace the token set.
      if (name === location.name) throw new OAuthError("invalid_option", "splitFormat needs a name other than the store's.");
      return Object.assign(Object.create(null), location, { name });
    };

    const remove = (location: Location, callOptions?: Options) =>
      client.deleteSecret(headerOf(location), callOptions).catch((error) => {
        if (Object(error).code !== "not_found") throw error;
      });

    /**
     * Writes the header value of a token set, and again if another program has replaced the token set meanwhile. The program that writes last sees the
     * last token set, so that the two secrets agree in the end.
     */
    async function mirror(location: Location, found: FoundSecret | null, last?: string | null, callOptions?: Options) {
      for (let rounds = 0; rounds < Limit.Rounds; rounds++) {
        const tokens = found && tokensIn(found);
        const payload = tokens ? value(tokens) : null;
        if (payload === last) break;
        if (payload === null) await remove(location);
        else if (payload.length > Limit.Payload)
          throw new OAuthError("not_stored", `The header value has ${payload.length} characters. A secret holds ${Limit.Payload}.`);
        else await client.createSecret(Object.assign(headerOf(location), { payload, expires_at: found!.expires_at }), callOptions);
        last = payload;
        // Both are written, so a failure to look once more does no harm.
        found = await client.findSecret(location).catch(() => found);
      }
      return found;
    }

    return {
      async findSecret(location) {
        const [found, header] = await Promise.all([
          client.findSecret(location),
          client.findSecret(headerOf(location)).catch(() => undefined),
        ]);
        if (!found || header === undefined) return found;
        try {
          const payload = header && header.payload;
          const tokens = tokensIn(found);
          if (tokens && value(tokens) === payload) return found;
          // Another program may be writing both. The token set that is stored now is then a newer one.
          return await mirror(location, await client.findSecret(location), payload);
        } catch {
          // The token set can be used all the same, and the next read tries again.
          return found;
        }
      },

      async createSecret(params, callOptions) {
        const { name, scope, payload } = params;
        // Refuses a wrong name before anything is written.
        headerOf(params);
        const created = await client.createSecret(params, callOptions);
        await mirror({ name, scope }, Object.assign({}, created, { payload }), undefined, callOptions);
        return created;
      },

      async deleteSecret(location, callOptions) {
        // First the header value: no token may stay behind. While the token set is there, a reader writes the header value again.
        await remove(location, callOptions);
        return client.deleteSecret(location, callOptions);
      },
    };
  };
}
