// Describes what a hook reads with a client: a secret by its name and scope, or the list of a scope.

import type { FoundSecret, Scope, Secret, SecretStoreClient } from "../index.js";
import type { EntryOptions } from "./entry.js";

/** The part of a secret that an entry keeps. It is null if there is no such secret. */
export type SecretValue = (Pick<FoundSecret, "expires_at"> & { payload: string }) | null;

export interface Query<V> extends Omit<EntryOptions<V>, "onWritten" | "onUnused"> {
  readonly client: SecretStoreClient;
  readonly scope: Scope | undefined;
  /** The name of the secret. A list does not have one. */
  readonly name?: string;
  /** Identifies the query among those of its client. */
  readonly id: string;
}

/** Returns the query of one secret. */
export function secretQuery(client: SecretStoreClient, name: string, scope: Scope | undefined): Query<SecretValue> {
  return {
    client,
    scope,
    name,
    id: idOf(scope, [name]),
    load: (signal) => client.findSecret({ name, scope }, { signal }).then(valueOf),
    expiryOf: (secret) => secret && secret.expires_at,
    // An expired secret must leave the screen even if the store does not answer.
    afterExpiry: () => undefined,
  };
}

/** Returns the query of a scope's list. */
export function listQuery(client: SecretStoreClient, scope: Scope | undefined): Query<Secret[]> {
  return {
    client,
    scope,
    id: idOf(scope, []),
    load: (signal) => listAll(client, scope, signal),
    expiryOf: (secrets) =>
      secrets
        .map(({ expires_at }) => expires_at || 0)
        .filter(Boolean)
        .sort((a, b) => a - b)[0],
    afterExpiry: (secrets) => secrets,
  };
}

/** Reads the pages of a scope's list one after the other. */
const listAll = (client: SecretStoreClient, scope: Scope | undefined, signal: AbortSignal, before: Secret[] = []): Promise<Secret[]> =>
  client
    .listSecrets({ scope, limit: 100, starting_after: before.length ? before[before.length - 1]!.id : undefined }, { signal })
    .then(({ data, has_more }) => {
      const secrets = before.concat(data);
      return has_more && data.length ? listAll(client, scope, signal, secrets) : secrets;
    });

function valueOf(found: FoundSecret | null): SecretValue {
  if (!found) return null;
  const { payload, expires_at } = found;
  if (typeof payload !== "string") throw new TypeError("The secret came without its payload.");
  return { payload, expires_at };
}

/** Returns whether a write of one query may change another. The client's own scope and user are not known here. */
export function affects(written: Query<never>, other: Query<never>): boolean {
  const [type, user] = partsOf(written.scope);
  const [otherType, otherUser] = partsOf(other.scope);
  const isSameScope = !type || !otherType || (type === otherType && (!user || !otherUser || user === otherUser));
  return isSameScope && (other.name === undefined || other.name === written.name);
}

const idOf = (scope: Scope | undefined, name: string[]) => JSON.stringify([...partsOf(scope), ...name]);

function partsOf(scope: Scope | undefined): [type?: string | null, user?: string | null] {
  // The client refuses an invalid scope and explains why.
  const { type, user } = Object(typeof scope === "object" ? scope : { type: scope }) as { type?: string; user?: string };
  return [type || null, user || null];
}
