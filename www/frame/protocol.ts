// What the page and the frame say to each other over the port. Types alone: both sides import them.

import type { RemoteChannel } from "@remote-ui/core";

/** What an extension's script says of itself once it has run. Nothing in it is to be believed before it is checked. */
export interface Said {
  /** The script's default export, which is the app's manifest. */
  readonly manifest: unknown;
  /** `SDK_VERSION`, where it is exported. */
  readonly sdk: unknown;
  /** The names that it exports. */
  readonly exports: readonly string[];
}

/** Why a script is none that can be run here. */
export interface Wrong {
  readonly wrong: string;
}

/** What the frame can be asked for. */
export interface FrameCalls {
  /** Runs the extension's script. */
  run(code: string): Promise<Said | Wrong>;
  /** Renders a view, and once more for each change of its context. Answers once the view is on its way to the page. */
  render(view: string, context: object, channel: RemoteChannel): Promise<void>;
}

/** What came of an extension's tries to compile WebAssembly: of one that did not try nothing is told. */
export type WebAssemblyUse = "compiled" | "refused";

/** What the frame tells of its own accord, among the calls that the SDK makes. */
export interface FrameReports {
  reportWebAssembly(use: WebAssemblyUse): void;
  /** The first view has been rendered, so many milliseconds after the frame began to load. */
  reportRendered(milliseconds: number): void;
  /** The view threw while it was rendered, and shows nothing any more. */
  reportThrown(message: string): void;
}

/** What the page passes along with the port. */
export interface Init {
  readonly type: "init_extension";
  /** Where the emulator is, when the SDK is to ask `https://api.stripe.com` from within the frame. */
  readonly api?: string | undefined;
}
