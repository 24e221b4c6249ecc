// Says in whole sentences why an extension could not be bundled, and what its bundler warns of.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Message } from "esbuild";

/** As many as a reader takes in at once. */
const SHOWN = 5;

/** Returns the errors of a build as sentences, each with its file. */
export function errorText(errors: readonly Message[], folder: string): string {
  const sentences = [...new Set(errors.map((error) => errorSentence(error, folder)))];
  const more = sentences.length - SHOWN;
  return [...sentences.slice(0, SHOWN), ...(more > 0 ? [`There ${more === 1 ? "is 1 more error" : `are ${more} more errors`}.`] : [])].join(
    "\n",
  );
}

/** Returns a warning of a build as a sentence. */
export const warningText = (warning: Message): string => `${placeOf(warning)}${sentence(warning.text)}`;

function errorSentence(error: Message, folder: string): string {
  const { text, location } = error;
  const file = location?.file ?? "The app";
  const [, missing] = /^Could not resolve "([^"]+)"/.exec(text) ?? [];
  if (missing !== undefined) {
    if (/^[./]/.test(missing)) return `${file} imports "${missing}", but there is no such file.`;
    const name = missing.split("/", missing.startsWith("@") ? 2 : 1).join("/");
    return isInstalled(name, folder)
      ? `${file} imports "${missing}", which the installed package ${name} does not have.`
      : `${file} imports "${missing}", which is not installed. Run your package manager's install in ${folder}.`;
  }
  const asset = /^No loader is configured for "([^"]+)" files: (.+)$/.exec(text) ?? /^Cannot import "[^"]*(\.css)" into/.exec(text);
  if (asset !== null) return `${file} imports ${asset[2] ?? "a style sheet"}, but Stripe's command line bundles no ${asset[1]} files.`;
  const [, exporter] = /^No matching export in "([^"]+)" for import "default"/.exec(text) ?? [];
  if (exporter !== undefined) return `${exporter} has no default export, so it cannot be a view or be imported as one.`;
  return `${placeOf(error)}${sentence(text)}`;
}

const placeOf = ({ location }: Message): string => (location === null ? "" : `${location.file}, line ${location.line}: `);

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Returns whether a package is in a node_modules of the folder or of one above it. */
export function isInstalled(name: string, folder: string): boolean {
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
