import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  resolve: {
    alias: [
      // The page only connects to an emulator. The full entry includes an emulator, which takes half a minute to build.
      { find: /^stripe-secret-store\/testing$/, replacement: at("../../js/testing/connect.ts") },
      // The extension SDK installs its own copy next to its React. Here it renders with the page's React.
      {
        find: /^@remote-ui\/react$/,
        replacement: at("../../node_modules/@stripe/ui-extension-sdk/node_modules/@remote-ui/react/index.mjs"),
      },
      {
        find: /^@remote-ui\/react\/host$/,
        replacement: at("../../node_modules/@stripe/ui-extension-sdk/node_modules/@remote-ui/react/host.mjs"),
      },
    ],
    dedupe: ["react"],
  },
  // Always production, also in a test runner, which sets its own value.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  oxc: { jsx: { runtime: "automatic", development: false } },
  build: { modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
