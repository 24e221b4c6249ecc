// Finds, reads and checks an app's manifest. Its errors name the file and the field.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { parseJson } from "./json";
import { listOf, objectOf, permissionsOf, textOf, uiExtensionOf, type Manifest, type View } from "./manifest-fields";

/** An app's manifest, checked. */
export interface AppManifest {
  /** The path of the file that was read. */
  readonly file: string;
  /** The file, and the files that it extends. */
  readonly files: readonly string[];
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  /** Empty for an app without a user interface. */
  readonly views: readonly View[];
  /** The whole manifest, as Stripe's command line writes it into the script. */
  readonly content: Manifest;
}

/** The names of a manifest for Stripe's command line. Where a folder has several, the first is read. */
const NAMES = ["stripe-app.yaml", "stripe-app.yml", "stripe-app.json"];

/** A name that JavaScript takes for an export. */
const COMPONENT = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The emulator's world allows no longer id. */
const LONGEST_ID = 255;

/** Returns the folder of an app, by its own path or by that of a script, which Stripe's command line writes to the folder's .build. */
export function appFolder(path: string): string {
  if (statSync(path).isDirectory()) return path;
  const folder = dirname(path);
  return basename(folder) === ".build" ? dirname(folder) : folder;
}

/** Returns whether an app's folder has a manifest. */
export const hasManifest = (folder: string): boolean => manifestsOf(folder).length > 0;

/**
 * Returns the path of an app's manifest. The folder `ui` of an app with a YAML manifest finds that of its parent.
 *
 * @param folder the app's folder
 * @param chosen a path to a manifest, relative to the folder
 * @throws Error if it is missing
 */
export function findManifest(folder: string, chosen?: string): string {
  if (chosen !== undefined) {
    const file = resolve(folder, chosen);
    if (!existsSync(file)) throw new Error(`There is no manifest ${file}.`);
    return file;
  }
  const [found] = manifestsOf(folder);
  if (found === undefined) throw new Error(`${folder} has no manifest: neither a stripe-app.json nor a stripe-app.yaml.`);
  return found;
}

function manifestsOf(folder: string): string[] {
  const folders = basename(folder) === "ui" ? [folder, dirname(folder)] : [folder];
  return folders.flatMap((one) => NAMES.map((name) => join(one, name))).filter((file) => existsSync(file));
}

/**
 * Reads a manifest, and the manifests that it extends.
 *
 * @throws Error with a sentence that names the file and the field
 */
export function readManifest(file: string): AppManifest {
  const { content, files } = readExtended(file, []);
  const fail = (field: string, must: string): never => {
    throw new Error(`${basename(file)}: ${field} must be ${must}.`);
  };
  const id = textOf(content.id) ?? fail("id", `a text, such as "com.example.app"`);
  if (id.length > LONGEST_ID) fail("id", `${LONGEST_ID} characters or fewer`);
  const { views, content_security_policy: policy } = uiExtensionOf(content);
  for (const [field, value] of [
    ["permissions", content.permissions],
    ["ui_extension.views", views],
    ["ui_extension.content_security_policy.connect-src", objectOf(policy)?.["connect-src"]],
    ["ui_extension.content_security_policy.image-src", objectOf(policy)?.["image-src"]],
    ["declarations.stripe_api_access.permissions", objectOf(objectOf(content.declarations)?.stripe_api_access)?.permissions],
  ] as const) {
    if (value !== undefined && value !== null && !Array.isArray(value)) fail(field, "a list");
  }
  for (const [field, value] of [
    ...(["ui_extension", "declarations", "constants"] as const).map((field) => [field, content[field]] as const),
    ["ui_extension.content_security_policy", policy] as const,
  ]) {
    if (value !== undefined && value !== null && objectOf(value) === undefined && !isEmptyList(value)) fail(field, "an object");
  }
  return {
    file,
    files,
    id,
    name: textOf(content.name) ?? id,
    permissions: permissionsOf(content),
    views: listOf(views).map((one, index) => {
      const field = `ui_extension.views[${index}]`;
      const viewport = textOf(objectOf(one)?.viewport) ?? fail(`${field}.viewport`, `a text, such as "stripe.dashboard.drawer.default"`);
      const component = textOf(objectOf(one)?.component) ?? fail(`${field}.component`, `the name of a file in src/views/, such as "App"`);
      if (!COMPONENT.test(component))
        fail(`${field}.component`, `a name in JavaScript, such as "App", and not ${JSON.stringify(component)}`);
      return { viewport, component };
    }),
    content,
  };
}

/** Some languages write an empty object as an empty list. */
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function readExtended(file: string, extending: readonly string[]): { content: Manifest; files: string[] } {
  const name = basename(file);
  if (extending.includes(file)) throw new Error(`${name}: extends must not lead back to ${name}.`);
  const { extends: base, ...own } = parse(file);
  if (base === undefined || base === null) return { content: own, files: [file] };
  if (typeof base !== "string") throw new Error(`${name}: extends must be the path of a manifest.`);
  const path = resolve(dirname(file), base);
  if (!existsSync(path)) throw new Error(`${name}: extends names ${base}, but there is no ${path}.`);
  const read = readExtended(path, [...extending, file]);
  return { content: merged(read.content, own), files: [file, ...read.files] };
}

/** Returns the base with the overrides. Objects are merged; everything else, lists included, is replaced. */
function merged(base: Manifest, overrides: Manifest): Manifest {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(overrides)) {
    const [before, after] = [objectOf(result[name]), objectOf(value)];
    Object.defineProperty(result, name, {
      value: before !== undefined && after !== undefined ? merged(before, after) : value,
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
  return result;
}

function parse(file: string): Manifest {
  const text = readFileSync(file, "utf8");
  const content = objectOf(extname(file) === ".json" ? parseJson(basename(file), text) : parseYaml(file, text));
  if (content === undefined) throw new Error(`${basename(file)} must contain an object.`);
  return content;
}

function parseYaml(file: string, text: string): unknown {
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { prettyErrors: true, merge: true });
  const [error] = document.errors;
  // The message's first line says what is wrong and where; the others quote the file.
  if (error !== undefined) throw new Error(`${basename(file)} is not valid YAML: ${error.message.split("\n")[0]!.replace(/:$/, "")}.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new Error(`${basename(file)} is not valid YAML: ${(error as Error).message}.`, { cause: error });
  }
}
