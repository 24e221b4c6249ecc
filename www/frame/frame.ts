// What Stripe's sandbox has ready when an extension's script comes: `require` for what the script asks of it, and the way to the host, which
// renders a view by @remote-ui.

import { createRemoteRoot, type RemoteChannel, type RemoteRoot } from "@remote-ui/core";
import * as remoteUi from "@remote-ui/react";
import { createEndpoint, fromMessagePort, retain, type Endpoint } from "@remote-ui/rpc";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";

type View = React.ComponentType<Record<string, unknown>>;

declare global {
  /** What the extension's script sets, where it runs. */
  var __StripeExtExports: (Record<string, View> & { endpoint: Endpoint<object> }) | undefined;
}

const provided = new Map<string, unknown>([
  ["react", React],
  ["react/jsx-runtime", jsxRuntime],
  ["@remote-ui/react", remoteUi],
]);

Object.assign(globalThis, {
  require(name: string) {
    if (!provided.has(name)) throw new Error(`The sandbox does not provide ${name}`);
    return provided.get(name);
  },
});

let root: RemoteRoot | undefined;

/** Renders a view, and once more for each change of its context. */
async function render(name: string, context: Record<string, unknown>, channel: RemoteChannel) {
  if (globalThis.__StripeExtExports === undefined) throw new Error("its script did not run: see the browser's console.");
  const view = globalThis.__StripeExtExports[name];
  if (view === undefined) throw new Error(`it exports no view ${name}.`);
  if (root === undefined) {
    retain(channel);
    root = createRemoteRoot(channel);
    draw(view, context, root);
    await root.mount();
  } else {
    draw(view, context, root);
  }
}

function draw(view: View, context: Record<string, unknown>, into: RemoteRoot) {
  remoteUi.render(React.createElement(view, context) as never, into);
}

addEventListener("message", ({ data, ports: [port] }) => {
  if (data?.type !== "init_extension" || port === undefined) return;
  const endpoint = createEndpoint<object>(fromMessagePort(port));
  endpoint.expose({ render });
  if (globalThis.__StripeExtExports !== undefined) globalThis.__StripeExtExports.endpoint = endpoint;
  port.start();
});
