// What is measured runs as an extension does: one classic script, bundled and minified as Stripe's command line does it.

/** Bundles into a script that leaves its exports in `__StripeExtExports`: what esbuild gives for a file. */
export async function classicScript(options, esbuild = "esbuild") {
  // Not earlier: on a fresh machine the build is what installs it.
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
