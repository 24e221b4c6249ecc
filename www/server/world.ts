// The emulator's world with one app more: the one that the Dashboard is started for.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { worldId } from "./world-id";

/** What of an app's stripe-app.json matters to the world. */
interface Manifest {
  readonly id: string;
  readonly name?: string;
  readonly permissions?: readonly { readonly permission: string }[];
}

/** The manifest of an app, by its folder or by its script, which Stripe's command line puts into a folder .build of that. */
export function manifestOf(path: string): Manifest | undefined {
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const app = basename(folder) === ".build" ? dirname(folder) : folder;
  const file = join(app, "stripe-app.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/**
 * @param world the text of a world file, of which the first account has installed what there is
 * @returns the same with the app, which that account has installed too, unless it is there already
 */
export function withApp(world: string, { id, name = id, permissions = [] }: Manifest): string {
  const app = JSON.stringify(worldId(id));
  if (world.includes(`id = ${app}`)) return world;
  const asked = permissions.map(({ permission }) => JSON.stringify(permission)).join(", ");
  const described = [
    `id = ${app}`,
    `name = ${JSON.stringify(name)}`,
    `owner = "acct_yours"`,
    `distribution = "uploaded"`,
    `permissions = [${asked}]`,
  ];
  return `${world.replace("installed = [", `installed = [${app}, `)}\n[[apps]]\n${described.join("\n")}\n`;
}
