// As which app of the emulator's world an extension runs.

import type { App } from "stripe-secret-store/testing";
import { worldId } from "../../server/world-id";
import type { Extension } from "./extension";

/** The first app of the guide's picture, for an extension that is not in the world. */
const USUAL = "app_a";

/** Whether the world has the extension's own app. */
export const isAtHome = ({ id }: Extension, apps: readonly App[]): boolean => apps.some((app) => app.id === worldId(id));

/** The one that was chosen, or else its own, or else the usual one, of those that the world has. */
export function appFor(extension: Extension | undefined, apps: readonly App[], chosen: string | undefined): string {
  const wanted = [chosen, extension && worldId(extension.id), USUAL];
  return wanted.find((id) => apps.some((app) => app.id === id)) ?? apps[0]?.id ?? USUAL;
}
