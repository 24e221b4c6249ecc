// The same frame, where a view is rendered by react-dom. Stripe's is not so: but @remote-ui/react makes only roots of the kind in which
// StrictMode does not run effects twice, and does not know React 19.

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
      // The view has one too: but React 19 runs effects twice only where StrictMode is at the root.
      root.render(React.createElement(React.StrictMode, null, React.createElement(__StripeExtExports[view])));
    },
    unmount: () => root.unmount(),
  },
);
