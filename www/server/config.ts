// What the page and the server say to each other. Types alone: both sides import them.

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
