import { Component, type ReactNode } from "react";
import { messageOf } from "../../../frame/error-message";

interface BoundaryProps {
  readonly name: string;
  /** The component's props. Other props let it render again. */
  readonly of: object;
  readonly children: ReactNode;
}

/** Replaces a component that cannot show its props with a message, and keeps the rest of the view. */
export class ComponentBoundary extends Component<BoundaryProps, { readonly message: string | undefined }> {
  override state = { message: undefined as string | undefined };

  static getDerivedStateFromError(error: unknown) {
    return { message: messageOf(error) };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (before.of !== this.props.of && this.state.message !== undefined) this.setState({ message: undefined });
  }

  override render() {
    const { name, children } = this.props;
    if (this.state.message === undefined) return children;
    return (
      <p role="alert" className="hint bad">
        The Dashboard cannot show <code>{`<${name}>`}</code> with these props: {this.state.message}
      </p>
    );
  }
}
