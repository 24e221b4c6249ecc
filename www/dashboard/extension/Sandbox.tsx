// The frame in which the extension runs, and what its view shows, outside of it.

import { createRemoteReceiver, type RemoteChannel } from "@remote-ui/core";
import { createController, RemoteRenderer, type Controller } from "@remote-ui/react/host";
import { createEndpoint, fromMessagePort, type Endpoint } from "@remote-ui/rpc";
import { useEffect, useMemo, useRef, useState } from "react";
import { hostCalls } from "./calls";
import { componentOf } from "./components/componentOf";
import { viewContext } from "./context";
import type { Dashboard, DashboardState } from "../dashboard";

interface Frame {
  render(view: string, context: object, channel: RemoteChannel): Promise<void>;
}

const controller = { ...createController({}), get: componentOf as Controller["get"] };

/** One session of the extension. For another one this has to be another element. */
export function Sandbox({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const receiver = useMemo(createRemoteReceiver, []);
  const [endpoint, setEndpoint] = useState<Endpoint<Frame>>();
  const [failure, setFailure] = useState<string>();
  const context = useMemo(() => viewContext(dashboard.config, state), [dashboard, state]);

  function connect() {
    const { port1, port2 } = new MessageChannel();
    const endpoint = createEndpoint<Frame>(fromMessagePort(port1));
    endpoint.expose(hostCalls(dashboard));
    port1.start();
    frame.current?.contentWindow?.postMessage({ type: "init_extension" }, "*", [port2]);
    setEndpoint(() => endpoint);
  }

  useEffect(() => {
    endpoint?.call.render(state.view, context, receiver.receive).then(
      () => setFailure(undefined),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [endpoint, receiver, state.view, context]);

  useEffect(() => () => endpoint?.terminate(), [endpoint]);

  return (
    <>
      <iframe
        ref={frame}
        title="Sandbox"
        hidden
        sandbox="allow-scripts"
        src={`/sandbox/?wasm=${state.wasm ? "allowed" : "forbidden"}`}
        onLoad={connect}
      />
      {failure !== undefined && <p role="alert">The extension did not start: {failure}</p>}
      <RemoteRenderer receiver={receiver} controller={controller} />
    </>
  );
}
