// What a client can be asked for: a secret by its name and scope, or the list of a scope.

import type { FoundSecret, Scope, Secret, SecretStoreClient } from "../index.js";
import type { Source } from "./entry.js";

/** What is kept of a secret; null where there is none. */
export type Kept = (Pick<FoundSecret, "expires_at"> & { payload: string }) | null;

export interface Place<V> extends Omit<Source<V>, "written" | "dropped"> {
  readonly client: SecretStoreClient;
  readonly scope: Scope | undefined;
  /** A secret's name. */
  readonly name?: string;
  /** Of a client, the same for the same place. */
  readonly id: string;
}

export function secretAt(client: SecretStoreClient, name: string, scope: Scope | undefined): Place<Kept> {
  return {
    client,
    scope,
    name,
    id: idOf(scope, [name]),
    ask: (signal) => client.findSecret({ name, scope }, { signal }).then(kept),
    expiryOf: (secret) => secret && secret.expires_at,
    // The store may not answer, and then it must not stay on the screen.
    expired: () => undefined,
  };
}

export function listAt(client: SecretStoreClient, scope: Scope | undefined): Place<Secret[]> {
  return {
    client,
    scope,
    id: idOf(scope, []),
    ask: (signal) => client.listSecrets({ scope, limit: 100 }, { signal }).then(({ data }) => data),
    expiryOf: (secrets) =>
      secrets
        .map(({ expires_at }) => expires_at || 0)
        .filter(Boolean)
        .sort((a, b) => a - b)[0],
    expired: (secrets) => secrets,
  };
}

function kept(found: FoundSecret | null): Kept {
  if (!found) return null;
  const { payload, expires_at } = found;
  if (typeof payload !== "string") throw new TypeError("The secret came without its payload.");
  return { payload, expires_at };
}

/** Whether a write at one place may change another: a client's own scope and user are not known here. */
export function concerns(written: Place<never>, other: Place<never>): boolean {
  const [type, user] = partsOf(written.scope);
  const [otherType, otherUser] = partsOf(other.scope);
  const isSameScope = !type || !otherType || (type === otherType && (!user || !otherUser || user === otherUser));
  return isSameScope && (other.name === undefined || other.name === written.name);
}

const idOf = (scope: Scope | undefined, name: string[]) => JSON.stringify([...partsOf(scope), ...name]);

function partsOf(scope: Scope | undefined): [type?: string | null, user?: string | null] {
  // A scope that is none is refused by the client, which says why.
  const { type, user } = Object(typeof scope === "object" ? scope : { type: scope }) as { type?: string; user?: string };
  return [type || null, user || null];
}
