// Groups an account's secrets by the apps that share them, and then by scope.

import type { App, StoredSecret, User, WorldState } from "stripe-secret-store/testing";
import type { SecretScope } from "./access";

/** Holds the apps that share secrets: one owner's uploaded apps, or a single published app. */
export interface SharingGroup {
  readonly key: string;
  readonly apps: readonly App[];
  readonly scopes: readonly ScopeContents[];
  /** The number of secrets in the other mode. */
  readonly otherModeCount: number;
}

export interface ScopeContents extends SecretScope {
  /** Null for the account's own scope. */
  readonly owner: User | null;
  readonly secrets: readonly StoredSecret[];
}

export function sharingGroupsOf(
  world: WorldState,
  accountId: string,
  livemode: boolean,
  stored: readonly StoredSecret[],
): readonly SharingGroup[] {
  const account = world.accounts.find(({ id }) => id === accountId);
  const here = stored.filter((secret) => secret.account === accountId);
  // A backend may name users that the account does not have.
  const unknownUsers = here.flatMap(({ user }) => (user === null || account?.users.some(({ id }) => id === user) ? [] : [user]));
  const owners: (User | null)[] = [null, ...(account?.users ?? []), ...[...new Set(unknownUsers)].map((id) => ({ id, name: id }))];
  const groups = new Map<string, App[]>();
  for (const app of world.apps) {
    const key = app.distribution === "uploaded" ? `uploads:${app.owner}` : app.id;
    groups.set(key, [...(groups.get(key) ?? []), app]);
  }
  return [...groups].map(([key, apps]) => {
    const ids = apps.map(({ id }) => id);
    const own = here.filter((secret) => secret.apps.some((app) => ids.includes(app)));
    const scopes = owners.map((owner) => {
      const user = owner?.id ?? null;
      const secrets = own.filter((secret) => secret.livemode === livemode && secret.user === user);
      return { apps: ids, account: accountId, user, livemode, owner, secrets };
    });
    return { key, apps, scopes, otherModeCount: own.filter((secret) => secret.livemode !== livemode).length };
  });
}
