// What Stripe's sandbox has ready when an extension's script comes: `require` for what the script asks of it, and the way to the host, which
// renders a view by @remote-ui.

import type { RemoteChannel } from "@remote-ui/core";
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";
import { redirectApi } from "./api";
import { memoryStorage } from "./memory-storage";
import type { FrameReports, Init, Said, Wrong } from "./protocol";
import { require } from "./provided";
import { run } from "./run";
import { show } from "./view";
import { watchWebAssembly } from "./web-assembly";

Object.assign(globalThis, { require, __memoryStorage: memoryStorage() });

function connect(port: MessagePort, { api }: Init) {
  const endpoint = createEndpoint<FrameReports & Parameters<typeof redirectApi>[1]>(fromMessagePort(port));
  const { call } = endpoint;
  watchWebAssembly((use) => void call.reportWebAssembly(use));
  if (api !== undefined) redirectApi(api, call);
  endpoint.expose({
    run(code: string): Said | Wrong {
      try {
        const said = run(code);
        Object.assign(globalThis.__StripeExtExports!, { endpoint });
        return said;
      } catch (error) {
        // It is nothing that has gone wrong in the frame, and so nothing for its console.
        return { wrong: (error as Error).message };
      }
    },
    async render(name: string, context: Record<string, unknown>, channel: RemoteChannel) {
      const view = globalThis.__StripeExtExports?.[name];
      if (view === undefined || view === null) throw new Error(`It exports no view ${name}.`);
      const isFirst = await show(view, context, channel, (error) => void call.reportThrown(String(error)));
      if (isFirst) void call.reportRendered(performance.now());
    },
  });
  port.start();
}

addEventListener("message", function init({ source, data, ports: [port] }: MessageEvent<Init>) {
  if (source !== parent || data?.type !== "init_extension" || port === undefined) return;
  // Once: whoever comes later is not the host.
  removeEventListener("message", init);
  connect(port, data);
});
