// A root as React 17 has it, before `createRoot`.

import type { ReactNode } from "react";
// @ts-expect-error The declarations are those of React 19.
import { render, unmountComponentAtNode } from "react-dom";

export const createRoot = (container: Element) => ({
  render: (node: ReactNode) => render(node, container),
  unmount: () => unmountComponentAtNode(container),
});
