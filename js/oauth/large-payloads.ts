// A payload in several secrets that is never half-written. Each write has a generation of its own: first its parts are written, under names that no
// other write uses, then the head, which names the generation, and only then the parts of the generation before are deleted.

import type { FoundSecret, Scope, SecretStoreClient } from "../index.js";
import { OAuthError } from "./error.js";
import type { TokenClient } from "./token-client.js";
import { unique } from "./unique.js";

const enum Limit {
  /** The maximum length of a payload, in characters. */
  Payload = 5_000,
  /** The length of the piece in each secret, in characters. The rest of the secret holds the generation. */
  Part = 4_900,
  /** The maximum number of secrets for one payload. */
  Secrets = 4,
  /** The minimum age of a part without a head before it is deleted, in seconds: its head may still be written. A write must take at most half of it. */
  Orphaned = 600,
}

interface Location {
  name: string;
  scope?: Scope | undefined;
}

/** The beginning of a head. */
const HEAD = /^\{"generation":"(\w+)","parts":(\d)\}\n/;

/**
 * Wraps a client so that a payload of over 5,000 characters is kept in up to four secrets, for {@link createTokenStore}. It takes four of a scope's ten places at
 * most, and seven while it is replaced: the old payload is whole until the new one is. A payload that takes more is refused with the sizes of its fields.
 *
 * @param client The client. With `listSecrets` it also deletes the parts of a program that exited while it wrote.
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: withLargePayloads(secrets), name: "crm", refresh: crm.refresh });
 * ```
 */
export function withLargePayloads(client: TokenClient & Partial<Pick<SecretStoreClient, "listSecrets">>): TokenClient {
  /** The parts that the head named last, by location. */
  const seen = new Map<string, Location[]>();
  const keyOf = ({ name, scope }: Location) => JSON.stringify([name, scope]);
  const partsOf = ({ name, scope }: Location, generation: string, count: number): Location[] =>
    Array.from({ length: count }, (_, i) => ({ name: `${name}.${generation}.${i + 1}`, scope }));

  /** Deletes parts that no head names any more. No program reads them, so a failure does no harm. */
  const deleteAll = (parts: Location[]): Promise<unknown> =>
    Promise.all(parts.map((part) => client.deleteSecret(part).catch(() => undefined)));

  /** Reads the head, and the locations of the parts that it names. */
  async function findHead(location: Location) {
    const head = await client.findSecret(location);
    const [line = "", generation = "", count] = HEAD.exec(head ? head.payload : "") || [];
    const locations = line ? partsOf(location, generation, Number(count)) : [];
    seen.set(keyOf(location), locations);
    return { head, line, generation, locations };
  }

  async function findSecret(location: Location, attempts = 3): Promise<FoundSecret | null> {
    const { head, line, generation, locations } = await findHead(location);
    if (!line) return head;
    const parts = await Promise.all(locations.map((part) => client.findSecret(part)));
    const isWhole = parts.every((part) => part && part.payload.startsWith(`${generation}x`));
    // Another program has replaced it meanwhile.
    if (!isWhole && attempts > 1) return findSecret(location, attempts - 1);
    const texts = parts.map((part) => part && part.payload.slice(generation.length + 1, -1));
    const payload = isWhole ? head!.payload.slice(line.length + 1, -1) + texts.join("") : "";
    return Object.assign({}, head, { payload });
  }

  /** Deletes parts of programs that exited during a write. If this fails, a later write deletes them. */
  async function deleteOrphans({ name, scope }: Location, known: Location[], now: number) {
    try {
      const { data } = await client.listSecrets!({ limit: 100, scope });
      for (const secret of data) {
        const [, generation] = /^\.(g\w+)\.\d$/.exec(secret.name.startsWith(name) ? secret.name.slice(name.length) : "") || [];
        if (!generation || secret.created > now - Limit.Orphaned || known.some((part) => part.name === secret.name)) continue;
        // Another secret of the app may have such a name.
        const part = { name: secret.name, scope };
        if ((await client.findSecret(part))!.payload.startsWith(`${generation}x`)) await client.deleteSecret(part);
      }
    } catch {
      // The client lists no secrets, or a request failed.
    }
  }

  const createSecret: TokenClient["createSecret"] = async (params, options) => {
    const { name, scope, payload } = params;
    const location = { name, scope };
    const key = keyOf(location);
    const texts = (payload.length > Limit.Payload && payload.match(new RegExp(`[^]{1,${Limit.Part}}`, "gu"))) || [];
    if (texts.length > Limit.Secrets)
      throw new OAuthError(
        "not_stored",
        `The payload takes more than ${Limit.Secrets} secrets. Its fields have these sizes: ${sizesOf(payload)}.`,
      );
    const write = (change: object) => client.createSecret(Object.assign(Object.create(null), params, change), options);
    // Another program may have replaced the payload since this one read it.
    if (texts.length || !seen.has(key)) await findHead(location);
    const old = seen.get(key)!;
    const begun = Date.now();
    let parts: Location[] = [];
    let head = {};
    if (texts.length) {
      const generation = `g${unique()}`;
      parts = partsOf(location, generation, texts.length - 1);
      head = { payload: `{"generation":"${generation}","parts":${parts.length}}\nx${texts[0]}x` };
    }
    /** The Secret Store's time. This computer's clock may be fast, and parts that another program is writing must stay. */
    let now = 0;
    let isHeadSent = false;
    async function writeAll() {
      // The letters keep digits at a cut from looking like a card number.
      const writes = parts.map((part, i) =>
        write({ name: part.name, payload: `${part.name.slice(name.length + 1, -2)}x${texts[i + 1]}x` }),
      );
      for (const { created } of await Promise.all(writes)) now = created;
      // Another program may delete the parts as orphans from now on.
      if (Date.now() - begun > Limit.Orphaned * 500) throw new Error("Writing the parts took too long.");
      isHeadSent = true;
      return write(head);
    }
    const isFull = (error: unknown) => Object(error).code === "scope_full";
    let secret;
    try {
      secret = await writeAll().catch(async (error) => {
        if (!parts.length || !isFull(error)) throw error;
        await deleteOrphans(location, old.concat(parts), now || begun / 1000);
        return writeAll();
      });
    } catch (error) {
      // If the head may have been written, another program may read the parts.
      if (!isHeadSent || isFull(error)) await deleteAll(parts);
      throw error;
    }
    seen.set(key, parts);
    await deleteAll(old);
    if (now) await deleteOrphans(location, parts, now);
    return secret;
  };

  const deleteSecret: TokenClient["deleteSecret"] = async (location, options) => {
    await findHead(location);
    const deleted = await client.deleteSecret(location, options);
    await deleteAll(seen.get(keyOf(location))!);
    return deleted;
  };

  return Object.assign(
    { createSecret, findSecret: (location: Location) => findSecret(location), deleteSecret },
    client.locate && { locate: (location?: { scope?: Scope }) => client.locate!(location) },
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
