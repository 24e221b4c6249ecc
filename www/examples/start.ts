// Starts an example: what it needs beside the emulator, and the host page with the extension in it.

import { fileURLToPath } from "node:url";
import { createHostServer } from "./host/server";
import type { Bundler } from "./host/stripe-bundle";
import { createOAuthServer, type OAuthServer } from "./oauth-server/server";

export interface StartOptions {
  /** The emulator's origin. It has to have been started in the world of world.toml. */
  readonly emulator: string;
  /** The host page's port; 0, a free one, unless given. */
  readonly port?: number | undefined;
  readonly bundler?: Bundler | undefined;
  /** In seconds: see OAuthServerOptions. */
  readonly accessTokenLifetime?: number | undefined;
}

/** An example that runs. */
export interface Running {
  /** The host page's address. */
  readonly page: string;
  readonly provider: OAuthServer;
  close(): Promise<void>;
}

/** Made up, and the same for the Dashboard that signs and the backend that checks. */
const SIGNING_SECRET = "absec_made_up";

const folder = (name: string) => fileURLToPath(new URL(`${name}/`, import.meta.url));

export const EXAMPLES: Record<string, (options: StartOptions) => Promise<Running>> = {
  "dropbox-oauth-pkce": startDropbox,
};

async function startDropbox({ emulator, port, bundler, accessTokenLifetime }: StartOptions): Promise<Running> {
  const provider = await createOAuthServer({ accessTokenLifetime, dashboard: () => host.origin });
  const host = await createHostServer({
    extension: folder("dropbox-oauth-pkce"),
    emulator,
    port,
    bundler,
    signingSecret: SIGNING_SECRET,
    local: () => ({ constants: { PROVIDER: provider.origin }, connectSrc: [provider.origin] }),
  });
  return { page: host.origin, provider, close: async () => void (await Promise.all([host.close(), provider.close()])) };
}
