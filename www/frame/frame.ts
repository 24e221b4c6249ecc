// Prepares the frame as Stripe's sandbox does, before an extension's script runs. It provides `require`, and the port to the host, which renders
// the view through @remote-ui.

import type { RemoteChannel } from "@remote-ui/core";
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";
import * as React from "react";
import { redirectApi } from "./redirect-api";
import { viewErrorOf } from "./error-message";
import { memoryStorage } from "./memory-storage";
import type { FrameReports, Init, Location, ScriptDescription, ScriptError } from "./protocol";
import { renderView } from "./render-view";
import { withSerializableBodies } from "./request-body";
import { createRouter } from "./router";
import { runScript } from "./run-script";
import { require } from "./sandbox-require";
import { watchWebAssembly } from "./watch-web-assembly";

// Bundles with the classic JSX transform use the global React.
const { storage, share } = memoryStorage();
Object.assign(globalThis, { React, require, __memoryStorage: storage });

function connect(port: MessagePort, { api, stored = [], isDescribing }: Init) {
  const endpoint = createEndpoint<FrameReports & Parameters<typeof redirectApi>[1]>(fromMessagePort(port));
  const { call } = endpoint;
  share(stored, (key, value) => void call.reportStored(key, value));
  watchWebAssembly((use) => void call.reportWebAssembly(use));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "connect-src") void call.reportBlocked(blockedURI);
  });
  if (api !== undefined) redirectApi(api, call);
  // The final frame repeats these requests.
  if (isDescribing) globalThis.fetch = () => new Promise(() => {});
  const { router, receive } = createRouter(
    (navigation) => void call.reportNavigation(navigation),
    (patterns) => void call.reportRoutes(patterns),
  );
  Object.assign(globalThis, { __extRouter: router });
  endpoint.expose({
    run(code: string): ScriptDescription | ScriptError {
      try {
        const description = runScript(code);
        Object.assign(globalThis.__StripeExtExports!, { endpoint: withSerializableBodies(endpoint) });
        return description;
      } catch (error) {
        // The page shows this error, so the frame's console stays clean.
        return { error: (error as Error).message };
      }
    },
    async render(name: string, context: Record<string, unknown>, channel: RemoteChannel) {
      const view = globalThis.__StripeExtExports?.[name];
      if (view === undefined || view === null) throw new Error(`The script does not export the view ${name}.`);
      const isFirst = await renderView(view, context, channel, (error) => void call.reportThrown(viewErrorOf(error)));
      if (isFirst) void call.reportRendered(performance.now());
    },
    navigate: (location?: Location) => receive(location),
  });
  port.start();
}

addEventListener("message", function init({ source, data, ports: [port] }: MessageEvent<Init>) {
  if (source !== parent || data?.type !== "init_extension" || port === undefined) return;
  // Only the first message comes from the host.
  removeEventListener("message", init);
  connect(port, data);
});
