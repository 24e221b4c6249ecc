// Measures how much the client and stripe-node add to an extension: one bundle each, as Stripe's command line makes
// them (one classic script, minified), compressed as a server sends them.

import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { root } from "../../scripts/process.mjs";
import { classicScript } from "../classic-script.mjs";
import { ENTRIES } from "../contenders.mjs";

// stripe-node 23 cannot be lowered to ES2015 (it has BigInt literals), so it is measured once, and ours in both ways.
const NOW = { esbuild: "esbuild", target: "es2020" };
// The bundler of extensions that were made until early 2026.
const THEN = { esbuild: "esbuild-stripe", target: "es2015" };

const client = (entry) => `
  import { SecretStoreClient } from "${entry}";
  export const client = (httpClient, userContext) => new SecretStoreClient({ httpClient, userContext });
`;
const stripeNode = (copy) => `
  import Stripe from "${copy}";
  export const client = (httpClient) => new Stripe("DO_NOT_PASS_A_REAL_API_KEY", { httpClient });`;
const minimal = `
  import { MinimalClient } from ${JSON.stringify(join(root, "benches/minimal-client.ts"))};
  export const client = (httpClient, scope) => new MinimalClient(httpClient, scope);`;

const CLIENT = "stripe-secret-store";

/** The bundles. stripe-node comes first, because the others are shares of it. */
const ROWS = [
  { name: "stripe-node 23.1", contents: stripeNode("stripe"), ...NOW },
  { name: "stripe-node 15.9", contents: stripeNode("stripe-15"), ...NOW },
  { name: "minimal client", contents: minimal, ...NOW },
  ...[NOW, THEN].flatMap((bundler) => ENTRIES.map((name) => ({ name, contents: client(name), ...bundler }))),
];

/** The entries that use the client, with all their exports or a part of them. `others` has what a bundle contains besides the client before it is added. */
export const ADDED = [
  // The hooks of secrets. A bundle has `useOAuth` only if it uses it, and then it has the entry for OAuth, too.
  {
    name: "stripe-secret-store/react",
    part: "{ SecretStoreProvider, SecretStoreClientProvider, useSecretStore, useSecret, useSecrets }",
    external: ["react"],
  },
  {
    name: "stripe-secret-store/react, its useOAuth",
    entry: "stripe-secret-store/react",
    part: "{ useOAuth }",
    external: ["react"],
    others: `export * as oauth from "stripe-secret-store/oauth";`,
  },
  { name: "stripe-secret-store/json" },
  { name: "stripe-secret-store/stripe" },
  { name: "stripe-secret-store/oauth" },
  { name: "stripe-secret-store/oauth, its token store", entry: "stripe-secret-store/oauth", part: "{ createTokenStore, OAuthError }" },
  { name: "stripe-secret-store/node" },
  { name: "stripe-secret-store/node, its HTTP client", entry: "stripe-secret-store/node", part: "{ createHttpClient }" },
  { name: "stripe-secret-store/observe" },
  { name: "stripe-secret-store/bulk" },
  { name: "stripe-secret-store/bulk, its iterator", entry: "stripe-secret-store/bulk", part: "{ allSecrets }" },
];

/** Returns each row's bytes and its share of stripe-node's. `resolveDir` is the folder whose packages are used. */
export async function sizes(resolveDir) {
  const rows = [];
  for (const { name, contents, ...bundler } of ROWS) {
    const bytes = await bundle({ contents, ...bundler }, resolveDir);
    const brotli = compressed(bytes);
    const share = rows.length ? brotli / rows[0].brotli : 1;
    rows.push({ name, ...bundler, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli, share: Number(share.toFixed(3)) });
  }
  return rows;
}

/** Returns the compressed bytes that an entry adds to a bundle with the client, and its bytes alone, which do not depend on the client. */
export async function additions(resolveDir) {
  const rows = [];
  for (const { name, entry = name, part = "* as added", external = [], others = "" } of ADDED) {
    const addition = `export ${part} from "${entry}";`;
    for (const bundler of [NOW, THEN]) {
      const bytes = async (contents, external) => compressed(await bundle({ ...bundler, contents, external }, resolveDir));
      const before = client(CLIENT) + others;
      const brotli = (await bytes(before + addition, external)) - (await bytes(before, external));
      rows.push({ name, ...bundler, brotli, alone: await bytes(addition, [...external, "*/index.mjs", "*/oauth.mjs"]) });
    }
  }
  return rows;
}

const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function bundle({ contents, external, esbuild, target }, resolveDir) {
  const script = await classicScript({ stdin: { contents, resolveDir, sourcefile: "size.js" }, external, target }, esbuild);
  return script.contents;
}
