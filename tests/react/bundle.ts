// Bundles a page's script with one version of React and the packed package.

import { build, type Plugin } from "esbuild";
import { join } from "node:path";
import { here } from "../package/support/paths";

/** The versions of React by their names in node_modules. `react` is the newest. */
export const REACTS = { 17: "-17", 18: "-18", 19: "" };
export type ReactVersion = keyof typeof REACTS;

/** React's development build warns, and makes StrictMode strict. It also records its output for the browser's tools. */
export async function bundle(
  version: ReactVersion,
  page: "main" | "retention-main" | "examples",
  mode: "development" | "production",
  plugins: Plugin[] = [],
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, `page/${page}.ts`)],
    bundle: true,
    write: false,
    format: "iife",
    // Each scenario reads it again.
    minify: true,
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    jsx: "automatic",
    plugins: [...plugins, react(version), packed],
  });
  return outputFiles[0]!.text;
}

const react = (version: ReactVersion): Plugin => ({
  name: "react",
  setup({ onResolve, resolve }) {
    const suffix = REACTS[version];
    onResolve({ filter: /^react-root$/ }, ({ resolveDir, kind }) =>
      version === 17
        ? { path: join(import.meta.dirname, "page/root-17.ts") }
        : resolve(`react-dom${suffix}/client`, { resolveDir, kind, pluginData: "named" }),
    );
    onResolve({ filter: /^react(-dom)?(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === "named"
        ? undefined
        : resolve(path.replace(/^react(-dom)?/, `$&${suffix}`), { resolveDir: import.meta.dirname, kind, pluginData: "named" }),
    );
  },
});

const packed: Plugin = {
  name: "packed",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^stripe-secret-store(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === "packed" ? undefined : resolve(path, { resolveDir: here, kind, pluginData: "packed" }),
    );
  },
};
