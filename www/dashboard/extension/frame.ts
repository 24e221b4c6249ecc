// The frame in which an extension's script runs, and the way to it: a port, and nothing else.

import { createEndpoint, fromMessagePort, type Endpoint } from "@remote-ui/rpc";
import type { FrameCalls, Init, Said } from "../../frame/protocol";
import type { FrameOptions } from "../../server/config";

export function frameAddress({ react, wasm, embedded, connectSrc, imageSrc }: FrameOptions): string {
  const query = new URLSearchParams({ react: String(react), wasm: String(wasm), embedded: String(embedded) });
  for (const source of connectSrc) query.append("connect-src", source);
  for (const source of imageSrc) query.append("image-src", source);
  return `/sandbox/?${query}`;
}

/**
 * Connects what the frame has loaded with what the host answers. For one load alone: a frame that has gone elsewhere is not the extension's.
 *
 * @param api where the frame finds Stripe's API, if it asks it itself
 */
export function connect(frame: HTMLIFrameElement, host: object, api?: string): Endpoint<FrameCalls> {
  const { port1, port2 } = new MessageChannel();
  const endpoint = createEndpoint<FrameCalls>(fromMessagePort(port1));
  endpoint.expose(host as never);
  port1.start();
  // A frame without an origin cannot be named as the one to be told.
  frame.contentWindow?.postMessage({ type: "init_extension", api } satisfies Init, "*", [port2]);
  return endpoint;
}

/** @throws Error that says what is wrong with the script */
export async function run({ call }: Endpoint<FrameCalls>, code: string): Promise<Said> {
  const answer = await call.run(code);
  if ("wrong" in answer) throw new Error(String(answer.wrong));
  return answer;
}

/** How long a script may take to start, in milliseconds. */
const PATIENCE = 15_000;

const NOTHING_ALLOWED = { react: 18, wasm: false, embedded: false, connectSrc: [], imageSrc: [] } satisfies FrameOptions;

/**
 * Runs a script for what it says of itself, in a frame that reaches nothing and nobody: its manifest is needed for the policy of the frame in
 * which it is to run.
 *
 * @throws Error that says what is wrong with the script
 */
export async function ask(code: string): Promise<Said> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "What the extension says of itself";
  frame.hidden = true;
  frame.src = frameAddress(NOTHING_ALLOWED);
  let timer: number | undefined;
  let endpoint: Endpoint<FrameCalls> | undefined;
  try {
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    const late = new Promise<never>((_, reject) => {
      timer = window.setTimeout(() => reject(new Error(`It was not over with starting after ${PATIENCE / 1_000} seconds.`)), PATIENCE);
    });
    document.body.append(frame);
    await Promise.race([loaded, late]);
    endpoint = connect(frame, {});
    return await Promise.race([run(endpoint, code), late]);
  } finally {
    clearTimeout(timer);
    endpoint?.terminate();
    frame.remove();
  }
}
