// The places of an account: for each app, or for the apps that share, the account's own and each user's.

import type { App, StoredSecret, User, WorldState } from "stripe-secret-store/testing";
import type { Place } from "./reach";

/** Apps that share secrets: the uploaded ones of one owner. A published app is alone. */
export interface Realm {
  readonly key: string;
  readonly apps: readonly App[];
  readonly places: readonly FilledPlace[];
  /** How many secrets there are in the other mode. */
  readonly elsewhere: number;
}

export interface FilledPlace extends Place {
  /** Null for the account's. */
  readonly owner: User | null;
  readonly secrets: readonly StoredSecret[];
}

export function realmsOf(world: WorldState, accountId: string, livemode: boolean, kept: readonly StoredSecret[]): readonly Realm[] {
  const account = world.accounts.find(({ id }) => id === accountId);
  const here = kept.filter((secret) => secret.account === accountId);
  // A backend may name users whom the account does not have.
  const strangers = here.flatMap(({ user }) => (user === null || account?.users.some(({ id }) => id === user) ? [] : [user]));
  const owners: (User | null)[] = [null, ...(account?.users ?? []), ...[...new Set(strangers)].map((id) => ({ id, name: id }))];
  const realms = new Map<string, App[]>();
  for (const app of world.apps) {
    const key = app.distribution === "uploaded" ? `uploads:${app.owner}` : app.id;
    realms.set(key, [...(realms.get(key) ?? []), app]);
  }
  return [...realms].map(([key, apps]) => {
    const ids = apps.map(({ id }) => id);
    const own = here.filter((secret) => secret.apps.some((app) => ids.includes(app)));
    const places = owners.map((owner) => {
      const user = owner?.id ?? null;
      const secrets = own.filter((secret) => secret.livemode === livemode && secret.user === user);
      return { apps: ids, account: accountId, user, livemode, owner, secrets };
    });
    return { key, apps, places, elsewhere: own.filter((secret) => secret.livemode !== livemode).length };
  });
}
