// The scripts of the host page and of the frame. In the frame React and @remote-ui/react are those that the extension SDK depends on, as in
// Stripe's sandbox; the page has the project's own.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build as esbuild, type BuildOptions } from "esbuild";

export interface Built {
  readonly js: string;
  readonly css: string;
}

/** Bundles what the page and the frame run. `folder` is that of this file. */
export async function buildHost(folder: string): Promise<{ page: Built; frame: Built }> {
  const own = createRequire(join(folder, "build.ts"));
  const sdk = createRequire(own.resolve("@stripe/ui-extension-sdk/package.json"));
  const remoteUi = { "@remote-ui/react": dirname(sdk.resolve("@remote-ui/react")) };
  const react = (from: NodeJS.Require) => ({ react: dirname(from.resolve("react/package.json")) });
  const [page, frame] = await Promise.all([
    bundle([join(folder, "page/main.tsx"), join(folder, "page/style/host.css")], { ...remoteUi, ...react(own) }, "production"),
    // For development: it warns of what an extension does wrong.
    bundle([join(folder, "frame/frame.ts")], { ...remoteUi, ...react(sdk) }, "development"),
  ]);
  return { page, frame };
}

async function bundle(entryPoints: string[], alias: Record<string, string>, mode: "production" | "development"): Promise<Built> {
  const options = {
    entryPoints,
    outdir: "out",
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    alias,
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    logLevel: "silent",
  } satisfies BuildOptions;
  const { outputFiles } = await esbuild(options);
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? "";
  return { js: text(".js"), css: text(".css") };
}
