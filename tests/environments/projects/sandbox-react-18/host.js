// Plays the Dashboard: it has the frame, and shows views. Its answers to the SDK come from the test's process.

import { createRemoteReceiver } from "@remote-ui/core";
import { createEndpoint, fromMessagePort } from "@remote-ui/rpc";

const CALLS = ["supportsFetchAppEmbeddedKey", "fetchAppEmbeddedKey", "stripeApiFetch"];

/** Connects the frame in this page. */
globalThis.connect = () => {
  const { port1, port2 } = new MessageChannel();
  const endpoint = createEndpoint(fromMessagePort(port1));
  port1.start();
  endpoint.expose(Object.fromEntries(CALLS.map((name) => [name, (...args) => globalThis.answerAsHost(name, args)])));
  document.querySelector("iframe").contentWindow.postMessage({ type: "init_extension" }, "*", [port2]);
  globalThis.frame = endpoint.call;
};

/** Renders a view, and returns its text once it has any. */
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
