// Renders the extension's view into a remote root, which sends its changes to the page.

import { createRemoteRoot, type RemoteChannel, type RemoteRoot } from "@remote-ui/core";
import { render } from "@remote-ui/react";
import { retain } from "@remote-ui/rpc";
import { createElement } from "react";
import { Boundary } from "./boundary";
import type { View } from "./run-script";

let root: RemoteRoot | undefined;

/** Resolves to true for the first render. */
export async function renderView(
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
  // React unmounts a view that throws. The boundary reports the error.
  render(createElement(Boundary, { onError }, createElement(view, context)) as never, root);
  if (isFirst) await root.mount();
  return isFirst;
}
