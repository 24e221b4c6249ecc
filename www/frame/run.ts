// Runs an extension's script, untouched, as the classic script that it is. The frame's policy takes it for its nonce.

import type { Endpoint } from "@remote-ui/rpc";
import type { ComponentType } from "react";
import { messageOf } from "./message";
import type { Said } from "./protocol";

export type View = ComponentType<Record<string, unknown>>;

declare global {
  /** What the extension's script sets, where it runs. */
  var __StripeExtExports: (Record<string, View> & { endpoint: Endpoint<object> }) | undefined;
}

/** Good for this document's scripts. Known to this function alone: what an extension adds is not let in by it. */
const nonce = (document.currentScript as HTMLScriptElement).nonce;
document.currentScript?.remove();

/** What Chromium puts before an error of the script that an element is made to run. */
const BY_WHICH_CALL = /^Failed to execute '\w+' on '\w+': /;

export function run(code: string): Said {
  let thrown: unknown;
  const noticed = (event: ErrorEvent) => {
    thrown = event.error ?? event.message;
    event.preventDefault();
  };
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `${code}\n//# sourceURL=${new URL("/extension.js", location.href)}`;
  // An error of a script that runs as it is put in is told before that is over.
  addEventListener("error", noticed);
  document.head.append(script);
  removeEventListener("error", noticed);
  script.remove();

  if (thrown instanceof SyntaxError) throw new Error(`It is no script that can be run: ${thrown.message.replace(BY_WHICH_CALL, "")}.`);
  if (thrown !== undefined) throw new Error(`It threw when it was started: ${messageOf(thrown)}`);
  const exports = globalThis.__StripeExtExports;
  if (typeof exports !== "object" || exports === null) {
    throw new Error("It is no bundle of an extension: Stripe's command line makes one that sets __StripeExtExports.");
  }
  const { default: manifest, SDK_VERSION: sdk } = exports as Record<string, unknown>;
  // As JSON: it may hold what cannot be sent.
  return { manifest: JSON.parse(JSON.stringify(manifest ?? null)), sdk, exports: Object.keys(exports) };
}
