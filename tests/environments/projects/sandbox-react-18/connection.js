// Prepares a frame as Stripe's sandbox does before an extension's script runs, for each renderer: `require`, and then the connection to the host.

import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";

/** Connects the frame. `provided` are the modules for `require` by name, and `exposed` are the functions that the host may call. */
export function connection(provided, exposed) {
  globalThis.require = (name) => {
    if (!provided.has(name)) throw new Error(`The sandbox does not provide ${name}`);
    return provided.get(name);
  };
  addEventListener("message", ({ data, ports }) => {
    if (data.type !== "init_extension") return;
    const endpoint = createEndpoint(fromMessagePort(ports[0]));
    endpoint.expose({ attempts, mark, ...exposed, ...globalThis.freedInCleanUp });
    __StripeExtExports.endpoint = endpoint;
    ports[0].start();
  });
}

/** Tries actions that a sandboxed frame may not do. Returns the names of the errors, or the results. */
function attempts() {
  const attempt = (act) => {
    try {
      return String(act());
    } catch (error) {
      return error.name;
    }
  };
  const emptyModule = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  return {
    origin: self.origin,
    localStorage: attempt(() => localStorage),
    cookie: attempt(() => document.cookie),
    "window.parent.document": attempt(() => parent.document),
    "require react-dom": attempt(() => globalThis.require("react-dom")),
    eval: attempt(() => (0, eval)("1")),
    "new WebAssembly.Module": attempt(() => new WebAssembly.Module(emptyModule)),
    "WebAssembly.validate": attempt(() => WebAssembly.validate(emptyModule)),
  };
}

/** Marks the end of the messages so far on the console. */
function mark(text) {
  setTimeout(() => console.log(text));
}
