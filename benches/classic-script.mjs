// Bundles the measured code as Stripe's command line bundles an extension: one classic script, minified.

/** Bundles a script that leaves its exports in `__StripeExtExports`, and returns esbuild's file. */
export async function classicScript(options, esbuild = "esbuild") {
  // Imported late, because on a fresh machine the build installs it.
  const { build } = await import(esbuild);
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "__StripeExtExports",
    platform: "browser",
    logLevel: "silent",
  });
  return outputFiles[0];
}
