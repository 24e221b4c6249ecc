// The frame in which the extension runs, and what its view shows, outside of it.

import { createRemoteReceiver } from "@remote-ui/core";
import { createController, RemoteRenderer, type Controller } from "@remote-ui/react/host";
import type { Endpoint } from "@remote-ui/rpc";
import { useEffect, useMemo, useRef, useState } from "react";
import { Boundary } from "../../frame/boundary";
import { messageOf } from "../../frame/message";
import type { FrameCalls, FrameReports } from "../../frame/protocol";
import type { Dashboard, DashboardState } from "../dashboard";
import { hostCalls } from "./calls";
import { componentOf } from "./components/component-of";
import { ImageSources } from "./components/images";
import { viewContext } from "./context";
import type { Extension } from "./extension";
import { connect, frameAddress, run } from "./frame";

interface SandboxProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly extension: Extension;
  readonly reports: Omit<FrameReports, "reportThrown">;
}

const controller = { ...createController({}), get: componentOf as Controller["get"] };

/** One session of the extension. For another one this has to be another element. */
export function Sandbox({ dashboard, state, extension, reports }: SandboxProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const receiver = useMemo(createRemoteReceiver, []);
  const [endpoint, setEndpoint] = useState<Endpoint<FrameCalls>>();
  const [runs, setRuns] = useState(false);
  const [failure, setFailure] = useState<string>();
  const context = useMemo(() => viewContext(extension, state), [extension, state]);
  const { wasm, embedded } = state;
  const component = state.view?.component ?? "";
  const fail = (error: unknown) => setFailure(messageOf(error));

  function loaded() {
    // What has gone elsewhere is not the extension any more, and gets no port.
    if (endpoint !== undefined) {
      endpoint.terminate();
      return setFailure("it has left its frame.");
    }
    const host = { ...hostCalls(dashboard, extension), ...reports, reportThrown: fail };
    const made = connect(frame.current!, host, embedded ? dashboard.config.emulator : undefined);
    setEndpoint(() => made);
    run(made, extension.code).then(() => setRuns(true), fail);
  }

  useEffect(() => {
    if (!runs || endpoint === undefined) return;
    endpoint.call.render(component, context, receiver.receive).catch(fail);
  }, [endpoint, runs, receiver, component, context]);

  useEffect(() => () => endpoint?.terminate(), [endpoint]);

  return (
    <>
      <iframe
        ref={frame}
        title="Sandbox"
        hidden
        sandbox="allow-scripts"
        src={frameAddress({ ...extension, wasm, embedded })}
        onLoad={loaded}
      />
      {failure === undefined ? (
        <ImageSources.Provider value={extension.imageSrc}>
          <Boundary onError={fail}>
            <RemoteRenderer receiver={receiver} controller={controller} />
          </Boundary>
        </ImageSources.Provider>
      ) : (
        <p role="alert">The extension has ended: {failure}</p>
      )}
    </>
  );
}
