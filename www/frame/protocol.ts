// Declares the calls between the page and the frame. Both sides import these types.

import type { RemoteChannel } from "@remote-ui/core";

/** Describes an extension's script after its first run. The page validates all of it. */
export interface ScriptDescription {
  /** The script's default export, which is the app's manifest. */
  readonly manifest: unknown;
  /** The exported `SDK_VERSION`. */
  readonly sdk: unknown;
  /** The names of all exports. */
  readonly exports: readonly string[];
}

/** Explains why a script cannot run. */
export interface ScriptError {
  readonly error: string;
}

/** The location of a full-page view: its path below the app's address, and its search parameters. */
export interface Location {
  readonly href: string;
  readonly searchParams: Readonly<Record<string, unknown>>;
}

export interface NavigationReport extends Location {
  /** True to replace the entry in the browser's history. */
  readonly replace: boolean;
}

/** The functions that the frame exposes to the page. */
export interface FrameCalls {
  /** Runs the extension's script. */
  run(code: string): Promise<ScriptDescription | ScriptError>;
  /** Renders a view, also after each change of its context. Resolves once the page has the view's first tree. */
  render(view: string, context: object, channel: RemoteChannel): Promise<void>;
  /** Moves the full-page view to a location. Undefined in another view. */
  navigate(location: Location | undefined): Promise<void>;
}

/** The result of an attempt to compile WebAssembly. An extension that does not try reports nothing. */
export type WebAssemblyUse = "compiled" | "refused";

/** The functions that the frame itself calls, in addition to those that the SDK calls. */
export interface FrameReports {
  reportWebAssembly(use: WebAssemblyUse): void;
  /** Reports the first render, in milliseconds after the frame's navigation. */
  reportRendered(milliseconds: number): void;
  /** Reports the address of a request that the frame's policy has blocked. */
  reportBlocked(address: string): void;
  /** Reports that the view threw while it rendered, and shows nothing any more. */
  reportThrown(message: string): void;
  /** Reports that the extension has navigated. */
  reportNavigation(navigation: NavigationReport): void;
  /** Reports a change of the extension's storage: an item's new value, or null for a removed one. */
  reportStored(key: string, value: string | null): void;
  /** Reports the path patterns of the extension's routes. */
  reportRoutes(patterns: readonly string[]): void;
}

/** The message that carries the port into the frame. */
export interface Init {
  readonly type: "init_extension";
  /** Set if the SDK is to call `https://api.stripe.com` from the frame. */
  readonly api?: ApiAddresses | undefined;
  /** The items of the extension's storage. */
  readonly stored?: readonly (readonly [key: string, value: string])[];
  /** True for a frame that only describes the script. Its requests stay pending. */
  readonly isDescribing?: boolean;
}

/** The addresses that take the place of `https://api.stripe.com`. */
export interface ApiAddresses {
  /** The emulator's origin, for the Secret Store. */
  readonly secretStore: string;
  /** An address of the Dashboard's server, for the other routes. */
  readonly others: string;
}
