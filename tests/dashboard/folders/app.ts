// Writes apps of the tests' own to folders of their own.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export const SDK_8 = join(root, "node_modules/ui-extension-sdk-8");
export const SDK_9 = join(root, "node_modules/@stripe/ui-extension-sdk");

/** Returns the source of a view that shows a text. */
export const view = (text: string, imports = ""): string => `
  import { Box } from "@stripe/ui-extension-sdk/ui";
  ${imports}
  const View = () => <Box>${text}</Box>;
  export default View;
`;

/** A manifest with one view, App. */
export const MANIFEST = {
  id: "com.example.folder",
  version: "1.0.0",
  name: "Folder",
  icon: "",
  permissions: [{ permission: "secret_write", purpose: "It keeps tokens." }],
  ui_extension: { views: [{ viewport: "stripe.dashboard.drawer.default", component: "App" }] },
};

interface AppOptions {
  /** The folder's name. */
  readonly name?: string;
  /** Where the package is, relative to the folder. */
  readonly package?: string;
  /** The folder of the SDK that is installed, or `null` for none. */
  readonly sdk?: string | null;
}

/** Writes an app's files, by their paths, and installs the SDK. Objects are written as JSON. Returns the folder. */
export function writeApp(files: Readonly<Record<string, string | object>>, options: AppOptions = {}): string {
  const { name = "app", package: source = ".", sdk = SDK_9 } = options;
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "stripe-secret-store-folder-")));
  made.push(parent);
  const folder = join(parent, name);
  mkdirSync(folder);
  writeFiles(folder, files);
  if (sdk !== null) link(sdk, join(folder, source, "node_modules/@stripe/ui-extension-sdk"));
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

export function link(to: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(to, path);
}

/** Runs a bundle as a classic script. Returns what it exports, and its global object. */
export function runBundle(code: string): { exports: Record<string, unknown>; globals: Record<string, unknown> } {
  const provided = () => new Proxy({}, { get: (_, key) => (key === "__esModule" ? false : () => ({})) });
  const globals = { require: provided, console };
  return { exports: runInNewContext(`${code}; __StripeExtExports`, globals), globals };
}
