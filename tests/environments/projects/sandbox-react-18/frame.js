// Plays Stripe's sandbox: renders a view into a remote root that the host shows.

import { createRemoteRoot } from "@remote-ui/core";
import * as remoteUi from "@remote-ui/react";
import { retain } from "@remote-ui/rpc";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import { connection } from "./connection";

let root;

connection(
  new Map([
    ["react", React],
    ["react/jsx-runtime", jsxRuntime],
    ["@remote-ui/react", remoteUi],
  ]),
  {
    render(view, receive) {
      retain(receive);
      root = createRemoteRoot(receive);
      remoteUi.render(React.createElement(__StripeExtExports[view]), root);
      root.mount();
    },
    unmount: () => remoteUi.render(null, root),
  },
);
