// Validates a script's description of itself, and holds everything needed to run it.

import type { ScriptDescription } from "../../frame/protocol";
import type { LocalManifest, ReactVersion } from "../../server/config";
import { permissionsOf } from "../../server/manifest-fields";
import { isSource } from "../../server/policy";
import { isRecord } from "../is-record";

/** The viewport of a view that fills the page, and that has routes. */
export const FULL_PAGE = "stripe.dashboard.fullpage";

export interface View {
  readonly viewport: string;
  readonly component: string;
}

export interface Extension {
  /** The name of the folder or file. */
  readonly from: string;
  readonly code: string;
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  /** Each viewport occurs once. An app without a UI extension has no views. */
  readonly views: readonly View[];
  /** The permissions that the manifest requests. */
  readonly permissions: readonly string[];
  readonly constants: Readonly<Record<string, unknown>>;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** The version of the bundled SDK. */
  readonly sdk: string | undefined;
  readonly react: ReactVersion;
}

/** @throws Error that names the missing or invalid part */
export function extensionOf(from: string, code: string, description: ScriptDescription, local: LocalManifest = {}): Extension {
  const manifest = object(description.manifest);
  if (manifest === undefined)
    throw new Error("The script must export its manifest by default, as the bundles of Stripe's command line do.");
  const ui = object(manifest.ui_extension) ?? {};
  const policy = object(ui.content_security_policy) ?? {};
  const id = text(manifest.id) ?? "";
  const sdk = text(description.sdk);
  return {
    from,
    code,
    id,
    name: text(manifest.name) ?? id,
    version: text(manifest.version),
    views: viewsOf(ui.views, description.exports),
    permissions: permissionsOf(manifest),
    constants: { ...object(manifest.constants), ...local.constants },
    connectSrc: [...sources(policy["connect-src"]), ...(local.connectSrc ?? [])],
    imageSrc: sources(policy["image-src"]),
    sdk,
    react: sdk === undefined ? 18 : reactOf(sdk),
  };
}

/** Returns the React version that the SDK depends on: 17 before 8.11, and 18 since. */
function reactOf(sdk: string): ReactVersion {
  const [major = 0, minor = 0] = sdk.split(".").map((part) => Number.parseInt(part, 10));
  return major < 8 || (major === 8 && minor < 11) ? 17 : 18;
}

function viewsOf(value: unknown, exports: readonly string[]): View[] {
  const views = new Map<string, View>();
  for (const one of list(value)) {
    const [viewport, component] = [text(object(one)?.viewport), text(object(one)?.component)];
    if (viewport !== undefined && component !== undefined) views.set(viewport, { viewport, component });
  }
  const missing = [...views.values()].find(({ component }) => !exports.includes(component));
  if (missing !== undefined) throw new Error(`The manifest names the view ${missing.component}, but the script does not export it.`);
  return [...views.values()];
}

function sources(value: unknown): string[] {
  const all = list(value).flatMap((source) => text(source) ?? []);
  const bad = all.find((source) => !isSource(source));
  if (bad !== undefined) throw new Error(`The manifest's content_security_policy has an invalid source: “${bad}”.`);
  return all;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const object = (value: unknown): Record<string, unknown> | undefined => (isRecord(value) ? value : undefined);
