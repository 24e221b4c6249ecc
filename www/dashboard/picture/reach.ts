// Who reaches whose secrets: the Secret Store's rule of scopes, as one function.

import type { WorldState } from "stripe-secret-store/testing";

/** Who asks: an app's extension for a user, or without one the app's backend. */
export interface Actor {
  readonly app: string;
  /** The account that it is on, or in a backend the one that it means. */
  readonly account: string;
  readonly user: string | null;
  readonly livemode: boolean;
}

/** Where secrets are: ten of them at most. */
export interface Place {
  /** The apps that share it. */
  readonly apps: readonly string[];
  readonly account: string;
  /** The user; null for the account's. */
  readonly user: string | null;
  readonly livemode: boolean;
}

/** Why nothing there is reached. */
export type Barrier = "uninstalled" | "other_account" | "other_app" | "other_mode" | "other_user";

export type Reach =
  { readonly reads: true; readonly writes: boolean } | { readonly reads: false; readonly writes: false; readonly barrier: Barrier };

/** With the emulator's assumptions as they are unless switched: a read needs no permission, and secrets outlive an installation. */
export function reach(world: WorldState, who: Actor, place: Place): Reach {
  const barrier = barrierTo(world, who, place);
  if (barrier !== undefined) return { reads: false, writes: false, barrier };
  const installation = installationOf(world, who);
  return { reads: true, writes: installation?.permissions.includes("secret_write") ?? false };
}

function barrierTo(world: WorldState, who: Actor, place: Place): Barrier | undefined {
  const account = world.accounts.find(({ id }) => id === who.account);
  if (who.account !== place.account) return "other_account";
  if (installationOf(world, who) === undefined) return "uninstalled";
  if (who.user !== null && !account?.users.some(({ id }) => id === who.user)) return "other_account";
  if (!place.apps.includes(who.app)) return "other_app";
  if (who.livemode !== place.livemode) return "other_mode";
  if (who.user !== null && place.user !== null && who.user !== place.user) return "other_user";
  return undefined;
}

export const installationOf = ({ accounts }: WorldState, { app, account }: { readonly app: string; readonly account: string }) =>
  accounts.find(({ id }) => id === account)?.installations.find((one) => one.app === app);
