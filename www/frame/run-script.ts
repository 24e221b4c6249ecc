// Runs an extension's unmodified script as a classic script. The frame's policy admits it by its nonce.

import type { Endpoint } from "@remote-ui/rpc";
import type { ComponentType } from "react";
import { messageOf } from "./error-message";
import type { ScriptDescription } from "./protocol";

export type View = ComponentType<Record<string, unknown>>;

declare global {
  /** The exports of the extension's script. */
  var __StripeExtExports: (Record<string, View> & { endpoint: Endpoint<object> }) | undefined;
}

/** Admits scripts into this document. Removing the element hides the nonce from the extension, so that it cannot add scripts. */
const nonce = (document.currentScript as HTMLScriptElement).nonce;
document.currentScript?.remove();

/** Matches the prefix that Chromium adds to the syntax errors of inserted scripts. */
const CALL_PREFIX = /^Failed to execute '\w+' on '\w+': /;

export function runScript(code: string): ScriptDescription {
  let thrown: unknown;
  const onError = (event: ErrorEvent) => {
    thrown = event.error ?? event.message;
    event.preventDefault();
  };
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `${code}\n//# sourceURL=${new URL("/extension.js", location.href)}`;
  // The error event of an inserted script fires before the insertion returns.
  addEventListener("error", onError);
  document.head.append(script);
  removeEventListener("error", onError);
  script.remove();

  if (thrown instanceof SyntaxError) throw new Error(`The file is not a valid script: ${thrown.message.replace(CALL_PREFIX, "")}.`);
  if (thrown !== undefined) throw new Error(`The script threw an error when it started: ${messageOf(thrown)}`);
  const exports = globalThis.__StripeExtExports;
  if (typeof exports !== "object" || exports === null) {
    throw new Error("The script is not an extension's bundle. A bundle of Stripe's command line sets __StripeExtExports.");
  }
  const { default: manifest, SDK_VERSION: sdk } = exports as Record<string, unknown>;
  // The JSON copy drops values that cannot be sent.
  return { manifest: JSON.parse(JSON.stringify(manifest ?? null)), sdk, exports: Object.keys(exports) };
}
