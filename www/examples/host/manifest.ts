// What the host page reads of an extension's stripe-app.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The fields of a manifest that matter here. */
export interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly permissions?: readonly { readonly permission: string }[];
  readonly constants?: Readonly<Record<string, unknown>>;
  readonly ui_extension: {
    readonly views: readonly { readonly viewport: string; readonly component: string }[];
    readonly content_security_policy?: {
      readonly "connect-src"?: readonly string[] | null;
      readonly "image-src"?: readonly string[] | null;
    };
  };
}

/** What the page is told: /config.json. */
export interface Config {
  readonly app: { readonly id: string; readonly name: string };
  /** The app's id in the emulator's world, which takes no dots. */
  readonly worldApp: string;
  readonly views: Manifest["ui_extension"]["views"];
  readonly constants: Readonly<Record<string, unknown>>;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
  /** The emulator's origin. */
  readonly emulator: string;
}

/** What takes the place of the manifest's on this machine, as `stripe-app.dev.json` does with Stripe's command line. */
export interface LocalManifest {
  readonly constants?: Readonly<Record<string, unknown>> | undefined;
  /** Origins that the extension may ask besides those of its `connect-src`. */
  readonly connectSrc?: readonly string[] | undefined;
}

export function readConfig(folder: string, emulator: string, local: LocalManifest): Config {
  const { id, name, constants, ui_extension }: Manifest = JSON.parse(readFileSync(join(folder, "stripe-app.json"), "utf8"));
  const { views, content_security_policy: policy } = ui_extension;
  return {
    app: { id, name },
    worldApp: worldApp(id),
    views,
    constants: { ...constants, ...local.constants },
    connectSrc: [...(policy?.["connect-src"] ?? []), ...(local.connectSrc ?? [])],
    imageSrc: policy?.["image-src"] ?? [],
    emulator,
  };
}

/** `com.example.app` is `com_example_app` in the emulator's world. */
export const worldApp = (id: string): string => id.replaceAll(".", "_");
