// What the page and the server say to each other. Types alone: both sides import them.

/** What the page is told: /config.json. */
export interface Config {
  /** The emulator's origin. */
  readonly emulator: string;
  /** What differs, for the server's own extension, from its manifest on this machine. */
  readonly local: LocalManifest;
}

/** What takes the place of the manifest's on this machine, as `stripe-app.dev.json` does with Stripe's command line. */
export interface LocalManifest {
  readonly constants?: Readonly<Record<string, unknown>> | undefined;
  /** Origins that the extension may ask besides those of its `connect-src`. */
  readonly connectSrc?: readonly string[] | undefined;
}

/** The extension that the server has: /extension.json. */
export type Served = { readonly name: string; readonly code: string } | { readonly name: string; readonly failure: string };

/** The versions of React that the sandbox has. */
export type ReactVersion = 17 | 18;

/** What a frame is to be like: the parameters of /sandbox/. */
export interface FrameOptions {
  readonly react: ReactVersion;
  /** Whether WebAssembly may be compiled. */
  readonly wasm: boolean;
  /** Whether the frame itself asks the API, with a key that the host gives it. */
  readonly embedded: boolean;
  readonly connectSrc: readonly string[];
  readonly imageSrc: readonly string[];
}
