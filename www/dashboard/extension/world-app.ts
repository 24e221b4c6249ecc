// Chooses the app of the emulator's world that an extension runs as.

import type { App } from "stripe-secret-store/testing";
import { worldId } from "../../server/world-id";
import type { Extension } from "./extension";

/** Serves extensions that the world does not have. */
const DEFAULT_APP = "app_a";

/** Tells whether the world has the extension's own app. */
export const isInWorld = ({ id }: Extension, apps: readonly App[]): boolean => apps.some((app) => app.id === worldId(id));

/** Returns the selected app, or the extension's own, or the default one. The world has to have it. */
export function appFor(extension: Extension | undefined, apps: readonly App[], selected: string | undefined): string {
  const candidates = [selected, extension && worldId(extension.id), DEFAULT_APP];
  return candidates.find((id) => apps.some((app) => app.id === id)) ?? apps[0]?.id ?? DEFAULT_APP;
}
