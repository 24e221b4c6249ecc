// Bundles an extension as Stripe's command line does: a generated entry, no configuration, and one classic script that takes React from the
// sandbox.

import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import * as esbuild from "esbuild";
import * as esbuildStripe from "esbuild-stripe";
import { errorText, installedPackage, warningText } from "./bundle-errors";
import { imageNotices, IMAGES } from "./images";
import { findManifest, readManifest, type AppManifest } from "./manifest";
import { isBuiltinError, nodeBuiltins, packagesOfNode } from "./node-builtins";

/** The two bundlers that Stripe's command lines in use contain. */
export const BUNDLERS = ["esbuild 0.14, es2015", "esbuild, es2020"] as const;
export type Bundler = (typeof BUNDLERS)[number];
const [OLD, CURRENT] = BUNDLERS;

/** The modules that the sandbox's `require` provides. The script must contain every other module. */
export const PROVIDED = ["react", "react/jsx-runtime", "@remote-ui/react"] as const;

const SDK = "@stripe/ui-extension-sdk";

export interface BundleOptions {
  /** The app's folder. */
  readonly folder: string;
  /** The app's manifest. Read from the folder by default. */
  readonly manifest?: AppManifest | undefined;
  /** A path in the folder. It takes the place of the generated entry. */
  readonly entryPoint?: string;
  /** The SDK that is installed in the folder decides by default. */
  readonly bundler?: Bundler | undefined;
  readonly minify: boolean;
}

/** A bundled extension. */
export interface Bundle {
  readonly code: string;
  /** The version of esbuild. */
  readonly version: string;
  /** Differences from Stripe's command line and warnings of esbuild, each in a sentence. */
  readonly notices: readonly string[];
  /** The absolute paths of the files in it. */
  readonly inputs: readonly string[];
}

/**
 * Bundles the extension in a folder, which contains a manifest and the views that it names in src/views/.
 *
 * @throws Error that names the file, and the field where it is the manifest's
 */
export async function bundleExtension({ folder, entryPoint, bundler, minify, ...options }: BundleOptions): Promise<Bundle> {
  const manifest = options.manifest ?? readManifest(findManifest(folder));
  const source = sourceFolder(folder);
  if (entryPoint === undefined) checkViews(manifest, source);
  const entry = entryPoint === undefined ? { contents: generatedEntry(manifest, source) } : { file: join(source, entryPoint) };
  const chosen = bundler ?? bundlerOf(source, manifest);
  const first = await attempt({ source, entry, minify, bundler: chosen });
  if (!("errors" in first)) return first;
  // The older bundler does not lower all syntax to ES2015, and does not know that of later years.
  const second = chosen === OLD ? await attempt({ source, entry, minify, bundler: chosen, instead: true }) : first;
  if ("errors" in second) throw new Error(errorText(second.errors, source));
  const [cause] = first.errors;
  const notice = `${first.version} cannot bundle ${cause?.location?.file ?? "the app"} for ES2015, so esbuild ${second.version} has bundled the app.`;
  return { ...second, notices: [`esbuild ${notice}`, ...second.notices] };
}

/** Returns the folder that contains src/views/ and the package: the app's own, or its `ui`. */
export function sourceFolder(folder: string): string {
  const candidates = [join(folder, "ui"), folder];
  return candidates.find((one) => existsSync(join(one, "src/views"))) ?? folder;
}

interface Attempt {
  readonly source: string;
  readonly entry: { readonly contents: string } | { readonly file: string };
  readonly minify: boolean;
  readonly bundler: Bundler;
  /** Bundles by the current esbuild for the older one's target. */
  readonly instead?: boolean;
}

interface Failed {
  readonly errors: readonly esbuild.Message[];
  readonly version: string;
}

