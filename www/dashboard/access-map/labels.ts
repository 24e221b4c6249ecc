// Builds the texts of the access map.

import type { App, User, WorldState } from "stripe-secret-store/testing";
import type { Access, Actor, SecretScope } from "./access";

const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? id;

const appName = ({ apps }: WorldState, app: string) => nameOf(apps, app);

function userName(world: WorldState, account: string, user: string): string {
  const users: readonly User[] = world.accounts.find(({ id }) => id === account)?.users ?? [];
  return nameOf(users, user);
}

export function actorName(world: WorldState, { app, account, user }: Actor): string {
  const name = appName(world, app);
  return user === null ? `the backend of ${name}` : `${userName(world, account, user)} in ${name}’s extension`;
}

export const modeName = (livemode: boolean) => (livemode ? "live" : "test");

/** Describes which apps share their secrets. */
export function describeSharing(apps: readonly App[]): string {
  const [app] = apps;
  if (app === undefined) return "";
  if (app.distribution === "published") return "Published: shares secrets with no other app";
  return apps.length > 1
    ? `Uploaded by ${app.owner}: these apps share their secrets`
    : `Uploaded by ${app.owner}: shares secrets with the owner’s other uploads`;
}

/** Explains why the actor has limited access to a scope. Returns undefined for full access. */
export function describeAccess(world: WorldState, actor: Actor, scope: SecretScope, access: Access): string | undefined {
  if (access.reads) return access.writes ? undefined : "Read only: the permission secret_write was revoked";
  const owner = scope.user === null ? undefined : userName(world, scope.account, scope.user);
  switch (access.barrier) {
    case "uninstalled":
      return `${appName(world, actor.app)} is uninstalled: its secrets stay, but it cannot access them`;
    case "other_account":
      return "This scope belongs to another account";
    case "other_app":
      return describeOtherApp(world, actor, scope);
    case "other_mode":
      return `A ${modeName(actor.livemode)} mode key does not find ${modeName(scope.livemode)} mode secrets`;
    case "other_user":
      return `Only ${owner} and the app’s backend have access`;
  }
}

function describeOtherApp({ apps }: WorldState, actor: Actor, scope: SecretScope): string {
  const [own, other] = [apps.find(({ id }) => id === actor.app), apps.find(({ id }) => scope.apps.includes(id))];
  if (own?.distribution === "uploaded" && other?.distribution === "uploaded") return "Another developer’s apps share only with each other";
  return other?.distribution === "published"
    ? "A published app shares secrets with no other app"
    : "An uploaded app shares only with its developer’s other uploads";
}
