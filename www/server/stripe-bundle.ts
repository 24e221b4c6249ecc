// Bundles an extension as Stripe's command line does: a generated entry, no configuration, and one classic script that takes React from the
// sandbox.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as esbuildStripe from "esbuild-stripe";

/** The two bundlers that Stripe's command lines in use contain. */
export const BUNDLERS = ["esbuild 0.14, es2015", "esbuild, es2020"] as const;
export type Bundler = (typeof BUNDLERS)[number];

/** Returns the bundler for the SDK that is installed in an app's folder. Version 9 came with the newer bundler. */
export function bundlerOf(folder: string): Bundler {
  const manifest = createRequire(join(folder, "package.json")).resolve("@stripe/ui-extension-sdk/package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  return Number.parseInt(version, 10) < 9 ? "esbuild 0.14, es2015" : "esbuild, es2020";
}

/** The modules that the sandbox's `require` provides. The script must contain every other module. */
export const PROVIDED = ["react", "react/jsx-runtime", "@remote-ui/react"] as const;

interface AppManifest {
  ui_extension: { views: { viewport: string; component: string }[] };
}

/**
 * Bundles the extension in `folder`, which contains a stripe-app.json and the views that it names in src/views/. An `entryPoint`, a path in
 * the folder, takes the place of the generated entry.
 */
export async function bundleExtension({
  folder,
  entryPoint,
  bundler,
  minify,
}: {
  folder: string;
  entryPoint?: string;
  bundler: Bundler;
  minify: boolean;
}): Promise<{ code: string; version: string }> {
  const old = bundler === "esbuild 0.14, es2015";
  const { build, version } = old ? (esbuildStripe as unknown as typeof esbuild) : esbuild;
  const { outputFiles, warnings } = await build({
    ...(entryPoint
      ? { entryPoints: [join(folder, entryPoint)] }
      : { stdin: { contents: generatedEntry(folder), resolveDir: folder, sourcefile: "manifest.js" } }),
    absWorkingDir: folder,
    bundle: true,
    write: false,
    minify,
    format: "iife",
    globalName: "__StripeExtExports",
    platform: "browser",
    target: old ? "es2015" : "es2020",
    jsx: "automatic",
    external: [...PROVIDED],
    loader: { ".svg": "dataurl" },
    banner: { js: `"use strict";` },
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(`${bundler} warns:\n${warnings.map(({ text }) => text).join("\n")}`);
  return { code: outputFiles[0]!.text, version };
}

/** Returns the entry that the command line writes to .build/manifest.js. Here it is kept in memory, as a file in the app's folder. */
function generatedEntry(folder: string) {
  const manifest: AppManifest = JSON.parse(readFileSync(join(folder, "stripe-app.json"), "utf8"));
  const views = [...new Set(manifest.ui_extension.views.map(({ component }) => component))];
  return [
    ...views.map((view) => `import ${view} from "./src/views/${view}";`),
    `export * from "@stripe/ui-extension-sdk/version";`,
    `export const BUILD_TIME = ${JSON.stringify(new Date().toISOString())};`,
    `export { ${views.join(", ")} };`,
    `export default ${JSON.stringify(manifest, null, 2)};`,
  ].join("\n");
}
