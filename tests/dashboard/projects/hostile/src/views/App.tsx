import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { Box, Button, ContextView, Link } from "@stripe/ui-extension-sdk/ui";
import { showToast } from "@stripe/ui-extension-sdk/utils";
import { useState } from "react";

// As it is started: in the page it would be seen.
Object.assign(globalThis, { hostile: "was here" });

/** Attempts actions that the sandbox must prevent. */
export default function App({ environment }: ExtensionContextValue) {
  const { ELSEWHERE } = environment.constants as { ELSEWHERE: string };
  const [said, say] = useState("nothing");
  const [title, setTitle] = useState("Hostile");
  const attempts: Record<string, () => unknown> = {
    "leave the frame": () => location.assign(ELSEWHERE),
    "move the page": () => top!.location.assign(ELSEWHERE),
    "open a window": () => String(window.open(ELSEWHERE)),
    "read the page": () => parent.document.title,
    "read its storage": () => parent.localStorage.length,
    "run a text": () => (0, eval)("1"),
    "add a script": () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.added = true";
      document.head.append(script);
      return String(Reflect.get(globalThis, "added"));
    },
    "find the nonce": () => JSON.stringify([...document.scripts].flatMap(({ nonce }) => nonce || [])),
    "put a frame in": () => {
      const frame = document.createElement("iframe");
      frame.src = ELSEWHERE;
      document.body.append(frame);
      return "put in";
    },
    "pose as the host": () => {
      // Sends the port's remote procedure calls through the window, where the page does not listen.
      parent.postMessage([0, ["1", "showToast", ["a forged toast"]]], "*");
      parent.postMessage({ type: "init_extension" }, "*");
      return "posted";
    },
    "send it by an image": () =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve("sent");
        image.onerror = () => resolve("refused");
        image.src = ELSEWHERE;
      }),
    "control the emulator": async () => {
      const host = (globalThis as unknown as { __StripeExtExports: { endpoint: { call: Record<string, Function> } } }).__StripeExtExports
        .endpoint.call;
      const paths = ["/_emulator/reset", "/v1/../_emulator/reset", "//127.0.0.1/_emulator/reset", "@elsewhere.example/"];
      const answers = paths.map(async (path) => (await host.stripeApiFetch!(path, { method: "POST", body: "{}" })).status);
      return JSON.stringify(await Promise.all(answers));
    },
    "toast a value that is not a text": () => showToast({ no: "text" } as never),
    "title a value that is not a text": () => setTitle({ no: "text" } as never),
    "throw in a render": () => say(undefined as never),
  };
  const attempt = (name: string) =>
    Promise.resolve()
      .then(attempts[name])
      .then(
        (answer) => answer !== undefined && say(`${name}: ${answer}`),
        (error: Error) => say(`${name}: ${error.name}`),
      );
  return (
    <ContextView title={title}>
      {Object.keys(attempts).map((name) => (
        <Button key={name} onPress={() => void attempt(name)}>
          {name}
        </Button>
      ))}
      <Link href="javascript:document.title='ran'">a script</Link>
      <Link href="data:text/html,<script>alert(1)</script>">a page of its own</Link>
      <Box>{said.toString()}</Box>
    </ContextView>
  );
}
