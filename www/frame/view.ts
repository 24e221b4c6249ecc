// A view of the extension, in a root whose changes the page is told of.

import { createRemoteRoot, type RemoteChannel, type RemoteRoot } from "@remote-ui/core";
import { render } from "@remote-ui/react";
import { retain } from "@remote-ui/rpc";
import { Component, createElement, type ReactNode } from "react";
import type { View } from "./run";

let root: RemoteRoot | undefined;

interface Boundary {
  readonly children?: ReactNode;
  readonly onError: (error: unknown) => void;
}

/** React takes a view that throws off the screen; this says why. */
class ErrorBoundary extends Component<Boundary, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/** Answers whether it was the first time. */
export async function show(
  view: View,
  context: Record<string, unknown>,
  channel: RemoteChannel,
  onError: Boundary["onError"],
): Promise<boolean> {
  const isFirst = root === undefined;
  if (root === undefined) {
    retain(channel);
    root = createRemoteRoot(channel);
  }
  render(createElement(ErrorBoundary, { onError }, createElement(view, context)) as never, root);
  if (isFirst) await root.mount();
  return isFirst;
}
