// Implements `createRoot` with React 17, which does not have it.

import type { ReactNode } from "react";
// @ts-expect-error The declarations belong to React 19.
import { render, unmountComponentAtNode } from "react-dom";

export const createRoot = (container: Element) => ({
  render: (node: ReactNode) => render(node, container),
  unmount: () => unmountComponentAtNode(container),
});
