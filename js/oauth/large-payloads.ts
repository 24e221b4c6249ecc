// A payload in several secrets that is never half-written. Each write has a generation of its own: first its parts are written, under names that no
// other write uses, then the head, which names the generation, and only then the parts of the generation before are deleted.

import type { FoundSecret, Scope, Secret, SecretStoreClient } from "../index.js";
import { OAuthError } from "./error.js";
import type { TokenClient } from "./token-client.js";

/** The maximum length of a payload, in characters. */
const LONGEST = 5_000;

/** The length of the piece in each secret, in characters. The rest of the secret holds the generation. */
const PART = 4_900;

/** The maximum number of secrets for one payload. */
const SECRETS = 4;

/** The minimum age of a part without a head before it is deleted, in seconds: its head may still be written. A write must take at most half of it. */
const ORPHANED = 600;

interface Place {
  name: string;
  scope?: Scope;
}

/** The beginning of a head. */
const HEAD = /^\{"generation":"(\w+)","parts":(\d)\}\n/;

/**
 * Wraps a client so that a payload of over 5,000 characters is kept in up to four secrets, for {@link createTokenStore}. It takes four of a scope's ten places at
 * most, and seven while it is replaced: the old payload is whole until the new one is. A payload that takes more is refused with the sizes of its fields.
 *
 * @param client The client. With `listSecrets` it also deletes the parts that a program left that ended while it wrote.
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: withLargePayloads(secrets), name: "crm", refresh: crm.refresh });
 * ```
 */
export function withLargePayloads(client: TokenClient & Partial<Pick<SecretStoreClient, "listSecrets">>): TokenClient {
  const CONNECTION = Symbol.for("stripe-secret-store");
  /** The parts that the head named last, by place. */
  const seen = new Map<string, Place[]>();
  const keyOf = ({ name, scope }: Place) => JSON.stringify([name, scope]);
  const partsOf = ({ name, scope }: Place, generation: string, count: number): Place[] =>
    Array.from({ length: count }, (_, i) => Object.assign({ name: `${name}.${generation}.${i + 1}` }, scope && { scope }));

  /** Deletes parts that no head names any more. No program reads them, so a failure does no harm. */
  const deleteAll = (parts: Place[]): Promise<unknown> =>
    Promise.all(parts.map((part) => client.deleteSecret(part).catch(() => undefined)));

  async function findSecret(place: Place, attempts = 3): Promise<FoundSecret | null> {
    const head = await client.findSecret(place);
    const [line, generation, count] = HEAD.exec((head && head.payload) || "") || [];
    const places = generation ? partsOf(place, generation, Number(count)) : [];
    seen.set(keyOf(place), places);
    if (!generation) return head;
    const parts = await Promise.all(places.map((part) => client.findSecret(part)));
    const isWhole = parts.every((part) => part && part.payload!.startsWith(`${generation}x`));
    // Another program has replaced it meanwhile.
    if (!isWhole && attempts > 1) return findSecret(place, attempts - 1);
    const texts = parts.map((part) => part && part.payload!.slice(generation.length + 1, -1));
    const payload = isWhole ? head!.payload!.slice(line!.length + 1, -1) + texts.join("") : "";
    return Object.assign({}, head, { payload });
  }

  /** Deletes parts that programs left when they ended during a write. If this fails, a later write tries again. */
  async function deleteOrphans({ name, scope }: Place, known: Place[]) {
    const before = Date.now() / 1000 - ORPHANED;
    const isOrphan = (secret: { name: string; created: number }) =>
      secret.name.startsWith(`${name}.g`) && secret.created < before && !known.some((part) => part.name === secret.name);
    try {
      const { data } = await client.listSecrets!(Object.assign({ limit: 100 }, scope && { scope }));
      await deleteAll(data.filter(isOrphan).map((secret) => ({ name: secret.name, scope: scope! })));
    } catch {
      // The client lists no secrets, or the request failed.
    }
  }

  const createSecret: TokenClient["createSecret"] = async (params, options) => {
    const { name, scope, payload } = params;
    const place = Object.assign({ name }, scope && { scope });
    const key = keyOf(place);
    const texts = (payload.length > LONGEST && payload.match(new RegExp(`[^]{1,${PART}}`, "gu"))) || [];
    if (texts.length > SECRETS)
      throw new OAuthError(
        "not_stored",
        `The payload takes more than ${SECRETS} secrets. Its fields have these sizes: ${sizesOf(payload)}.`,
      );
    const write = (change: object) => client.createSecret(Object.assign({}, params, change), options);
    if (!seen.has(key)) await findSecret(place);
    const old = seen.get(key)!;
    let parts: Place[] = [];
    let head = {};
    if (texts.length) {
      const generation = `g${Math.random().toString(36).slice(2, 12)}`;
      parts = partsOf(place, generation, texts.length - 1);
      head = { payload: `{"generation":"${generation}","parts":${parts.length}}\nx${texts[0]}x` };
      const begun = Date.now();
      await deleteOrphans(place, old);
      try {
        // The letters keep digits at a cut from looking like a card number.
        await Promise.all(parts.map((part, i) => write({ name: part.name, payload: `${generation}x${texts[i + 1]}x` })));
        // Another program may delete the parts as orphans from now on.
        if (Date.now() - begun > ORPHANED * 500) throw new Error("Writing the parts took too long.");
      } catch (error) {
        await deleteAll(parts);
        throw error;
      }
    }
    const secret = await write(head);
    seen.set(key, parts);
    await deleteAll(old);
    return secret;
  };

  const deleteSecret: TokenClient["deleteSecret"] = async (place, options) => {
    await findSecret(place);
    const deleted = await client.deleteSecret(place, options);
    await deleteAll(seen.get(keyOf(place))!);
    return deleted;
  };

  return Object.assign(
    { createSecret, findSecret: (place: Place) => findSecret(place), deleteSecret },
    { [CONNECTION]: (client as { [key: symbol]: unknown })[CONNECTION] },
  );
}

/** Returns the name and the size of each field of a payload. */
function sizesOf(payload: string) {
  const sizes: string[] = [];
  try {
    const fields = JSON.parse(payload);
    for (const field in fields) sizes.push(`${field} ${JSON.stringify(fields[field]).length}`);
  } catch {
    // The parser's own error would repeat the payload.
  }
  return sizes;
}
