// Says in whole sentences why an extension could not be bundled, and what its bundler warns of.

import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Message } from "esbuild";
import { IMAGES } from "./images";

/** As many as a reader takes in at once. */
const SHOWN = 5;

/** Returns the errors of a build as sentences, each with its file. */
export function errorText(errors: readonly Message[], folder: string): string {
  // A package that is missing is named once, however many files import it.
  const once = new Map(errors.map((error) => [missingPackage(error) ?? errorSentence(error, folder), error] as const).reverse());
  const sentences = [...once.values()].reverse().map((error) => errorSentence(error, folder));
  const more = sentences.length - SHOWN;
  return [...sentences.slice(0, SHOWN), ...(more > 0 ? [`There ${more === 1 ? "is 1 more error" : `are ${more} more errors`}.`] : [])].join(
    "\n",
  );
}

/** Returns a warning of a build as a sentence. */
export const warningText = (warning: Message): string => `${placeOf(warning)}${sentence(warning.text)}`;

const UNRESOLVED = /^Could not resolve "([^"]+)"/;

/** Returns the name of the package that an error does not find. */
function missingPackage({ text }: Message): string | undefined {
  const [, path] = UNRESOLVED.exec(text) ?? [];
  if (path === undefined || /^[./]/.test(path)) return undefined;
  return path.split("/", path.startsWith("@") ? 2 : 1).join("/");
}

function errorSentence(error: Message, folder: string): string {
  const { text, location } = error;
  const file = location?.file ?? "The app";
  const [, missing] = UNRESOLVED.exec(text) ?? [];
  const name = missingPackage(error);
  if (missing !== undefined) {
    if (name === undefined) return `${file} imports "${missing}", but there is no such file.`;
    return isInstalled(name, folder)
      ? `${file} imports "${missing}", which the installed package ${name} does not have.`
      : `${file} imports "${missing}", which is not installed. Run your package manager's install in ${folder}.`;
  }
  const asset = /^No loader is configured for "([^"]+)" files: (.+)$/.exec(text) ?? /^Cannot import "[^"]*(\.css)" into/.exec(text);
  if (asset !== null) {
    const [, ending, path = "a style sheet"] = asset;
    return `${file} imports ${path}, but Stripe's command line bundles no ${ending} files.${renaming(path)}`;
  }
  const [, exporter] = /^No matching export in "([^"]+)" for import "default"/.exec(text) ?? [];
  if (exporter !== undefined) return `${exporter} has no default export, so it cannot be a view or be imported as one.`;
  return `${placeOf(error)}${sentence(text)}`;
}

/** Returns the advice for an image whose ending is in capital letters, which esbuild does not know. */
function renaming(path: string): string {
  const ending = extname(path);
  if (!IMAGES.includes(ending.toLowerCase())) return "";
  return ` Rename it to ${basename(path, ending)}${ending.toLowerCase()}.`;
}

const placeOf = ({ location }: Message): string => (location === null ? "" : `${location.file}, line ${location.line}: `);

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Returns whether a package is in a node_modules of the folder or of one above it. */
function isInstalled(name: string, folder: string): boolean {
  return installedPackage(name, folder) !== undefined;
}

/** Returns the path of an installed package's package.json, as Node would find it. */
export function installedPackage(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "node_modules", name, "package.json");
    if (existsSync(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}
