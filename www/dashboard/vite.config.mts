import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  resolve: {
    alias: [
      // The page only connects to an emulator. The whole entry holds one, whose module would take `npm start` half a minute more to build.
      { find: /^stripe-secret-store\/testing$/, replacement: at("../../js/testing/connect.ts") },
      // The extension SDK keeps it in a folder of its own, beside its React; here it renders with the page's.
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
  // Whatever the process that builds it is for: a test runner's has its own.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  oxc: { jsx: { runtime: "automatic", development: false } },
  build: { modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
