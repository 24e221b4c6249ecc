// Reads and watches the server's extension: an app's folder, or a script that Stripe's command line has built from one.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { ServedScript } from "./config";
import { findManifest, readManifest } from "./manifest";
import { bundleExtension, sourceFolder, type Bundler } from "./stripe-bundle";
import { watchFolder, watchFile } from "./watch";

/** Options of {@link extensionSource}. */
export interface ExtensionOptions {
  /** The path of the app's folder or of its script. */
  readonly path: string;
  /** The path of the manifest. Found in the folder by default, and a script has its own. */
  readonly manifest?: string | undefined;
  /** The bundler for a folder. The app's SDK decides by default. */
  readonly bundler?: Bundler | undefined;
  /** Called with the bundler's warnings, or with the reason why there is no script, where they have changed. */
  readonly report?: ((text: string) => void) | undefined;
}

export interface ExtensionSource {
  /** Reads the extension as it is now. Never rejects. */
  read(): Promise<ServedScript>;
  /** Calls `changed` after each change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** Returns the source for a path. It stays the same when the path vanishes and returns. */
export function extensionSource(options: ExtensionOptions): ExtensionSource {
  const { path } = options;
  return existsSync(path) && !statSync(path).isDirectory() ? scriptSource(options) : folderSource(options);
}

function scriptSource({ path, manifest: chosen }: ExtensionOptions): ExtensionSource {
  const name = basename(path);
  return {
    async read() {
      try {
        const manifest = chosen === undefined ? undefined : readManifest(chosen).content;
        return { name, code: readFileSync(path, "utf8"), notices: [], manifest };
      } catch (error) {
        return { name, failure: `It could not be read: ${(error as Error).message}` };
      }
    },
    watch(changed) {
      const stops = [path, ...(chosen === undefined ? [] : [chosen])].map((file) => watchFile(file, changed));
      return () => stops.forEach((stop) => stop());
    },
  };
}

function folderSource({ path, manifest: chosen, bundler, report = () => {} }: ExtensionOptions): ExtensionSource {
  const name = basename(path);
  let reported = "";
  function tell(text: string) {
    if (text !== reported && text !== "") report(text);
    reported = text;
  }
  let watched: readonly string[] = [];
  let note = () => {};
  return {
    async read() {
      try {
        if (!existsSync(path)) throw new Error(`there is no ${path}.`);
        const manifest = readManifest(findManifest(path, chosen));
        watched = manifest.files;
        const { code, notices, inputs } = await bundleExtension({ folder: path, manifest, bundler, minify: true });
        watched = [...manifest.files, ...inputs];
        tell(notices.join("\n"));
        return { name, code, notices };
      } catch (error) {
        const failure = `It could not be bundled: ${(error as Error).message}`;
        tell(`${name}: ${failure}`);
        return { name, failure };
      } finally {
        note();
      }
    },
    watch(changed) {
      const watcher = watchFolder(path, () => sourceFolder(path), changed);
      note = () => watcher.add(watched);
      note();
      return () => {
        note = () => {};
        watcher.close();
      };
    },
  };
}
