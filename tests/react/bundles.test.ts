// Checks which files of the package the hooks bring into a bundle.

import { expect, test } from "vitest";
import { here } from "../package/support/paths";

/** Returns the files of the package in a bundle of one of Stripe's bundlers. */
async function filesIn(esbuild: string, contents: string) {
  const { build } = (await import(esbuild)) as typeof import("esbuild");
  const { metafile } = await build({
    stdin: { contents, resolveDir: here, sourcefile: "view.js" },
    absWorkingDir: here,
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    external: ["react"],
    outfile: "ext.js",
  });
  const inputs = Object.entries(metafile.outputs["ext.js"]!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return inputs.map(([file]) => file.replace(/^.*\/dist\//, "")).filter((file) => file !== "view.js");
}

const HOOKS = "useSecret, useSecrets, useSecretStore";

test.each(["esbuild", "esbuild-stripe"])("%s takes the client of SecretStoreProvider from the package's own entry", async (esbuild) => {
  const files = await filesIn(esbuild, `export { SecretStoreProvider, ${HOOKS} } from "stripe-secret-store/react";`);
  expect(files.sort()).toEqual(["index.mjs", "react.mjs"]);
});

test.each(["esbuild", "esbuild-stripe"])("%s bundles no second client when the app passes one of another entry", async (esbuild) => {
  const files = await filesIn(
    esbuild,
    `export { SecretStoreClient } from "stripe-secret-store/wasm";
     export { SecretStoreClientProvider, ${HOOKS} } from "stripe-secret-store/react";`,
  );
  expect(files.sort()).toEqual(["react.mjs", "wasm.mjs"]);
});

test.each(["esbuild", "esbuild-stripe"])("%s adds the entry for OAuth for useOAuth, and no client", async (esbuild) => {
  const files = await filesIn(esbuild, `export { useOAuth } from "stripe-secret-store/react";`);
  expect(files.sort()).toEqual(["oauth.mjs", "react.mjs"]);
});

test.each(["esbuild", "esbuild-stripe"])("%s leaves out all that is imported and not used", async (esbuild) => {
  expect(await filesIn(esbuild, `import { useSecret } from "stripe-secret-store/react"; export const nothing = 1;`)).toEqual([]);
});
