// Adds the extension's app to the emulator's world.

import type { AppManifest } from "./manifest";
import { worldId } from "./world-id";

/**
 * Returns the world with the app, installed by the first account. A world that contains the app stays as it is.
 *
 * @param world the text of a world file whose first account has a list of installed apps, with a line for each field
 */
export function withApp(world: string, { id, name, permissions }: Pick<AppManifest, "id" | "name" | "permissions">): string {
  const app = text(worldId(id));
  // An account, a user or a comment may have the same id in it.
  const apps = world.split(/^(?=\[)/m).filter((table) => table.startsWith("[[apps]]"));
  if (apps.some((table) => table.split("\n").includes(`id = ${app}`))) return world;
  const fields = [
    `id = ${app}`,
    `name = ${text(name)}`,
    `owner = "acct_yours"`,
    `distribution = "uploaded"`,
    `permissions = [${permissions.map(text).join(", ")}]`,
  ];
  return `${world.replace("installed = [", () => `installed = [${app}, `)}\n[[apps]]\n${fields.join("\n")}\n`;
}

/** Returns a string of TOML, which has the escapes of JSON except those for half a character. */
const text = (value: string): string => JSON.stringify(Buffer.from(value).toString()).replaceAll("\x7f", "\\u007f");
