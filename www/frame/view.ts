// A view of the extension, in a root whose changes the page is told of.

import { createRemoteRoot, type RemoteChannel, type RemoteRoot } from "@remote-ui/core";
import { render } from "@remote-ui/react";
import { retain } from "@remote-ui/rpc";
import { createElement } from "react";
import { Boundary } from "./boundary";
import type { View } from "./run";

let root: RemoteRoot | undefined;

/** Answers whether it was the first time. */
export async function show(
  view: View,
  context: Record<string, unknown>,
  channel: RemoteChannel,
  onError: (error: unknown) => void,
): Promise<boolean> {
  const isFirst = root === undefined;
  if (root === undefined) {
    retain(channel);
    root = createRemoteRoot(channel);
  }
  // React takes a view that throws off the screen; the boundary says why.
  render(createElement(Boundary, { onError }, createElement(view, context)) as never, root);
  if (isFirst) await root.mount();
  return isFirst;
}
