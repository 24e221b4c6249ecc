// Renders views by react-dom in the same frame. Stripe's frame does not, but @remote-ui/react does not support React 19, and StrictMode does not run effects
// twice in its roots.

import * as React from "react";
import { createRoot } from "react-dom/client";
import * as jsxRuntime from "react/jsx-runtime";
import { connection } from "./connection";

let root;

connection(
  new Map([
    ["react", React],
    ["react/jsx-runtime", jsxRuntime],
  ]),
  {
    render(view) {
      root = createRoot(document.body.appendChild(document.createElement("main")));
      // The view has a StrictMode too, but React 19 runs effects twice only if StrictMode is at the root.
      root.render(React.createElement(React.StrictMode, null, React.createElement(__StripeExtExports[view])));
    },
    unmount: () => root.unmount(),
  },
);
