// Adds the extension's app to the emulator's world.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { worldId } from "./world-id";

/** The fields of an app's stripe-app.json that the world uses. */
interface Manifest {
  readonly id: string;
  readonly name?: string;
  readonly permissions?: readonly { readonly permission: string }[];
}

/** Returns an app's manifest, by its folder or by its script, which Stripe's command line writes to the folder's .build. */
export function manifestOf(path: string): Manifest | undefined {
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const app = basename(folder) === ".build" ? dirname(folder) : folder;
  const file = join(app, "stripe-app.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/**
 * Returns the world with the app, installed by the first account. A world that contains the app stays as it is.
 *
 * @param world the text of a world file whose first account has a list of installed apps
 */
export function withApp(world: string, { id, name = id, permissions = [] }: Manifest): string {
  const app = JSON.stringify(worldId(id));
  if (world.includes(`id = ${app}`)) return world;
  const requested = permissions.map(({ permission }) => JSON.stringify(permission)).join(", ");
  const fields = [
    `id = ${app}`,
    `name = ${JSON.stringify(name)}`,
    `owner = "acct_yours"`,
    `distribution = "uploaded"`,
    `permissions = [${requested}]`,
  ];
  return `${world.replace("installed = [", `installed = [${app}, `)}\n[[apps]]\n${fields.join("\n")}\n`;
}
