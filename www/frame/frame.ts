// Prepares the frame as Stripe's sandbox does, before an extension's script runs. It provides `require`, and the port to the host, which renders
// the view through @remote-ui.

import type { RemoteChannel } from "@remote-ui/core";
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";
import { redirectApi } from "./redirect-api";
import { memoryStorage } from "./memory-storage";
import type { FrameReports, Init, ScriptDescription, ScriptError } from "./protocol";
import { renderView } from "./render-view";
import { runScript } from "./run-script";
import { require } from "./sandbox-require";
import { watchWebAssembly } from "./watch-web-assembly";

Object.assign(globalThis, { require, __memoryStorage: memoryStorage() });

function connect(port: MessagePort, { api }: Init) {
  const endpoint = createEndpoint<FrameReports & Parameters<typeof redirectApi>[1]>(fromMessagePort(port));
  const { call } = endpoint;
  watchWebAssembly((use) => void call.reportWebAssembly(use));
  if (api !== undefined) redirectApi(api, call);
  endpoint.expose({
    run(code: string): ScriptDescription | ScriptError {
      try {
        const description = runScript(code);
        Object.assign(globalThis.__StripeExtExports!, { endpoint });
        return description;
      } catch (error) {
        // The page shows this error, so the frame's console stays clean.
        return { error: (error as Error).message };
      }
    },
    async render(name: string, context: Record<string, unknown>, channel: RemoteChannel) {
      const view = globalThis.__StripeExtExports?.[name];
      if (view === undefined || view === null) throw new Error(`The script does not export the view ${name}.`);
      const isFirst = await renderView(view, context, channel, (error) => void call.reportThrown(String(error)));
      if (isFirst) void call.reportRendered(performance.now());
    },
  });
  port.start();
}

addEventListener("message", function init({ source, data, ports: [port] }: MessageEvent<Init>) {
  if (source !== parent || data?.type !== "init_extension" || port === undefined) return;
  // Only the first message comes from the host.
  removeEventListener("message", init);
  connect(port, data);
});
