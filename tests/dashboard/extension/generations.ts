// Extensions as Stripe's command line has made them, by both generations of what is in use: each with its bundler, its SDK and so its React.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";
import { bundleExtension, type Bundler } from "../../../www/server/stripe-bundle";

export interface Generation {
  readonly name: string;
  readonly bundler: Bundler;
  /** Maps an app's packages to folders in this project's node_modules. */
  readonly installed: Readonly<Record<string, string>>;
  /** Matches the React version that the pane shows. */
  readonly react: RegExp;
}

export const GENERATIONS: readonly Generation[] = [
  {
    name: "esbuild 0.14 to ES2015, SDK 8, React 17",
    bundler: "esbuild 0.14, es2015",
    // stripe-node's later versions cannot be made ES2015 of.
    installed: { "@stripe/ui-extension-sdk": "ui-extension-sdk-8", stripe: "stripe-15" },
    react: /^17 \(SDK 8\./,
  },
  {
    name: "current esbuild, SDK 9, React 18",
    bundler: "esbuild, es2020",
    installed: { "@stripe/ui-extension-sdk": "@stripe/ui-extension-sdk", stripe: "stripe" },
    react: /^18 \(SDK 9\./,
  },
];

/** Some published apps still have this SDK. */
export const OLDEST: Generation = {
  name: "esbuild 0.14 to ES2015, SDK 7, React 17",
  bundler: "esbuild 0.14, es2015",
  installed: { "@stripe/ui-extension-sdk": "ui-extension-sdk-7", stripe: "stripe-15" },
  react: /^17 \(SDK 7\./,
};

const root = fileURLToPath(new URL("../../..", import.meta.url));
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The folders of the extensions. */
export const EXAMPLE = (name: string) => join(root, "examples", name);
export const PROJECT = (name: string) => join(root, "tests/dashboard/projects", name);

interface ManifestViews {
  ui_extension: { views: { component: string }[] };
}

function keepViews(path: string, components: readonly string[]): void {
  const manifest = JSON.parse(readFileSync(path, "utf8")) as ManifestViews;
  manifest.ui_extension.views = manifest.ui_extension.views.filter(({ component }) => components.includes(component));
  writeFileSync(path, JSON.stringify(manifest));
}

/** Copies an app to a folder of its own, installs what is of that generation, and bundles it there: gives the path of the script. */
export async function build(
  app: string,
  { bundler, installed }: Generation,
  file: "ext.js" | "ext.min.js",
  /** The views' components. All of the manifest's unless given. */
  components?: readonly string[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "stripe-secret-store-extension-"));
  made.push(folder);
  for (const part of ["src", "stripe-app.json"]) cpSync(join(app, part), join(folder, part), { recursive: true });
  if (components !== undefined) keepViews(join(folder, "stripe-app.json"), components);
  const link = (name: string, to: string) => {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(to, join(folder, "node_modules", name));
  };
  for (const [name, from] of Object.entries(installed)) link(name, join(root, "node_modules", from));
  link("stripe-secret-store", root);
  const { code, notices } = await bundleExtension({ folder, bundler, minify: file === "ext.min.js" });
  expect(notices).toEqual([]);
  const path = join(folder, ".build", file);
  mkdirSync(dirname(path));
  writeFileSync(path, code);
  return path;
}
