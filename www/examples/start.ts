// Starts an example: what it needs beside the emulator, and the Dashboard with the extension in it.

import { fileURLToPath } from "node:url";
import { createDashboardServer } from "../server/server";
import { BACKEND } from "./oauth-server/clients";
import type { Bundler } from "../server/stripe-bundle";
import { createOAuthServer, type OAuthServer } from "./oauth-server/server";
import { createBackend } from "./secret-store/backend/server";

export interface StartOptions {
  /** The emulator's origin. It has to have been started in the world of world.toml. */
  readonly emulator: string;
  /** The Dashboard's port; 0, a free one, unless given. */
  readonly port?: number | undefined;
  readonly bundler?: Bundler | undefined;
  /** The folder or the script of the extension that runs, in place of the example's folder. */
  readonly extension?: string | undefined;
  /** In seconds: see OAuthServerOptions. */
  readonly accessTokenLifetime?: number | undefined;
}

/** An example that runs. */
export interface Running {
  /** The Dashboard's address. */
  readonly page: string;
  readonly provider: OAuthServer;
  close(): Promise<void>;
}

/** Made up, and the same for the Dashboard that signs and the backend that checks. */
export const SIGNING_SECRET = "absec_made_up";

const folder = (name: string) => fileURLToPath(new URL(`${name}/`, import.meta.url));

export async function startDropbox({
  emulator,
  port,
  bundler,
  accessTokenLifetime,
  extension = folder("dropbox-oauth-pkce"),
}: StartOptions): Promise<Running> {
  const provider = await createOAuthServer({ accessTokenLifetime, dashboard: () => host.origin });
  const host = await createDashboardServer({
    extension,
    emulator,
    port,
    bundler,
    signingSecret: SIGNING_SECRET,
    local: () => ({ constants: { PROVIDER: provider.origin }, connectSrc: [provider.origin] }),
  });
  return { page: host.origin, provider, close: async () => void (await Promise.all([host.close(), provider.close()])) };
}

export async function startSecretStore({
  emulator,
  port,
  bundler,
  accessTokenLifetime,
  extension = folder("secret-store"),
}: StartOptions): Promise<Running> {
  const provider = await createOAuthServer({ accessTokenLifetime });
  const backend = await createBackend({
    apiKey: "sk_test_secret_store_example",
    signingSecret: SIGNING_SECRET,
    provider: provider.origin,
    clientSecret: BACKEND.secret ?? "",
    dashboard: () => host.origin,
    stripe: emulator,
  });
  const host = await createDashboardServer({
    extension,
    emulator,
    port,
    bundler,
    signingSecret: SIGNING_SECRET,
    local: () => ({
      constants: { BACKEND: backend.origin, PROVIDER: provider.origin },
      connectSrc: [backend.origin, provider.origin],
    }),
  });
  return { page: host.origin, provider, close: async () => void (await Promise.all([host.close(), backend.close(), provider.close()])) };
}

/** Any other extension, with nothing beside it. */
export async function startDashboard({ extension, emulator, port, bundler }: StartOptions): Promise<Omit<Running, "provider">> {
  if (extension === undefined) throw new Error("An extension has to be named, by the path of its folder or of its script.");
  const host = await createDashboardServer({ extension, emulator, port, bundler, signingSecret: SIGNING_SECRET });
  return { page: host.origin, close: host.close };
}

export { manifestOf, withApp } from "../server/world";

/** The examples by their names. */
export const EXAMPLES: Record<string, (options: StartOptions) => Promise<Running>> = {
  "secret-store": startSecretStore,
  "dropbox-oauth-pkce": startDropbox,
};
