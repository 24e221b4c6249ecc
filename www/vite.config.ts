import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  base: "./",
  resolve: {
    // The package as `npm run build` makes it, under the names by which an extension imports it.
    alias: [
      { find: /^stripe-secret-store$/, replacement: at("../dist/index.js") },
      { find: /^stripe-secret-store\/testing$/, replacement: at("../dist/testing.js") },
    ],
  },
  // The package and node_modules lie above the root, where Vite serves nothing unless told to.
  server: { fs: { allow: [at("..")] } },
  build: { outDir: at("../target/www"), emptyOutDir: true },
});
