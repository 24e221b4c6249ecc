// The extension that the server was started with: the folder of an app, or a script that Stripe's command line has made of one.

import { existsSync, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import type { Served } from "./config";
import { bundleExtension, bundlerOf, type Bundler } from "./stripe-bundle";

export interface ServedExtension {
  /** It, as it is now. */
  read(): Promise<Served>;
  /** Calls this after each change, until that is ended. */
  watch(changed: () => void): () => void;
}

/** How long a change waits for the next one, in milliseconds: a program that writes a file does so in several steps. */
const SETTLED = 100;

export function servedExtension(path: string, bundler: Bundler | undefined): ServedExtension {
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
      let settling: NodeJS.Timeout | undefined;
      const noticed = (_event: string, file: string | null) => {
        if (file !== null && (isFolder ? isBesides(file) : file !== name)) return;
        clearTimeout(settling);
        settling = setTimeout(changed, SETTLED);
      };
      // A file's folder, since a file is often replaced by another of its name.
      const watcher = isFolder ? watch(path, { recursive: true }, noticed) : watch(dirname(path), noticed);
      return () => {
        clearTimeout(settling);
        watcher.close();
      };
    },
  };
}

/** Whether a path in the app's folder is nothing that a bundle is made of: what is installed, and what begins with a dot. */
const isBesides = (file: string): boolean =>
  relative(".", file)
    .split(sep)
    .some((part) => part === "node_modules" || part.startsWith("."));