async function attempt({ source, entry, minify, bundler, instead = false }: Attempt): Promise<Bundle | Failed> {
  const old = bundler === OLD;
  const { build, version } = old && !instead ? (esbuildStripe as unknown as typeof esbuild) : esbuild;
  const notices: string[] = [];
  const run = (plugins: esbuild.Plugin[]) =>
    build({
      ...("file" in entry
        ? { entryPoints: [entry.file] }
        : { stdin: { contents: entry.contents, resolveDir: source, sourcefile: "manifest.js" } }),
      absWorkingDir: source,
      bundle: true,
      write: false,
      metafile: true,
      minify,
      format: "iife",
      globalName: "__StripeExtExports",
      platform: "browser",
      target: old ? "es2015" : "es2020",
      jsx: "automatic",
      external: [...PROVIDED],
      loader: Object.fromEntries(IMAGES.map((ending) => [ending, "dataurl"])),
      banner: { js: `"use strict";` },
      logLevel: "silent",
      logLimit: 0,
      plugins,
    });
  try {
    const { outputFiles, metafile, warnings } = await run([]).catch((error: unknown) => {
      const errors = errorsOf(error);
      const packages = packagesOfNode(errors);
      if (packages.length === 0) throw error;
      const given = new Set<string>();
      return run([nodeBuiltins(source, packages, (name) => given.add(name))]).finally(() => notices.push(builtinNotice(packages, given)));
    });
    return {
      code: outputFiles[0]!.text,
      version,
      notices: [...notices, ...warnings.filter((warning) => !isBuiltinError(warning)).map(warningText), ...imageNotices(metafile)],
      inputs: Object.keys(metafile.inputs)
        .filter((path) => path !== "manifest.js" && !path.includes(":"))
        .map((path) => resolve(source, path)),
    };
  } catch (error) {
    return { errors: errorsOf(error), version };
  }
}

/** Returns the errors of a build that failed. @throws what has nothing to do with the sources */
function errorsOf(error: unknown): readonly esbuild.Message[] {
  const { errors } = error as Partial<esbuild.BuildFailure>;
  if (errors === undefined) throw error;
  return errors;
}

function builtinNotice(packages: readonly string[], given: ReadonlySet<string>): string {
  const names = packages.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/$/.exec(path)?.[1] ?? []);
  const importers = [
    ...(packages.includes("") ? ["The app imports"] : []),
    ...(names.length === 0
      ? []
      : [`The package${names.length === 1 ? "" : "s"} ${names.join(" and ")} import${names.length === 1 ? "s" : ""}`]),
  ];
  return `${importers.join(" and ")} Node's ${[...given].sort().join(", ")}. An extension runs without Node, so they are empty.`;
}

/** Returns the bundler for the SDK that is installed in an app's folder. Version 9 came with the newer bundler. */
function bundlerOf(folder: string, { views }: AppManifest): Bundler {
  const file = installedPackage(SDK, folder);
  if (file === undefined) {
    if (views.length === 0) return CURRENT;
    throw new Error(`${folder} has no ${SDK} installed. Run your package manager's install in it.`);
  }
  const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
  return Number.parseInt(version, 10) < 9 ? OLD : CURRENT;
}

/** The endings of a view's file, in the order of esbuild's search. */
const ENDINGS = [".tsx", ".ts", ".jsx", ".js", "/index.tsx", "/index.ts", "/index.jsx", "/index.js"];

/** @throws Error for a component without a file */
function checkViews({ file, views }: AppManifest, source: string): void {
  const index = views.findIndex(({ component }) => !ENDINGS.some((ending) => existsSync(join(source, "src/views", component + ending))));
  if (index === -1) return;
  const name = `${join(source, "src/views", views[index]!.component)}.tsx`;
  throw new Error(`${basename(file)}: ui_extension.views[${index}].component is "${views[index]!.component}", but there is no ${name}.`);
}

/** Returns the entry that the command line writes to .build/manifest.js. Here it is kept in memory, as a file in the app's folder. */
function generatedEntry({ views, content }: AppManifest, source: string) {
  const components = [...new Set(views.map(({ component }) => component))];
  const sdk = installedPackage(SDK, source);
  return [
    ...components.map((component, index) => `import view${index} from "./src/views/${component}";`),
    ...(sdk !== undefined && existsSync(join(dirname(sdk), "version.js")) ? [`export * from "${SDK}/version";`] : []),
    `export const BUILD_TIME = ${JSON.stringify(new Date().toISOString())};`,
    `export { ${components.map((component, index) => `view${index} as ${component}`).join(", ")} };`,
    `export default ${JSON.stringify(content, null, 2)};`,
  ].join("\n");
}
