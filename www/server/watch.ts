// Watches the sources of an extension. It watches no node_modules, which a package manager removes and writes again by the thousand.

import { statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { watch as watchPaths } from "chokidar";

/** The time that a change waits for the next one, in milliseconds. Editors write a file in several steps. */
const DEBOUNCE = 100;

/** The interval between two looks at paths that may be missing, in milliseconds. */
const POLL = 500;

/** The files that npm, pnpm and yarn write at the end of an installation, relative to the app's folder. */
const INSTALLED = [
  "node_modules/.package-lock.json",
  "node_modules/.modules.yaml",
  "node_modules/.yarn-integrity",
  "node_modules/.yarn-state.yml",
];

/** Calls `changed` after each change of a file, until the returned function is called. The file may vanish and return. */
export function watchFile(path: string, changed: () => void): () => void {
  const { notice, stop } = debounced(changed);
  const watcher = watchPaths(dirname(path), { depth: 0, ignoreInitial: true });
  watcher.on("all", (_event, file) => {
    if (basename(file) === basename(path)) notice();
  });
  watcher.on("error", () => {});
  return () => {
    stop();
    void watcher.close();
  };
}

export interface FolderWatcher {
  /** Watches further files, which may be outside of the folder. Those in node_modules are left out. */
  add(files: readonly string[]): void;
  close(): void;
}

/**
 * Calls `changed` after each change of an app's sources: the files of its folder, everything in src/, the files that were added, and an
 * installation of its packages. The folder may vanish and return.
 *
 * @param sources returns the folder that contains src/
 */
export function watchFolder(folder: string, sources: () => string, changed: () => void): FolderWatcher {
  const { notice, stop } = debounced(changed);
  const added = new Set<string>();
  /** True after the folder was removed. It may be back, and the same, before the poll looks. */
  let isGone = false;
  let watcher = start();

  function start() {
    const roots = [folder, sources(), join(sources(), "src")];
    const started = watchPaths([...new Set([...roots, ...added])], { ignored: (path) => isIgnored(path, roots), ignoreInitial: true });
    // A folder that is removed while it is read ends in an error. The poll below finds it again.
    started.on("all", notice).on("error", () => {});
    started.on("unlinkDir", (path) => {
      if (path === folder) isGone = true;
    });
    return started;
  }

  /** Returns whether a path is neither an added file nor a source: installed or hidden, or a folder next to src/. */
  function isIgnored(path: string, roots: readonly string[]): boolean {
    if (roots.includes(path) || added.has(path)) return false;
    const parts = relative(folder, path).split(sep);
    if (parts.includes("node_modules") || (parts[0] !== ".." && parts.some((part) => part.startsWith(".")))) return true;
    return roots.slice(0, 2).includes(dirname(path)) && isFolder(path);
  }

  function poll() {
    const now = identityOf(folder);
    if (now !== identity || (isGone && now !== undefined)) {
      identity = now;
      isGone = false;
      void watcher.close();
      watcher = start();
      notice();
    }
    const installedNow = installations();
    if (installedNow === installed) return;
    installed = installedNow;
    notice();
  }

  /** Returns the state of the package managers' files. */
  function installations(): string {
    const folders = [...new Set([folder, sources()])];
    return folders.flatMap((one) => INSTALLED.map((name) => identityOf(join(one, name)) ?? "")).join();
  }

  let identity = identityOf(folder);
  let installed = installations();
  const polling = setInterval(poll, POLL).unref();

  return {
    add(files) {
      const fresh = files.filter((file) => !added.has(file) && !file.split(sep).includes("node_modules"));
      for (const file of fresh) added.add(file);
      watcher.add(fresh);
    },
    close() {
      stop();
      clearInterval(polling);
      void watcher.close();
    },
  };
}

function debounced(act: () => void): { notice: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    notice() {
      clearTimeout(timer);
      timer = setTimeout(act, DEBOUNCE);
    },
    stop: () => clearTimeout(timer),
  };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Returns what tells a path from what was there before. A file system may give the number of a removed folder to the next. */
function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.birthtimeMs} ${stats.isFile() ? stats.mtimeMs : ""}`;
}
