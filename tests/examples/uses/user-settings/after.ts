// Keeps the same settings with this package.

import { SecretStoreError, type SecretStoreClient } from "stripe-secret-store";
import { jsonSecret } from "stripe-secret-store/json";
import * as z from "zod";
import type { UserSettings } from "../use";

const Settings = z.object({ theme: z.enum(["light", "dark"]) });

export function userSettings(client: SecretStoreClient): UserSettings {
  const settings = jsonSecret(client, "settings", Settings);
  return {
    load: () => settings.find(),
    save: async (value) => void (await settings.create(value)),
    clear: async () =>
      void (await settings.delete().catch((error) => {
        if (!SecretStoreError.is(error) || error.code !== "not_found") throw error;
      })),
  };
}
