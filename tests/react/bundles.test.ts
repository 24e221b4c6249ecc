// What of the package gets into a bundle by the hooks.

import { expect, test } from "vitest";
import { here } from "../package/support";

/** The files of the package that are in a bundle, by Stripe's bundlers. */
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

test.each(["esbuild", "esbuild-stripe"])("%s: the provider that makes the client has it of the package's own entry", async (esbuild) => {
  const files = await filesIn(esbuild, `export { SecretStoreProvider, ${HOOKS} } from "stripe-secret-store/react";`);
  expect(files.sort()).toEqual(["index.mjs", "react.mjs"]);
});

test.each(["esbuild", "esbuild-stripe"])("%s: with a client of another entry there is no second one", async (esbuild) => {
  const files = await filesIn(
    esbuild,
    `export { SecretStoreClient } from "stripe-secret-store/wasm";
     export { SecretStoreClientProvider, ${HOOKS} } from "stripe-secret-store/react";`,
  );
  expect(files.sort()).toEqual(["react.mjs", "wasm.mjs"]);
});

test.each(["esbuild", "esbuild-stripe"])("%s: what is imported and not used is not there at all", async (esbuild) => {
  expect(await filesIn(esbuild, `import { useSecret } from "stripe-secret-store/react"; export const nothing = 1;`)).toEqual([]);
});
