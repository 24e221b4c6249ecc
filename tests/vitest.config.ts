import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The entry of the package that the tests of tests/package are to be about, where they import `stripe-secret-store`.
const entry = process.env.ENTRY ?? "stripe-secret-store";

export default defineConfig({
  resolve: { alias: [{ find: /^stripe-secret-store$/, replacement: entry }] },
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["**/*.test.ts"],
    // The SDK's modules leave the extension out of their imports, which bundlers take and Node does not.
    server: { deps: { inline: [/@stripe\/ui-extension-sdk/] } },
    // Bundlers and compilers are run for real, on machines of any speed: what hangs has to be told from what is slow.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
