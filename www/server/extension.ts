// Reads and watches the server's extension: an app's folder, or a script that Stripe's command line has built from one.

import { existsSync, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import type { ServedScript } from "./config";
import { bundleExtension, bundlerOf, type Bundler } from "./stripe-bundle";

export interface ExtensionSource {
  /** Reads the extension as it is now. Never rejects. */
  read(): Promise<ServedScript>;
  /** Calls `changed` after each change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** How long a change waits for the next one, in milliseconds. Editors write a file in several steps. */
const DEBOUNCE = 100;

export function extensionSource(path: string, bundler: Bundler | undefined): ExtensionSource {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const name = basename(path);
  return {
    async read() {
      try {
        const code = isFolder
          ? (await bundleExtension({ folder: path, bundler: bundler ?? bundlerOf(path), minify: true })).code
          : readFileSync(path, "utf8");
        return { name, code };
      } catch (error) {
        const { message } = error as Error;
        return { name, failure: isFolder ? `It could not be bundled: ${message}` : `It could not be read: ${message}` };
      }
    },
    watch(changed) {
      let timer: NodeJS.Timeout | undefined;
      const onEvent = (_event: string, file: string | null) => {
        if (file !== null && (isFolder ? isIgnored(file) : file !== name)) return;
        clearTimeout(timer);
        timer = setTimeout(changed, DEBOUNCE);
      };
      // Watches a file's folder, because editors often replace a file by a new one with its name.
      const watcher = isFolder ? watch(path, { recursive: true }, onEvent) : watch(dirname(path), onEvent);
      return () => {
        clearTimeout(timer);
        watcher.close();
      };
    },
  };
}

/** Whether a path in the app's folder is no source of the bundle: installed packages and names that begin with a dot. */
const isIgnored = (file: string): boolean =>
  relative(".", file)
    .split(sep)
    .some((part) => part === "node_modules" || part.startsWith("."));
