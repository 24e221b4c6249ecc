// Catches render errors. The page and the frame use it with their own React.

import { Component, type ReactNode } from "react";

interface BoundaryProps {
  readonly children?: ReactNode;
  readonly onError: (error: unknown) => void;
}

/** Renders nothing in place of a tree that throws, and reports the error. */
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
