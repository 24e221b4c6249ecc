// The Dashboard's side: the frame, and what a view shows. What it answers to the SDK comes from the process that runs the test.

import { createRemoteReceiver } from "@remote-ui/core";
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";

const CALLS = ["supportsFetchAppEmbeddedKey", "fetchAppEmbeddedKey", "stripeApiFetch"];

/** Connects the frame that is in this page. */
globalThis.connect = () => {
  const { port1, port2 } = new MessageChannel();
  const endpoint = createEndpoint(fromMessagePort(port1));
  port1.start();
  endpoint.expose(Object.fromEntries(CALLS.map((name) => [name, (...args) => globalThis.answerAsHost(name, args)])));
  document.querySelector("iframe").contentWindow.postMessage({ type: "init_extension" }, "*", [port2]);
  globalThis.frame = endpoint.call;
};

/** Renders a view and gives the text in it, once there is some. */
globalThis.textOf = (view) =>
  new Promise((resolve) => {
    const receiver = createRemoteReceiver();
    const text = ({ children = [], text: own = "" }) => own + children.map(text).join("");
    globalThis.frame.render(view, (...change) => {
      receiver.receive(...change);
      const shown = text(receiver.attached.root);
      if (shown) resolve(shown);
    });
  });
