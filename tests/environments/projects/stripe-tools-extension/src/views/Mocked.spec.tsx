// As docs/guide.md has it: the one module of the SDK that sends requests is replaced, and the view is as it is.

import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { defaultMockContextProps, render } from "@stripe/ui-extension-sdk/testing";
import { Button, Inline } from "@stripe/ui-extension-sdk/ui";
import { createEmulator } from "stripe-secret-store/testing";
import Connection from "./Connection";

jest.mock("@stripe/ui-extension-sdk/http_client", () => ({ createHttpClient: jest.fn() }));

const emulator = createEmulator();
(createHttpClient as jest.Mock).mockImplementation(() => emulator.httpClient({ user: "usr_1" }));

test("the view stores through the emulator", async () => {
  const userContext = { ...defaultMockContextProps.userContext, id: "usr_1" };
  const { wrapper, update } = render(<Connection {...defaultMockContextProps} userContext={userContext} />);
  const until = async (words: string) => {
    for (let turn = 0; wrapper.find(Inline)?.text !== words && turn < 1_000; turn += 1) await update();
    expect(wrapper.find(Inline)?.text).toBe(words);
  };
  await until("missing");
  wrapper.find(Button)?.trigger("onPress");
  await until("connected with a token");
  expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toContain("POST /v1/apps/secrets");
});
