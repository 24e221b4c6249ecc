// Shows secrets in components that keep no record of them, so that the heap can be searched.

import { createElement, Fragment, useEffect } from "react";
import { SecretStoreClient } from "stripe-secret-store";
import { SecretStoreClientProvider, useSecret } from "stripe-secret-store/react";
import { createEmulator } from "stripe-secret-store/testing";
import { createRoot } from "react-root";

const emulator = createEmulator();
const clientOf = (user: string) => new SecretStoreClient({ httpClient: emulator.httpClient({ user }), userContext: { id: user } });
const [first, second] = [clientOf("usr_1"), clientOf("usr_2")];
const root = createRoot(document.body.appendChild(document.createElement("main")));

const Loaded = ({ name }: { name: string }) => createElement("p", null, `${name}: ${useSecret<{ value: string }>(name).data?.value}`);

function Saved({ name, value }: { name: string; value: string }) {
  const { data, save } = useSecret<{ value: string }>(name);
  useEffect(() => void save({ value }), [save, value]);
  return createElement("p", null, `${name}: ${data?.value}`);
}

const render = (client: SecretStoreClient, ...views: ReturnType<typeof createElement>[]) =>
  root.render(createElement(SecretStoreClientProvider, { client }, createElement(Fragment, null, ...views)));
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};
/** Waits until the page shows a text. */
const shown = async () => {
  await turns();
  return document.body.textContent!;
};

/** The actions, by the names that a test calls. */
export const retention = {
  /** Shows one loaded value, and one saved value. */
  async show({ loaded, saved }: { loaded: string; saved: string }) {
    await first.createSecret({ name: "loaded", payload: JSON.stringify({ value: loaded }) });
    render(first, createElement(Loaded, { name: "loaded" }), createElement(Saved, { name: "saved", value: saved }));
    return shown();
  },
  /** Makes the same components show another user's secrets. They do not exist. */
  async changeUser() {
    render(second, createElement(Loaded, { name: "loaded" }), createElement(Saved, { name: "saved", value: "nothing" }));
    return shown();
  },
  /** Unmounts the components. The app still keeps the client. */
  async takeAway() {
    // React keeps its last output next to the current one.
    for (const text of ["empty", "still empty", "empty at last"]) {
      render(first, createElement("p", null, text));
      await turns();
    }
    return shown();
  },
  client: first,
};
