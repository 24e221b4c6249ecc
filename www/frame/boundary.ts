// What becomes of a part of a tree that throws: the page and the frame have one each, over the React of their own.

import { Component, type ReactNode } from "react";

interface BoundaryProps {
  readonly children?: ReactNode;
  readonly onError: (error: unknown) => void;
}

/** Shows nothing in place of what throws, says why, and keeps the rest as it is. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
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
