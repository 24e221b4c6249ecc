// Runs the extension in a frame, and renders its view outside the frame.

import { createRemoteReceiver } from "@remote-ui/core";
import { createController, RemoteRenderer, type Controller } from "@remote-ui/react/host";
import type { Endpoint } from "@remote-ui/rpc";
import { useEffect, useMemo, useRef, useState } from "react";
import { Boundary } from "../../frame/boundary";
import { messageOf } from "../../frame/error-message";
import type { ApiAddresses, FrameCalls, FrameReports } from "../../frame/protocol";
import type { Config } from "../../server/config";
import { identityOf, type Dashboard, type DashboardState } from "../dashboard";
import { hostCalls } from "./host-calls";
import { componentOf } from "./components/component-registry";
import { DashboardRoutes } from "./components/dashboard-routes";
import { ImageSources } from "./components/images";
import { createRoutes } from "./dashboard-route";
import { viewContext } from "./view-context";
import type { Extension } from "./extension";
import { connect, frameAddress, runScript } from "./frame";

interface SandboxProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  readonly extension: Extension;
  readonly reports: Pick<FrameReports, "reportWebAssembly" | "reportRendered" | "reportBlocked">;
}

/** The ports of this machine, as in the policy of Stripe's preview. */
const LOCALHOST = ["http://localhost:*", "localhost:*"];

const controller = { ...createController({}), get: componentOf as Controller["get"] };

const apiAddresses = ({ emulator, stripe }: Config): ApiAddresses => ({ secretStore: emulator, others: `${location.origin}${stripe}` });

/** Runs one session. Another session needs another `key`. */
export function Sandbox({ dashboard, state, extension, reports }: SandboxProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const receiver = useMemo(createRemoteReceiver, []);
  const [endpoint, setEndpoint] = useState<Endpoint<FrameCalls>>();
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<string>();
  // The view only receives a context that has changed, since an effect in it may depend on the context.
  const contextText = JSON.stringify(viewContext(extension, state));
  const { wasm, localhost, embedded, location } = state;
  const isLocated = useRef(false);
  const component = state.view?.component ?? "";
  const path = location?.href;
  const routes = useMemo(() => createRoutes(dashboard, extension, path), [dashboard, extension, path]);
  const fail = (error: unknown) => setFailure(messageOf(error));

  function loaded() {
    // A second load means that the extension has navigated away. The new document gets no port.
    if (endpoint !== undefined) {
      endpoint.terminate();
      return setFailure("it navigated its frame away.");
    }
    const identity = identityOf(state);
    const reportStored = dashboard.storage.reportFor(identity);
    const host = { ...hostCalls(dashboard, extension), ...reports, reportStored, reportThrown: fail };
    const stored = dashboard.storage.items(identity);
    const made = connect(frame.current!, host, { stored, ...(embedded && { api: apiAddresses(dashboard.config) }) });
    setEndpoint(() => made);
    runScript(made, extension.code).then(() => setRunning(true), fail);
  }

  useEffect(() => {
    if (!isRunning || endpoint === undefined) return;
    // The frame knows the locations that it has reported itself, and may have moved on since.
    if (location?.isReported && isLocated.current) return;
    isLocated.current = true;
    const { href, searchParams } = location ?? {};
    void endpoint.call.navigate(href === undefined || searchParams === undefined ? undefined : { href, searchParams });
  }, [endpoint, isRunning, location]);

  useEffect(() => {
    if (!isRunning || endpoint === undefined) return;
    endpoint.call.render(component, JSON.parse(contextText) as object, receiver.receive).catch(fail);
  }, [endpoint, isRunning, receiver, component, contextText]);

  useEffect(() => () => endpoint?.terminate(), [endpoint]);

  return (
    <>
      <iframe
        ref={frame}
        className="sandbox"
        title="Sandbox"
        aria-hidden="true"
        tabIndex={-1}
        sandbox="allow-scripts"
        src={frameAddress({ ...extension, wasm, embedded, connectSrc: [...extension.connectSrc, ...(localhost ? LOCALHOST : [])] })}
        onLoad={loaded}
      />
      {failure === undefined ? (
        <ImageSources.Provider value={extension.imageSrc}>
          <DashboardRoutes.Provider value={routes}>
            <Boundary onError={fail}>
              <RemoteRenderer receiver={receiver} controller={controller} />
            </Boundary>
          </DashboardRoutes.Provider>
        </ImageSources.Provider>
      ) : (
        <p role="alert">The extension stopped: {failure}</p>
      )}
    </>
  );
}
