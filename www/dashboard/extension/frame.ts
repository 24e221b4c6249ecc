// Connects to the frame that runs an extension's script. The port is the only connection.

import { createEndpoint, fromMessagePort, type Endpoint } from "@remote-ui/rpc";
import type { FrameCalls, Init, ScriptDescription } from "../../frame/protocol";
import type { FrameOptions } from "../../server/config";
import { HOST_CALL_NAMES } from "./host-call-names";

export function frameAddress({ react, wasm, embedded, connectSrc, imageSrc }: FrameOptions): string {
  const query = new URLSearchParams({ react: String(react), wasm: String(wasm), embedded: String(embedded) });
  for (const source of connectSrc) query.append("connect-src", source);
  for (const source of imageSrc) query.append("image-src", source);
  return `/sandbox/?${query}`;
}

/**
 * Connects the loaded frame with the host's functions. Call it once for each frame, since a second load may be another site.
 */
export function connect(frame: HTMLIFrameElement, host: object, init: Omit<Init, "type"> = {}): Endpoint<FrameCalls> {
  const { port1, port2 } = new MessageChannel();
  const endpoint = createEndpoint<FrameCalls>(fromMessagePort(port1));
  endpoint.expose(host as never);
  port1.start();
  // A frame with an opaque origin has no name, so the target is "*".
  frame.contentWindow?.postMessage({ type: "init_extension", ...init } satisfies Init, "*", [port2]);
  return endpoint;
}

/** @throws Error that explains why the script does not run */
export async function runScript({ call }: Endpoint<FrameCalls>, code: string): Promise<ScriptDescription> {
  const answer = await call.run(code);
  if ("error" in answer) throw new Error(String(answer.error));
  return answer;
}

/** The limit for a script's start, in milliseconds. */
const START_TIMEOUT = 15_000;

// WebAssembly reaches nothing outside the frame. Allowing it leaves the report of a refusal to the final frame.
const MOST_RESTRICTED = { react: 18, wasm: true, embedded: false, connectSrc: [], imageSrc: [] } satisfies FrameOptions;

/** Never answers. A script may call the host as soon as it starts, and the final frame repeats the call. */
const PENDING_HOST = Object.fromEntries(HOST_CALL_NAMES.map((name) => [name, () => new Promise(() => {})]));

/**
 * Runs a script for its description alone, in a frame without any access. The final frame's policy depends on the manifest.
 *
 * @throws Error that explains why the script does not run
 */
export async function describeScript(code: string): Promise<ScriptDescription> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Extension description";
  frame.hidden = true;
  frame.src = frameAddress(MOST_RESTRICTED);
  let timer: number | undefined;
  let endpoint: Endpoint<FrameCalls> | undefined;
  try {
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    const late = new Promise<never>((_, reject) => {
      timer = window.setTimeout(
        () => reject(new Error(`The script did not finish starting within ${START_TIMEOUT / 1_000} seconds.`)),
        START_TIMEOUT,
      );
    });
    document.body.append(frame);
    await Promise.race([loaded, late]);
    endpoint = connect(frame, PENDING_HOST, { isDescribing: true });
    return await Promise.race([runScript(endpoint, code), late]);
  } finally {
    clearTimeout(timer);
    endpoint?.terminate();
    frame.remove();
  }
}
