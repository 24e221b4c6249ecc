// An extension that can be run: its script, and what the script says of itself, checked.

import type { Said } from "../../frame/protocol";
import type { LocalManifest, ReactVersion } from "../../server/config";
import { isSource } from "../../server/policy";

export interface View {
  readonly viewport: string;
  readonly component: string;
}

export interface Extension {
  /** Where it comes from: a folder's or a file's name. */
  readonly from: string;
  readonly code: string;
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  /** One at least, each viewport once. */
  readonly views: readonly View[];
  /** What it asks for. */
  readonly permissions: readonly string[];
  readonly constants: Readonly<Record<string, unknown>>;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** The version of the SDK in it. */
  readonly sdk: string | undefined;
  readonly react: ReactVersion;
}

/** @throws Error that says what is missing */
export function extensionOf(from: string, code: string, said: Said, local: LocalManifest = {}): Extension {
  const manifest = object(said.manifest);
  if (manifest === undefined) throw new Error("It exports no manifest, as the bundles of Stripe's command line do by default.");
  const ui = object(manifest.ui_extension) ?? {};
  const policy = object(ui.content_security_policy) ?? {};
  const id = text(manifest.id) ?? "";
  const sdk = text(said.sdk);
  return {
    from,
    code,
    id,
    name: text(manifest.name) ?? id,
    version: text(manifest.version),
    views: viewsOf(ui.views, said.exports),
    permissions: list(manifest.permissions).flatMap((one) => text(object(one)?.permission) ?? []),
    constants: { ...object(manifest.constants), ...local.constants },
    connectSrc: [...sources(policy["connect-src"]), ...(local.connectSrc ?? [])],
    imageSrc: sources(policy["image-src"]),
    sdk,
    // The SDK's 8 depends on React 17, its 9 on React 18.
    react: sdk !== undefined && Number.parseInt(sdk, 10) < 9 ? 17 : 18,
  };
}

function viewsOf(value: unknown, exports: readonly string[]): View[] {
  const views = new Map<string, View>();
  for (const one of list(value)) {
    const [viewport, component] = [text(object(one)?.viewport), text(object(one)?.component)];
    if (viewport !== undefined && component !== undefined) views.set(viewport, { viewport, component });
  }
  if (views.size === 0) throw new Error("Its manifest names no view.");
  const missing = [...views.values()].find(({ component }) => !exports.includes(component));
  if (missing !== undefined) throw new Error(`Its manifest names the view ${missing.component}, which it does not export.`);
  return [...views.values()];
}

function sources(value: unknown): string[] {
  const all = list(value).flatMap((source) => text(source) ?? []);
  const bad = all.find((source) => !isSource(source));
  if (bad !== undefined) throw new Error(`Its manifest names “${bad}” as a source, which is none.`);
  return all;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
