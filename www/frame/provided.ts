// `require` as the sandbox has it: React and what renders it, and nothing else.

import * as remoteUi from "@remote-ui/react";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";

const provided = new Map<string, unknown>([
  ["react", React],
  ["react/jsx-runtime", jsxRuntime],
  ["@remote-ui/react", remoteUi],
]);

export function require(name: string): unknown {
  if (!provided.has(name)) throw new Error(`The sandbox does not provide ${name}`);
  return provided.get(name);
}
