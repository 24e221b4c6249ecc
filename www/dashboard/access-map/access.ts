// Implements the Secret Store's scope rules: whose secrets an actor can read and write.

import type { WorldState } from "stripe-secret-store/testing";

/** Identifies a caller: an app's extension for a user, or the app's backend. */
export interface Actor {
  readonly app: string;
  /** The account that the caller acts on. */
  readonly account: string;
  /** Null for the app's backend. */
  readonly user: string | null;
  readonly livemode: boolean;
}

/** Identifies a scope, which holds up to ten secrets. */
export interface SecretScope {
  /** The apps that share the scope. */
  readonly apps: readonly string[];
  readonly account: string;
  /** Null for the account's own scope. */
  readonly user: string | null;
  readonly livemode: boolean;
}

/** Names the rule that denies access to a scope. */
type Barrier = "uninstalled" | "other_account" | "other_app" | "other_mode" | "other_user";

export type Access =
  { readonly reads: true; readonly writes: boolean } | { readonly reads: false; readonly writes: false; readonly barrier: Barrier };

/** Assumes the emulator's defaults: a read needs no permission, and secrets outlive an installation. */
export function accessTo(world: WorldState, actor: Actor, scope: SecretScope): Access {
  const barrier = barrierTo(world, actor, scope);
  if (barrier !== undefined) return { reads: false, writes: false, barrier };
  const installation = installationOf(world, actor);
  return { reads: true, writes: installation?.permissions.includes("secret_write") ?? false };
}

function barrierTo(world: WorldState, actor: Actor, scope: SecretScope): Barrier | undefined {
  const account = world.accounts.find(({ id }) => id === actor.account);
  if (actor.account !== scope.account) return "other_account";
  if (installationOf(world, actor) === undefined) return "uninstalled";
  if (actor.user !== null && !account?.users.some(({ id }) => id === actor.user)) return "other_account";
  if (!scope.apps.includes(actor.app)) return "other_app";
  if (actor.livemode !== scope.livemode) return "other_mode";
  if (actor.user !== null && scope.user !== null && actor.user !== scope.user) return "other_user";
  return undefined;
}

export const installationOf = ({ accounts }: WorldState, { app, account }: { readonly app: string; readonly account: string }) =>
  accounts.find(({ id }) => id === account)?.installations.find((one) => one.app === app);
