// Starts an example: the servers that it needs besides the emulator, and the Dashboard with the extension.

import { fileURLToPath } from "node:url";
import type { LocalServer } from "../www/server/listen";
import { createDashboardServer, type DashboardOptions } from "../www/server/server";
import type { Bundler } from "../www/server/stripe-bundle";
import { BACKEND, EXTENSION, extensionOf, type RegisteredClient } from "./oauth-server/clients";
import { createOAuthServer, type OAuthServer } from "./oauth-server/server";
import { createBackend } from "./secret-store/backend/server";

export interface StartOptions {
  /** The emulator's origin. It has to have been started in the world of world.toml. */
  readonly emulator: string;
  /** The Dashboard's port; 0, a free one, unless given. */
  readonly port?: number | undefined;
  readonly bundler?: Bundler | undefined;
  /** The folder or the script of the extension that runs in place of the example's. */
  readonly extension?: string | undefined;
  /** The path of the extension's manifest. Found in its folder by default. */
  readonly manifest?: string | undefined;
  /** The manifest that was read for the extension's app in the emulator's world. */
  readonly worldManifest?: DashboardOptions["worldManifest"];
  /** See DashboardOptions. */
  readonly fixtures?: string | undefined;
  /** See DashboardOptions. */
  readonly stripeMock?: string | undefined;
  /** Called with what the bundler says of the extension. */
  readonly report?: DashboardOptions["report"];
  /** True to start the OAuth provider for another extension, too. It knows the app by the id in its manifest. */
  readonly provider?: boolean | undefined;
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

export const startDropbox = ({ extension = folder("dropbox-oauth-pkce"), ...served }: StartOptions): Promise<Running> =>
  startWithProvider(EXTENSION, { ...served, extension });

/** Starts an extension with a provider that knows it. The constant `PROVIDER` of its views is the provider's address. */
async function startWithProvider(
  client: RegisteredClient,
  { accessTokenLifetime, ...served }: StartOptions & { extension: string },
): Promise<Running> {
  const provider = await createOAuthServer({ accessTokenLifetime, clients: [client], dashboard: () => host.origin });
  const host = await createDashboardServer({
    ...served,
    signingSecret: SIGNING_SECRET,
    local: () => ({ constants: { PROVIDER: provider.origin }, connectSrc: [provider.origin] }),
  });
  return { page: host.origin, provider, close: () => closed(host, provider) };
}

export async function startSecretStore({
  accessTokenLifetime,
  extension = folder("secret-store"),
  ...served
}: StartOptions): Promise<Running> {
  const provider = await createOAuthServer({ accessTokenLifetime });
  const backend = await createBackend({
    apiKey: "sk_test_secret_store_example",
    signingSecret: SIGNING_SECRET,
    provider: provider.origin,
    clientSecret: BACKEND.secret ?? "",
    dashboard: () => host.origin,
    stripe: served.emulator,
  });
  const host = await createDashboardServer({
    ...served,
    extension,
    signingSecret: SIGNING_SECRET,
    local: () => ({
      constants: { BACKEND: backend.origin, PROVIDER: provider.origin },
      connectSrc: [backend.origin, provider.origin],
    }),
  });
  return { page: host.origin, provider, close: () => closed(host, backend, provider) };
}

/** Starts any other extension, without other servers or with a provider. */
export async function startDashboard({
  extension,
  provider,
  ...served
}: StartOptions): Promise<Omit<Running, "provider"> & Partial<Running>> {
  if (extension === undefined) throw new Error("An extension has to be named, by the path of its folder or of its script.");
  if (provider) {
    const { worldManifest } = served;
    if (!worldManifest) throw new Error("--provider needs an app with a manifest: the provider knows the app by its id.");
    return startWithProvider(extensionOf(worldManifest.id), { ...served, extension });
  }
  const { origin, close } = await createDashboardServer({ ...served, extension, signingSecret: SIGNING_SECRET });
  return { page: origin, close };
}

async function closed(...servers: Pick<LocalServer, "close">[]): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
}

/** The examples by their names. */
export const EXAMPLES: Record<string, (options: StartOptions) => Promise<Running>> = {
  "secret-store": startSecretStore,
  "dropbox-oauth-pkce": startDropbox,
};

// scripts/start.mjs imports this file alone.
export { appFolder, findManifest, hasManifest, readManifest } from "../www/server/manifest";
export { withApp } from "../www/server/world";
