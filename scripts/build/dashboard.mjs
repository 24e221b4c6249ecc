// Builds the page of the local Dashboard, and the scripts of the frame that runs an extension, into target/dashboard. The frame has the React and
// @remote-ui/react that the extension SDK depends on, as in Stripe's sandbox. The page has the project's own.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "../process.mjs";

const out = join(root, "target", "dashboard");
const www = join(root, "www");

/** The generation of the SDK that has this version of React, by that version. */
const SDKS = { 17: "ui-extension-sdk-8", 18: "@stripe/ui-extension-sdk" };

/** Writes target/dashboard: page/ with the page's files, and a script react-N.js for each frame. */
export async function dashboard() {
  // Imported late, because on a fresh machine the set-up installs them.
  const [{ build: vite }, { build: esbuild }] = await Promise.all([import("vite"), import("esbuild")]);
  rmSync(out, { recursive: true, force: true });
  const configFile = join(www, "dashboard", "vite.config.mts");
  const built = await vite({ configFile, logLevel: "warn", build: { write: false } });
  for (const file of built.output) {
    const path = join(out, "page", file.fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.type === "chunk" ? file.code : file.source);
  }
  for (const [react, sdk] of Object.entries(SDKS)) {
    const ofSdk = createRequire(createRequire(join(root, "package.json")).resolve(`${sdk}/package.json`));
    await esbuild({
      entryPoints: [join(www, "frame", "frame.ts")],
      outfile: join(out, `react-${react}.js`),
      bundle: true,
      format: "iife",
      alias: { "@remote-ui/react": dirname(ofSdk.resolve("@remote-ui/react")), react: dirname(ofSdk.resolve("react/package.json")) },
      minify: true,
      // Stripe's sandbox does the same.
      define: { "process.env.NODE_ENV": JSON.stringify("production") },
      logLevel: "silent",
    });
  }
}
