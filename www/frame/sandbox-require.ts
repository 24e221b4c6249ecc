// Implements the sandbox's `require`, which provides React and its renderer only.

import * as remoteUi from "@remote-ui/react";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";

const modules = new Map<string, unknown>([
  ["react", React],
  ["react/jsx-runtime", jsxRuntime],
  ["@remote-ui/react", remoteUi],
]);

export function require(name: string): unknown {
  if (!modules.has(name)) throw new Error(`The sandbox does not provide ${name}.`);
  return modules.get(name);
}
