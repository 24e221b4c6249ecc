// What Stripe's sandbox has ready when an extension's script comes, whatever it renders with: `require`, and then the way to the host.

import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";

/** `provided` is what may be required, by name; `exposed` what the host may call. */
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

/** What a page elsewhere may do, and a sandboxed frame may not: the names of the errors, or what came of it. */
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

/** Says on the console that everything before has been said. */
function mark(text) {
  setTimeout(() => console.log(text));
}
