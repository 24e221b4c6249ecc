// Defines the types of the messages between the page and the server. Both sides import them.

import type { Manifest } from "./manifest-fields";

/** The answer to /config.json. */
export interface Config {
  /** The emulator's origin. */
  readonly emulator: string;
  /** The path below which this server answers Stripe's routes other than the Secret Store's. */
  readonly stripe: string;
  /** The manifest that was read for the extension's app in the emulator's world. */
  readonly manifest?: { readonly file: string; readonly id: string } | undefined;
  /** Overrides of the manifest of the server's own extension on this machine. */
  readonly local: LocalManifest;
}

/** Overrides of an extension's manifest on this machine, as `stripe-app.dev.json` has them for Stripe's command line. */
export interface LocalManifest {
  readonly constants?: Readonly<Record<string, unknown>> | undefined;
  /** Origins that the extension may request in addition to those of its `connect-src`. */
  readonly connectSrc?: readonly string[] | undefined;
}

/** The answer to /extension.json: the extension's script, or the reason why it is missing. */
export type ServedScript =
  | {
      readonly name: string;
      readonly code: string;
      /** The bundler's warnings, each in a sentence. */
      readonly notices: readonly string[];
      /** The manifest that takes the place of the one in the script. */
      readonly manifest?: Manifest | undefined;
    }
  | { readonly name: string; readonly failure: string };

/** The versions of React that the sandbox provides. */
export type ReactVersion = 17 | 18;

/** The parameters of /sandbox/. */
export interface FrameOptions {
  readonly react: ReactVersion;
  /** True if the frame's policy allows WebAssembly. */
  readonly wasm: boolean;
  /** True if the frame requests the API itself, with a key from the host. */
  readonly embedded: boolean;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
}
