// Installs the packed package into small real projects, as its users do.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const hash = (text: string | Buffer) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The tarball of this run's `npm pack`, and its files. scripts/test.mjs writes both. */
export const tarball = join(
  root,
  "target/packed",
  readdirSync(join(root, "target/packed")).find((name) => name.endsWith(".tgz")) ?? "none",
);
export const tarballFolder = join(root, "tests/package/node_modules/stripe-secret-store");

// The projects are outside of this repository. Inside, they would find its node_modules, and a missing package would go unnoticed (TypeScript even reads
// the @types of every folder above). They are kept between runs.
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "stripe-secret-store", hash(root));

export interface Project {
  /** The project's folder. */
  folder: string;
  /** Returns the installed version of one of its packages. */
  version(name: string): string;
  /**
   * Copies its sources and projects/four-operations.mjs again, with the package's name replaced by the tested entry. If several entries need copies
   * at the same time, each has its own folder `under` the project's.
   */
  use(entry: string, under?: string): void;
  /** Runs a program in it, from its node_modules/.bin if it is there. Fails with the program's output. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<string>;
}

/**
 * Installs the project of a folder in projects/: its package-lock.json, then the tarball. It is quick if nothing has changed.
 *
 * Sources call the package `"stripe-secret-store"` and its emulator `"stripe-secret-store/testing"`; `use` changes the first.
 */
export async function project(name: string): Promise<Project> {
  const fixture = join(import.meta.dirname, "projects", name);
  const folder = join(cache, name);
  const lock = readFileSync(join(fixture, "package-lock.json"));
  const run: Project["run"] = (program, args, env = {}) =>
    new Promise((resolve, reject) => {
      const own = join(folder, "node_modules/.bin", program);
      execFile(
        existsSync(own) ? own : program,
        args,
        { cwd: folder, env: { ...cleanEnvironment(), ...env }, maxBuffer: 1 << 28, timeout: 280_000 },
        (error, stdout, stderr) => (error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout)),
      );
    });

  await once(`${name}, its packages`, join(folder, ".packages"), hash(lock), async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) cpSync(join(fixture, file), join(folder, file));
    await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
  // The package has no dependencies and no installation scripts, so npm would do the same. commands.test.ts installs it by npm.
  await once(`${name}, the tarball`, join(folder, ".tarball"), hash(readFileSync(tarball)), async () => {
    const installed = join(folder, "node_modules/stripe-secret-store");
    rmSync(installed, { recursive: true, force: true });
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  });

  const copy = (from: string, to: string, entry: string) => {
    for (const file of readdirSync(from)) {
      if (/^(node_modules|package(-lock)?\.json)$/.test(file)) continue;
      if (statSync(join(from, file)).isDirectory()) {
        mkdirSync(join(to, file), { recursive: true });
        copy(join(from, file), join(to, file), entry);
      } else {
        const text = readFileSync(join(from, file), "utf8");
        writeFileSync(join(to, file), named(text, entry));
      }
    }
  };

  return {
    folder,
    run,
    use(entry, under = ".") {
      mkdirSync(join(folder, under), { recursive: true });
      copy(fixture, join(folder, under), entry);
      const text = readFileSync(join(import.meta.dirname, "projects/four-operations.mjs"), "utf8");
      writeFileSync(join(folder, under, "four-operations.mjs"), named(text, entry));
    },
    version: (name) => JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version,
  };
}

/** Returns the folder of an entry, if each has its own: see `Project.use`. */
export const folderOf = (entry: string) => entry.replace("/", "-");

/** Returns a source with the package's name replaced by an entry's. */
const named = (source: string, entry: string) => source.replace(/(["'])stripe-secret-store\1/g, `$1${entry}$1`);

/** Calls `act` unless a stamp says that it was called before. */
async function once(what: string, stamp: string, state: string, act: () => Promise<unknown>) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  console.log(`Installing ${what}`);
  await act();
  writeFileSync(stamp, state);
}

/** Returns our environment without the variables of Vitest and npm. NODE_ENV=test, for example, changes React. */
export function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NODE_ENV|NODE_OPTIONS|FORCE_COLOR|VITEST.*|TEST|DEV|PROD|MODE|SSR|BASE_URL|npm_(?!config_).*)$/.test(name),
    ),
  );
}
