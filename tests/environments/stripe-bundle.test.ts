// Runs the bundle of Stripe's command line in a sandbox like the Dashboard's: it has only React's modules, and a host behind an endpoint. Here the
// sandbox is a realm of Node.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { beforeAll, expect } from "vitest";
import { browserGlobals } from "./browser-globals";
import { backendOf, cell, clientEntries, expected, REFUSES } from "./cell";
import { hostOver } from "./projects/stripe-tools-extension/src/host";
import { bundleExtension, BUNDLERS, PROVIDED } from "../../www/server/stripe-bundle";
import { extensionProject, type ExtensionProject } from "./stripe-extension";

const group = "Stripe's sandbox";

for (const [tools, name] of [
  ["0.0.1", "SDK 8, React 17"],
  ["0.1.0", "SDK 9, React 18"],
] as const) {
  let project: ExtensionProject;
  beforeAll(async () => {
    project = await extensionProject(tools);
  }, 600_000);

  for (const bundler of BUNDLERS) {
    for (const webAssembly of [true, false]) {
      for (const entry of clientEntries) {
        const environment = `${name}, ${bundler}${webAssembly ? "" : ", no WebAssembly"}`;
        cell(
          { group, environment, entry },
          async (versions) => {
            for (const each of ["@stripe/ui-extension-sdk", "react"]) versions[each] = project.version(each);
            const refuses = !webAssembly && entry.endsWith("/wasm");
            for (const minify of [false, true]) {
              const { code, version, notices } = await bundleExtension({
                folder: join(project.folder, project.appOf(entry)),
                bundler,
                minify,
              });
              expect(notices).toEqual([]);
              versions.esbuild = version;
              const { words, asked, exports } = await run(project, code, webAssembly);
              if (refuses) {
                expect(words).toMatch(/^webassembly_unavailable: /);
                expect(words).toContain("'wasm-unsafe-eval'");
                expect(words).toContain("stripe-secret-store/js");
              } else expect(words).toBe(expected(webAssembly ? backendOf(entry) : "js"));
              expect(new Set(asked)).toEqual(new Set(PROVIDED));
              expect(Object.keys(exports).sort()).toEqual(["App", "BUILD_TIME", "SDK_VERSION", "default", "endpoint"]);
              expect(exports.SDK_VERSION).toBe(project.version("@stripe/ui-extension-sdk"));
            }
            if (refuses) return REFUSES;
          },
          30_000,
        );
      }
    }
  }
}

interface Text {
  text?: string;
  children?: Text[];
}

/** Runs the script as a page does, renders its view, and waits for its text. */
async function run(project: ExtensionProject, code: string, webAssembly: boolean) {
  const require = createRequire(join(project.folder, "package.json"));
  const asked: string[] = [];
  const context = createContext({
    ...browserGlobals(),
    require(name: string) {
      asked.push(name);
      if (!(PROVIDED as readonly string[]).includes(name)) throw new Error(`Cannot find module '${name}'`);
      return require(name);
    },
  });
  if (!webAssembly) runInContext("delete globalThis.WebAssembly", context);
  runInContext(code, context);
  const exports = context.__StripeExtExports;
  // The host does this after the script has run. A MessagePort clones the values.
  const host = hostOver(require("stripe-secret-store/testing").createEmulator().httpClient({ user: "usr_1" }));
  exports.endpoint = {
    call: {
      supportsFetchAppEmbeddedKey: async () => false,
      stripeApiFetch: async (...request: Parameters<typeof host.call.stripeApiFetch>) =>
        structuredClone(await host.call.stripeApiFetch(...structuredClone(request))),
    },
  };

  const props = { userContext: { id: "usr_1" } };
  const words = await new Promise<string>((shown) => {
    // The renderer reports each change just before it makes it.
    const root = require("@remote-ui/core").createRemoteRoot(() =>
      queueMicrotask(() => {
        const text = textOf(root);
        if (text) shown(text);
      }),
    );
    require("@remote-ui/react").render(require("react").createElement(exports.App, props), root);
    root.mount();
  });
  return { words, asked, exports };
}

const textOf = ({ text = "", children = [] }: Text): string => text + children.map(textOf).join("");
