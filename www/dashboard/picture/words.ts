// What the picture says.

import type { App, User, WorldState } from "stripe-secret-store/testing";
import type { Actor, Place, Reach } from "./reach";

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

export const mode = (livemode: boolean) => (livemode ? "live" : "test");

/** With which apps it shares. */
export function sharing(apps: readonly App[]): string {
  const [app] = apps;
  if (app === undefined) return "";
  if (app.distribution === "published") return "Published: shares with no other app";
  return apps.length > 1
    ? `Uploaded by ${app.owner}: these share their secrets`
    : `Uploaded by ${app.owner}: shares with its other uploads`;
}

/** Why a place is as it is to who asks; nothing where all is open. */
export function reason(world: WorldState, who: Actor, place: Place, reach: Reach): string | undefined {
  if (reach.reads) return reach.writes ? undefined : "Reads only: the permission secret_write was revoked";
  const owner = place.user === null ? undefined : userName(world, place.account, place.user);
  switch (reach.barrier) {
    case "uninstalled":
      return `${appName(world, who.app)} is uninstalled: what it stored stays, out of its reach`;
    case "other_account":
      return "Of another account";
    case "other_app":
      return foreign(world, who, place);
    case "other_mode":
      return `Of ${mode(place.livemode)} mode: a ${mode(who.livemode)} mode key finds nothing here`;
    case "other_user":
      return `Another user’s: ${owner} alone, and the app’s backend`;
  }
}

function foreign({ apps }: WorldState, who: Actor, place: Place): string {
  const [own, other] = [apps.find(({ id }) => id === who.app), apps.find(({ id }) => place.apps.includes(id))];
  if (own?.distribution === "uploaded" && other?.distribution === "uploaded")
    return "Another developer’s apps: they share with their own alone";
  return other?.distribution === "published"
    ? "Another app’s: a published app shares with none"
    : "Another app’s: shared with its developer’s uploads alone";
}
